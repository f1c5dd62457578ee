import { Transform } from 'node:stream';
import { SerError } from '@ser/core';
import { createStreaming } from '../stream/streaming-features.js';
import type { StreamingOptions } from '../stream/types.js';

/**
 * A Node stream from sound to frame features.
 *
 * In go `Float32Array`s, or bytes of little-endian 32-bit float PCM cut anywhere (`ffmpeg -f f32le`); out come matrices of
 * finished frames, one a chunk that finished any.
 *
 * @throws {SerError} PARAMETER for a bad option; the stream errors with INPUT for a non-finite sample
 * @example
 * process.stdin.pipe(createFeatureTransform({ features: ['mfcc'], sampleRate: 16000 })).on('data', (frames) => …);
 */
export function createFeatureTransform(options: StreamingOptions): Transform {
	const stream = createStreaming(options);
	let left = new Uint8Array(0);

	function samplesOf(chunk: unknown): Float32Array {
		if (chunk instanceof Float32Array) return chunk;
		if (!(chunk instanceof Uint8Array)) throw new SerError('INPUT', 'chunks must be Float32Array or bytes');
		const bytes = new Uint8Array(left.length + chunk.length);
		bytes.set(left);
		bytes.set(chunk, left.length);
		const whole = bytes.length - (bytes.length % 4);
		left = bytes.slice(whole);
		const view = new DataView(bytes.buffer);
		return Float32Array.from({ length: whole / 4 }, (_, i) => view.getFloat32(4 * i, true));
	}

	return new Transform({
		objectMode: true,
		transform(chunk, _encoding, done) {
			try {
				const frames = stream.push(samplesOf(chunk));
				done(null, frames.rows > 0 ? frames : undefined);
			} catch (error) {
				done(error as Error);
			}
		},
		flush(done) {
			if (left.length > 0) {
				done(new SerError('INPUT', `the stream ended inside a sample: ${left.length} bytes left`));
				return;
			}
			const frames = stream.flush();
			done(null, frames.rows > 0 ? frames : undefined);
		},
	});
}
