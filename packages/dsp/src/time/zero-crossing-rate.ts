import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkSamples } from '../check.js';
import { frameCount, type PadMode, paddedIndex } from '../stft/framing.js';

export interface ZeroCrossingOptions {
	/** samples, default 2048 */
	frameLength?: number;
	/** samples, default 512 */
	hopLength?: number;
	/** frame t centred at t × hopLength, the ends repeated beyond; default true */
	center?: boolean;
	/** magnitudes up to this count as 0, default 1e-10 */
	threshold?: number;
}

/**
 * Share of samples at which the sign changes. Zero counts as positive.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns frames × 1, 0 … 1
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.zero_crossing_rate` transposed.
 */
export function zeroCrossingRate(samples: Float32Array, options: ZeroCrossingOptions = {}): Matrix {
	const { frameLength = 2048, hopLength = 512, center = true, threshold = 1e-10 } = options;
	checkInteger('frameLength', frameLength);
	checkInteger('hopLength', hopLength);
	checkSamples(samples);
	const padMode: PadMode = 'edge';
	const rows = frameCount(samples.length, { frameLength, hopLength, center, padMode });
	const lead = center ? Math.floor(frameLength / 2) : 0;
	const result = createMatrix(rows, 1);
	// Crossings up to each sample; a frame's count is a difference. Beyond the ends nothing crosses.
	const crossings = new Int32Array(samples.length);
	let negative = samples[0]! < -threshold;
	for (let i = 1; i < samples.length; i++) {
		const next = samples[i]! < -threshold;
		crossings[i] = crossings[i - 1]! + (next === negative ? 0 : 1);
		negative = next;
	}
	for (let t = 0; t < rows; t++) {
		const first = paddedIndex(t * hopLength - lead, samples.length, padMode);
		const last = paddedIndex(t * hopLength - lead + frameLength - 1, samples.length, padMode);
		result.data[t] = (crossings[last]! - crossings[first]!) / frameLength;
	}
	return result;
}
