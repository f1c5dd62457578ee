import { SerError, type Waveform } from '@ser/core';
import { checkFinite } from '../pcm/check-finite.js';
import { decodePcm } from '../pcm/decode-pcm.js';
import { frameBytes, type PcmLayout } from '../pcm/pcm-layout.js';
import { createByteQueue } from './byte-queue.js';

/** Raw samples as sox, ffmpeg and arecord name them. */
export type PcmEncoding = 'u8' | 's16le' | 's16be' | 's24le' | 's32le' | 'f32le' | 'f64le' | 'alaw' | 'mulaw';

const layouts: Record<PcmEncoding, Omit<PcmLayout, 'channels'>> = {
	u8: { encoding: 'unsigned', bytesPerSample: 1, littleEndian: true },
	s16le: { encoding: 'pcm', bytesPerSample: 2, littleEndian: true },
	s16be: { encoding: 'pcm', bytesPerSample: 2, littleEndian: false },
	s24le: { encoding: 'pcm', bytesPerSample: 3, littleEndian: true },
	s32le: { encoding: 'pcm', bytesPerSample: 4, littleEndian: true },
	f32le: { encoding: 'float', bytesPerSample: 4, littleEndian: true },
	f64le: { encoding: 'float', bytesPerSample: 8, littleEndian: true },
	alaw: { encoding: 'a-law', bytesPerSample: 1, littleEndian: true },
	mulaw: { encoding: 'mu-law', bytesPerSample: 1, littleEndian: true },
};

export interface PcmChunksOptions {
	/** Hz */
	sampleRate: number;
	/** default `s16le` */
	encoding?: PcmEncoding;
	/** interleaved channels, mixed down by their mean; default 1 */
	channels?: number;
	/** length of a chunk, > 0; default 0.5. The last one may be shorter. */
	chunkSeconds?: number;
}

/**
 * Cuts a stream of raw samples (a pipe, a socket, standard input) into waveforms as it arrives.
 *
 * @param stream a Node stream or any async iterable of bytes
 * @throws {SerError} PARAMETER for an option out of range, FILE for samples that are not finite
 * @example
 * for await (const chunk of pcmChunks(process.stdin, { sampleRate: 16000 })) handle(chunk);
 */
export async function* pcmChunks(
	stream: AsyncIterable<Uint8Array>,
	options: PcmChunksOptions,
): AsyncGenerator<Waveform> {
	const { sampleRate, encoding = 's16le', channels = 1, chunkSeconds = 0.5 } = options;
	if (!Object.hasOwn(layouts, encoding)) {
		throw new SerError('PARAMETER', `encoding must be one of ${Object.keys(layouts).join(', ')}, got ${encoding}`);
	}
	if (!(sampleRate > 0 && sampleRate < 1e7))
		throw new SerError('PARAMETER', `sampleRate must be above 0 Hz, got ${sampleRate}`);
	if (!(Number.isInteger(channels) && channels >= 1 && channels <= 65535)) {
		throw new SerError('PARAMETER', `channels must be 1…65535, got ${channels}`);
	}
	yield* cutPcm(stream, { ...layouts[encoding], channels }, { sampleRate, chunkSeconds });
}

/** Whole chunks as they fill, then what is left. Bytes of an incomplete last frame are left out. */
export async function* cutPcm(
	stream: AsyncIterable<Uint8Array>,
	layout: PcmLayout,
	{ sampleRate, chunkSeconds }: { sampleRate: number; chunkSeconds: number },
): AsyncGenerator<Waveform> {
	if (!(chunkSeconds > 0)) throw new SerError('PARAMETER', `chunkSeconds must be above 0, got ${chunkSeconds}`);
	const size = frameBytes(layout);
	const chunkBytes = size * Math.max(1, Math.round(chunkSeconds * sampleRate));
	const queue = createByteQueue();
	const decode = (length: number): Waveform => {
		const samples = decodePcm(queue.take(length), length / size, layout);
		checkFinite(samples, 'the stream');
		return { samples, sampleRate };
	};
	for await (const bytes of stream) {
		queue.push(bytes);
		while (queue.length >= chunkBytes) yield decode(chunkBytes);
	}
	const rest = queue.length - (queue.length % size);
	if (rest > 0) yield decode(rest);
}
