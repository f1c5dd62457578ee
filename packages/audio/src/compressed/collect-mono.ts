import { SerError } from '@ser/core';
import { fileError } from '../file-error.js';
import { checkFinite } from '../pcm/check-finite.js';
import { sliceEndOutsideHeader } from './flac-frame.js';
import { quietly } from './quietly.js';

/** A streaming decoder of one of the kept libraries. */
export interface ChunkDecoder {
	decode(data: Uint8Array): DecodedChunk;
	flush?(): DecodedChunk;
	free(): void;
}

export interface DecodedChunk {
	channelData: Float32Array[];
	sampleRate: number;
	/** what the decoder had to skip */
	errors?: readonly { message: string }[];
}

export interface Collected {
	samples: Float32Array;
	sampleRate: number;
	/** channels that the decoder delivered */
	channels: number;
	/** the first thing that the decoder complained about while it delivered samples */
	complaint?: string;
}

/** Compressed bytes that are handed to a decoder at once. Few, because 13 bytes of FLAC can become 65,535 samples. */
const sliceBytes = 1024;
/** What a file may become: 64 MB of samples, or 128 times its own size. */
const allowance = (fileBytes: number): number => (64 * 2 ** 20 + 128 * fileBytes) / 4;

/**
 * Runs a decoder over a file slice by slice and mixes its channels down at once, so that memory stays near that of
 * the result.
 *
 * @param fullScale multiplies every sample before it is rounded and divided by `fullScale + 1`, to undo a library that
 * scales integers by 2^(bits−1) − 1; 0 leaves samples as they are
 * @throws {SerError} FILE when nothing comes out, or far more than such a file can hold
 */
export function collectMono(
	bytes: Uint8Array,
	decoder: ChunkDecoder,
	options: { name: string; format: string; maxSeconds: number; fullScale?: number },
): Collected {
	const { name, format, maxSeconds, fullScale = 0 } = options;
	const parts: Float32Array[] = [];
	let total = 0;
	let sampleRate = 0;
	let channels = 0;
	let complaint: string | undefined;
	const take = (call: () => DecodedChunk) => {
		const chunk = quietly(call);
		complaint ??= chunk.errors?.[0]?.message;
		const length = chunk.channelData[0]?.length ?? 0;
		if (length === 0) return;
		sampleRate ||= chunk.sampleRate;
		channels ||= chunk.channelData.length;
		parts.push(mixDown(chunk.channelData, length, fullScale));
		total += length;
		if (total > allowance(bytes.length)) {
			throw fileError(
				name,
				`${format} of ${bytes.length} bytes decodes to more than ${total} samples; damaged or hostile (maxSeconds reads its beginning)`,
			);
		}
	};
	const enough = () => total > 0 && total >= maxSeconds * sampleRate;
	try {
		for (let at = 0; at < bytes.length && !enough(); ) {
			const end = sliceEndOutsideHeader(bytes, at + sliceBytes);
			const slice = bytes.subarray(at, end);
			take(() => decoder.decode(slice));
			at = end;
		}
		if (decoder.flush && !enough()) take(() => decoder.flush?.() as DecodedChunk);
	} catch (cause) {
		if (cause instanceof SerError) throw cause;
		complaint ??= cause instanceof Error ? cause.message : String(cause);
		if (total === 0) throw fileError(name, `damaged or truncated ${format}: ${complaint}`, cause);
	}
	if (total === 0) {
		const reason = complaint ?? `no samples in its ${bytes.length} bytes`;
		throw fileError(name, `damaged or truncated ${format}: ${reason}`);
	}
	const length = Math.min(total, Math.max(1, Math.round(maxSeconds * sampleRate)));
	const samples = join(parts, length);
	checkFinite(samples, name);
	return { samples, sampleRate, channels, complaint };
}

function mixDown(channelData: Float32Array[], length: number, fullScale: number): Float32Array {
	const mono = new Float32Array(length);
	const channels = channelData.length;
	const divisor = (fullScale + 1) * channels;
	for (let i = 0; i < length; i++) {
		let sum = 0;
		for (let c = 0; c < channels; c++) {
			const value = (channelData[c] as Float32Array)[i] as number;
			sum += fullScale === 0 ? value : Math.round(value * fullScale);
		}
		mono[i] = sum / divisor;
	}
	return mono;
}

function join(parts: readonly Float32Array[], length: number): Float32Array {
	if (parts.length === 1 && (parts[0] as Float32Array).length === length) return parts[0] as Float32Array;
	const all = new Float32Array(length);
	let at = 0;
	for (const part of parts) {
		if (at >= length) break;
		all.set(part.length > length - at ? part.subarray(0, length - at) : part, at);
		at += part.length;
	}
	return all;
}
