import { createMatrix, type Matrix } from '@ser/core';
import { checkOption, checkSamples } from '../check.js';
import { denoiseFrame, filterSpectrum } from './filter-spectrum.js';
import { noiseProfile } from './noise-profile.js';

export interface SpectralGateOptions {
	/** Hz */
	sampleRate: number;
	/** how far a bin must stand above the noise to pass, dB, default 6 */
	thresholdDb?: number;
	/** how much a closed gate lowers, dB, ≥ 0, default 20 */
	reductionDb?: number;
	/** share of the frames, the quietest, that the noise profile is taken from, default 0.15 */
	noiseShare?: number;
}

/**
 * Spectral gating: bins that do not stand out of the noise profile of the recording's quiet parts are lowered.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns as many samples
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 */
export function spectralGate(samples: Float32Array, options: SpectralGateOptions): Float32Array {
	const { sampleRate, thresholdDb = 6, reductionDb = 20, noiseShare = 0.15 } = options;
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkOption(reductionDb >= 0, 'reductionDb', '≥ 0', reductionDb);
	checkOption(noiseShare > 0 && noiseShare <= 1, 'noiseShare', 'above 0, up to 1', noiseShare);
	checkSamples(samples);
	const floor = 10 ** (-reductionDb / 20);
	return filterSpectrum(samples, denoiseFrame(sampleRate), (power) => {
		const noise = noiseProfile(power, noiseShare);
		const smooth = blur(power, 1, 1);
		const mask = createMatrix(power.rows, power.cols);
		for (let i = 0; i < mask.data.length; i++) {
			const aboveDb = 10 * Math.log10(smooth.data[i]! / noise[i % power.cols]! + 1e-12) - thresholdDb;
			mask.data[i] = 1 / (1 + Math.exp(-aboveDb));
		}
		const gains = blur(mask, 2, 2);
		for (let i = 0; i < gains.data.length; i++) gains.data[i] = floor + (1 - floor) * gains.data[i]!;
		return gains;
	});
}

/** Mean over a rectangle of ± frames and ± bins, smaller at the edges. */
function blur(matrix: Matrix, frames: number, bins: number): Matrix {
	const { rows, cols, data } = matrix;
	const along = createMatrix(rows, cols);
	for (let t = 0; t < rows; t++) {
		for (let k = 0; k < cols; k++) {
			const from = Math.max(0, k - bins);
			const to = Math.min(cols - 1, k + bins);
			let sum = 0;
			for (let j = from; j <= to; j++) sum += data[t * cols + j]!;
			along.data[t * cols + k] = sum / (to - from + 1);
		}
	}
	const result = createMatrix(rows, cols);
	for (let t = 0; t < rows; t++) {
		const from = Math.max(0, t - frames);
		const to = Math.min(rows - 1, t + frames);
		for (let k = 0; k < cols; k++) {
			let sum = 0;
			for (let s = from; s <= to; s++) sum += along.data[s * cols + k]!;
			result.data[t * cols + k] = sum / (to - from + 1);
		}
	}
	return result;
}
