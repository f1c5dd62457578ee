import { fileError } from '../file-error.js';
import { fourCc } from '../four-cc.js';
import { finishPcm } from '../pcm/finish-pcm.js';
import { frameBytes, type PcmLayout } from '../pcm/pcm-layout.js';
import type { DecodedAudio } from '../types.js';
import { type Chunk, readChunk } from '../wav/parse-chunks.js';
import { readExtended } from './read-extended.js';

/** Compression types of AIFC that are plain samples; `bytes` is missing where the header's bit depth decides. */
const compressions = new Map<string, { encoding: PcmLayout['encoding']; littleEndian?: true; bytes?: number }>([
	['NONE', { encoding: 'pcm' }],
	['twos', { encoding: 'pcm' }],
	['sowt', { encoding: 'pcm', littleEndian: true }],
	['raw ', { encoding: 'unsigned', bytes: 1 }],
	['in24', { encoding: 'pcm', bytes: 3 }],
	['in32', { encoding: 'pcm', bytes: 4 }],
	['42ni', { encoding: 'pcm', littleEndian: true, bytes: 3 }],
	['23ni', { encoding: 'pcm', littleEndian: true, bytes: 4 }],
	['fl32', { encoding: 'float', bytes: 4 }],
	['FL32', { encoding: 'float', bytes: 4 }],
	['fl64', { encoding: 'float', bytes: 8 }],
	['FL64', { encoding: 'float', bytes: 8 }],
	['alaw', { encoding: 'a-law', bytes: 1 }],
	['ALAW', { encoding: 'a-law', bytes: 1 }],
	['ulaw', { encoding: 'mu-law', bytes: 1 }],
	['ULAW', { encoding: 'mu-law', bytes: 1 }],
]);

/**
 * Reads AIFF and AIFC with uncompressed, A-law or mu-law samples.
 *
 * @throws {SerError} FILE as `decodeAudio`
 */
export function decodeAiff(bytes: Uint8Array, name: string, maxSeconds?: number): DecodedAudio {
	let common: Chunk | undefined;
	let sound: Chunk | undefined;
	for (let offset = 12; offset + 8 <= bytes.length; ) {
		const { chunk, next } = readChunk(bytes, offset, false);
		if (chunk.id === 'COMM') common ??= chunk;
		else if (chunk.id === 'SSND') sound ??= chunk;
		offset = next;
	}
	if (!common || common.end - common.start < 18) throw fileError(name, 'AIFF header without a complete COMM chunk');
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const channels = view.getUint16(common.start);
	const claimedFrames = view.getUint32(common.start + 2);
	const bitDepth = view.getUint16(common.start + 6);
	const sampleRate = readExtended(view, common.start + 8);
	if (channels === 0) throw fileError(name, 'its AIFF header claims zero channels');
	const compressed = fourCc(bytes, 8) === 'AIFC' && common.end - common.start >= 22;
	const layout = layoutOf(compressed ? fourCc(bytes, common.start + 18) : 'NONE', bitDepth, channels, name);
	if (!sound || sound.end - sound.start < 8) throw fileError(name, 'AIFF header without samples: no SSND chunk');

	const notes: string[] = [];
	const start = Math.min(sound.end, sound.start + 8 + view.getUint32(sound.start));
	let data = bytes.subarray(start, sound.claimed <= 8 ? bytes.length : sound.end);
	const claimedBytes = claimedFrames * frameBytes(layout);
	if (claimedBytes > data.length || claimedFrames === 0) {
		notes.push(
			`the header claims ${claimedFrames} frames, the file has ${Math.floor(data.length / frameBytes(layout))}; read what is there`,
		);
	} else {
		data = data.subarray(0, claimedBytes);
	}
	const encoding = layout.encoding === 'unsigned' ? 'pcm' : layout.encoding;
	return finishPcm(
		{ name, info: { format: 'aiff', channels, bitDepth, encoding, notes }, sampleRate, layout, data },
		maxSeconds,
	);
}

function layoutOf(compression: string, bitDepth: number, channels: number, name: string): PcmLayout {
	const known = compressions.get(compression);
	if (!known) throw fileError(name, `AIFC with compression "${compression.replace(/[^ -~]/g, '?')}" is not supported`);
	const bytesPerSample = known.bytes ?? Math.ceil(bitDepth / 8);
	if (bytesPerSample < 1 || (bytesPerSample > 4 && !known.bytes)) {
		throw fileError(name, `AIFF of ${bitDepth} bits is not supported (1…32 are)`);
	}
	return { encoding: known.encoding, bytesPerSample, channels, littleEndian: known.littleEndian ?? false };
}
