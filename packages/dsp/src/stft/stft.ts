import { createMatrix, type Matrix } from '@ser/core';
import { checkSamples } from '../check.js';
import { realFft } from '../fft/real-fft.js';
import { frameCount, readFrame } from './framing.js';
import { resolveStft, type StftOptions } from './stft-options.js';

/**
 * Short-time Fourier transform.
 *
 * @param samples mono signal, any length ≥ 1
 * @param options see `StftOptions`; hopLength defaults to winLength / 4
 * @returns frames × 2·(floor(nFft / 2) + 1): each row interleaved re im
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal, or one shorter than nFft when not centred
 * Equals `librosa.stft` transposed.
 * @example
 * const spectrum = stft(new Float32Array(22050), { nFft: 512 }); // 173 × 514
 */
export function stft(samples: Float32Array, options: StftOptions = {}): Matrix {
	const { nFft, hopLength, center, padMode, window } = resolveStft(options);
	checkSamples(samples);
	const rows = frameCount(samples.length, { frameLength: nFft, hopLength, center, padMode });
	const plan = realFft(nFft);
	const frame = new Float64Array(nFft);
	const bins = new Float64Array(2 * plan.bins);
	const result = createMatrix(rows, bins.length);
	const lead = center ? Math.floor(nFft / 2) : 0;
	for (let t = 0; t < rows; t++) {
		readFrame(samples, t * hopLength - lead, padMode, frame, window);
		plan.transform(bins, frame);
		result.data.set(bins, t * bins.length);
	}
	return result;
}
