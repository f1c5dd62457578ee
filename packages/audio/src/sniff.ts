import { findMpegFrame } from './compressed/mpeg-frame.js';
import { fourCc } from './four-cc.js';
import type { AudioFormat } from './types.js';

/** What the content is: a format that can be read, or why not. */
export type Sniffed = { format: AudioFormat } | { refusal: string };

/** Formats that are recognised only to be named in the refusal: offset, first bytes, name. */
const others: readonly (readonly [number, string, string])[] = [
	[4, 'ftyp', 'MP4/M4A (AAC or ALAC)'],
	[0, '\x1aE\xdf\xa3', 'Matroska/WebM'],
	[0, 'caff', 'Apple CAF'],
	[0, '.snd', 'Sun AU'],
	[0, 'NIST', 'NIST SPHERE'],
	[0, 'wvpk', 'WavPack'],
	[0, 'MAC ', "Monkey's Audio"],
	[0, '#!AM', 'AMR'],
	[0, '0&\xb2u', 'Windows Media (ASF)'],
	[0, 'MThd', 'MIDI'],
	[0, 'PK\x03\x04', 'a zip archive'],
	[0, '\x1f\x8b', 'a gzip archive'],
	[0, '%PDF', 'a PDF document'],
	[0, '\x89PNG', 'a PNG image'],
];

/**
 * Recognises a sound file by its content alone: TESS has AIFF files named .wav, corpora cloned without Git LFS have
 * text named .wav.
 */
export function sniff(bytes: Uint8Array): Sniffed {
	if (bytes.length === 0) return { refusal: 'the file is empty (0 bytes)' };
	const head = fourCc(bytes, 0);
	const kind = fourCc(bytes, 8);
	if (['RIFF', 'RIFX', 'RF64', 'BW64'].includes(head)) {
		if (kind === 'WAVE') return { format: 'wav' };
		return { refusal: bytes.length < 12 ? tooShort(bytes) : `a RIFF file of kind "${printable(kind)}", not WAVE` };
	}
	if (head === 'FORM') {
		if (kind === 'AIFF' || kind === 'AIFC') return { format: 'aiff' };
		return { refusal: bytes.length < 12 ? tooShort(bytes) : `an IFF file of kind "${printable(kind)}", not AIFF` };
	}
	if (head === 'fLaC') return { format: 'flac' };
	if (head === 'OggS') return sniffOgg(bytes);
	const named = others.find(([offset, magic]) => latin1(bytes, offset, magic.length) === magic);
	if (named) return { refusal: `${named[2]} is not supported (WAV, AIFF, FLAC, MP3 and Ogg Vorbis are)` };
	const text = sniffText(bytes);
	if (text) return { refusal: text };
	if (bytes[0] === 0xff && ((bytes[1] as number) & 0xf6) === 0xf0) {
		return { refusal: 'AAC (ADTS) is not supported (WAV, AIFF, FLAC, MP3 and Ogg Vorbis are)' };
	}
	if (head.startsWith('ID3') || findMpegFrame(bytes, 0)) return { format: 'mp3' };
	const hex = Array.from(bytes.subarray(0, 8), (b) => b.toString(16).padStart(2, '0')).join(' ');
	return { refusal: `not a sound file: begins with the bytes ${hex}` };
}

/** The codec of an Ogg file, from its first packet. */
function sniffOgg(bytes: Uint8Array): Sniffed {
	const start = 27 + (bytes[26] ?? 0);
	const packet = latin1(bytes, start, 8);
	if (packet.startsWith('\x01vorbis')) return { format: 'ogg' };
	if (packet.startsWith('\x7fFLAC')) return { format: 'flac' };
	const codec = packet.startsWith('OpusHead')
		? 'Opus'
		: packet.startsWith('Speex')
			? 'Speex'
			: packet.startsWith('\x80theora')
				? 'Theora video'
				: undefined;
	return {
		refusal: codec
			? `Ogg with ${codec} is not supported (Ogg Vorbis is)`
			: 'Ogg without a known codec; the file is damaged',
	};
}

function sniffText(bytes: Uint8Array): string | undefined {
	const beginning = new TextDecoder().decode(bytes.subarray(0, 200));
	if (beginning.startsWith('version https://git-lfs')) {
		return `this is a Git LFS pointer of ${bytes.length} bytes, not the recording; run \`git lfs pull\``;
	}
	if (!/^[\t\n\r\x20-\x7e\u00a0-\ufffc]+\ufffd?$/.test(beginning)) return undefined;
	const what = /^\s*<(!doctype|html|\?xml)/i.test(beginning) ? 'a web page or XML' : 'text';
	return `this is ${what}, not a sound file: begins with "${printable(beginning.slice(0, 40))}"`;
}

const latin1 = (bytes: Uint8Array, offset: number, length: number): string =>
	String.fromCharCode(...bytes.subarray(offset, offset + length));

const tooShort = (bytes: Uint8Array): string => `the file ends within its header, after ${bytes.length} bytes`;

const printable = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').trim();
