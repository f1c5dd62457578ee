import { fileError } from '../file-error.js';
import type { PcmLayout } from '../pcm/pcm-layout.js';

/** What the `fmt ` chunk says. */
export interface WavFormat {
	layout: PcmLayout;
	sampleRate: number;
	bitDepth: number;
	notes: string[];
}

const PCM = 1;
const FLOAT = 3;
const A_LAW = 6;
const MU_LAW = 7;
const EXTENSIBLE = 0xfffe;

/** Registered codecs (mmreg.h) that turn up in files named .wav, by their tag. */
const otherCodecs = new Map<number, string>([
	[0x0002, 'Microsoft ADPCM'],
	[0x0011, 'IMA ADPCM'],
	[0x0014, 'G.723 ADPCM'],
	[0x0016, 'G.721 ADPCM'],
	[0x0022, 'TrueSpeech'],
	[0x0031, 'GSM 6.10'],
	[0x0040, 'G.721 ADPCM'],
	[0x0045, 'G.726 ADPCM'],
	[0x0050, 'MPEG audio'],
	[0x0055, 'MP3'],
	[0x0064, 'G.726 ADPCM'],
	[0x0069, 'IMA ADPCM'],
	[0x00ff, 'AAC'],
	[0x0160, 'Windows Media Audio 1'],
	[0x0161, 'Windows Media Audio 2'],
	[0x0162, 'Windows Media Audio Pro'],
	[0x1610, 'AAC'],
	[0x2000, 'AC-3'],
	[0x566f, 'Vorbis'],
	[0x674f, 'Vorbis'],
	[0xf1ac, 'FLAC'],
]);

/**
 * Reads the body of a `fmt ` chunk: WAVEFORMAT, WAVEFORMATEX or WAVEFORMATEXTENSIBLE.
 *
 * @throws {SerError} FILE when it is too short, has no channels, or names a codec that is not read here
 */
export function readWavFormat(body: Uint8Array, littleEndian: boolean, name: string): WavFormat {
	if (body.length < 14) throw fileError(name, `its WAV format chunk has ${body.length} bytes, needs at least 14`);
	const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
	const channels = view.getUint16(2, littleEndian);
	const sampleRate = view.getUint32(4, littleEndian);
	const blockAlign = view.getUint16(12, littleEndian);
	if (channels === 0) throw fileError(name, 'its WAV header claims zero channels');
	const notes: string[] = [];
	let bitDepth = body.length >= 16 ? view.getUint16(14, littleEndian) : 0;
	if (bitDepth === 0) bitDepth = Math.floor((8 * blockAlign) / channels);
	const outer = view.getUint16(0, littleEndian);
	// The first two bytes of the sub-format GUID are the tag; the other fourteen are the same for every tag.
	const tag = outer === EXTENSIBLE && body.length >= 26 ? view.getUint16(24, littleEndian) : outer;
	const encoding = encodingOf(tag, bitDepth, name);
	const bytesPerSample = containerBytes(bitDepth, blockAlign / channels, notes);
	if (encoding === 'float' && bytesPerSample !== 4 && bytesPerSample !== 8) {
		throw fileError(name, `float WAV of ${bitDepth} bits is not supported (32 and 64 are)`);
	}
	const layout: PcmLayout = {
		encoding: encoding === 'pcm' && bytesPerSample === 1 ? 'unsigned' : encoding,
		bytesPerSample,
		channels,
		littleEndian,
	};
	return { layout, sampleRate, bitDepth, notes };
}

function encodingOf(tag: number, bitDepth: number, name: string): 'pcm' | 'float' | 'a-law' | 'mu-law' {
	if (tag === PCM && bitDepth >= 1 && bitDepth <= 32) return 'pcm';
	if (tag === PCM) throw fileError(name, `PCM WAV of ${bitDepth} bits is not supported (1…32 are)`);
	if (tag === FLOAT) return 'float';
	if (tag === A_LAW && bitDepth === 8) return 'a-law';
	if (tag === MU_LAW && bitDepth === 8) return 'mu-law';
	const codec = otherCodecs.get(tag) ?? 'an unknown codec';
	throw fileError(name, `WAV with ${codec} (format tag 0x${tag.toString(16).padStart(4, '0')}) is not supported`);
}

/** Samples of odd depths (12 or 20 bits) stand left-aligned in whole bytes, so they scale by their container. */
function containerBytes(bitDepth: number, aligned: number, notes: string[]): number {
	const least = Math.ceil(bitDepth / 8);
	if (aligned === least) return least;
	const widest = bitDepth > 32 ? 8 : 4;
	if (Number.isInteger(aligned) && aligned > least && aligned <= widest) return aligned;
	notes.push(`the header's block size does not fit ${bitDepth} bits per sample; read as ${least} bytes per sample`);
	return least;
}
