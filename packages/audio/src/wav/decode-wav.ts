import { fileError } from '../file-error.js';
import { fourCc } from '../four-cc.js';
import { finishPcm } from '../pcm/finish-pcm.js';
import { frameBytes } from '../pcm/pcm-layout.js';
import type { DecodedAudio } from '../types.js';
import { findSamples } from './find-samples.js';
import { type Chunk, readChunk } from './parse-chunks.js';
import { readWavFormat } from './wav-format.js';

/**
 * Reads WAV: RIFF, RIFX (big-endian), RF64 and BW64; integers of 8…32 bits, floats of 32 and 64, A-law, mu-law,
 * EXTENSIBLE; chunks in any order; whatever its header says about lengths, the samples that are there.
 *
 * @throws {SerError} FILE as `decodeAudio`
 */
export function decodeWav(bytes: Uint8Array, name: string, maxSeconds?: number): DecodedAudio {
	const riff = fourCc(bytes, 0);
	const littleEndian = riff !== 'RIFX';
	let format: Chunk | undefined;
	let data: Chunk | undefined;
	let longData: number | undefined;
	const notes: string[] = [];
	for (let offset = 12; offset + 8 <= bytes.length; ) {
		const { chunk, next } = readChunk(bytes, offset, littleEndian);
		offset = next;
		if (chunk.id === 'ds64') longData = readLongLength(bytes, chunk);
		else if (chunk.id === 'fmt ') format ??= chunk;
		else if (chunk.id === 'data' && data === undefined) {
			const found = findSamples(bytes, chunk, { littleEndian, longData: riff === 'RIFF' ? undefined : longData });
			data = { ...chunk, end: found.end };
			notes.push(...found.notes);
			offset = found.next;
		}
	}
	if (!format) throw fileError(name, `WAV header without a format chunk (${bytes.length} bytes in the file)`);
	const {
		layout,
		sampleRate,
		bitDepth,
		notes: formatNotes,
	} = readWavFormat(bytes.subarray(format.start, format.end), littleEndian, name);
	if (!data) throw fileError(name, `WAV header without samples: no data chunk (${bytes.length} bytes in the file)`);
	const samples = bytes.subarray(data.start, data.end);
	const left = samples.length % frameBytes(layout);
	if (left > 0 && samples.length > left) notes.push(`the last ${left} bytes are not a whole frame and were left out`);
	const encoding = layout.encoding === 'unsigned' ? 'pcm' : layout.encoding;
	const info = {
		format: 'wav' as const,
		channels: layout.channels,
		bitDepth,
		encoding,
		notes: [...formatNotes, ...notes],
	};
	return finishPcm({ name, info, sampleRate, layout, data: samples }, maxSeconds);
}

/** The 64-bit length of the data chunk that RF64 and BW64 files keep in their ds64 chunk. */
function readLongLength(bytes: Uint8Array, chunk: Chunk): number | undefined {
	if (chunk.end - chunk.start < 16) return undefined;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	return view.getUint32(chunk.start + 8, true) + view.getUint32(chunk.start + 12, true) * 2 ** 32;
}
