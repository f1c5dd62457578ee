import { createMatrix, type Matrix } from '@ser/core';
import { checkOption } from '../check.js';
import { visitShortSpectra } from './frame-spectra.js';
import { linearPrediction } from './linear-prediction.js';
import { poleFormants } from './pole-formants.js';
import { rootFinder } from './polynomial-roots.js';
import { type VoiceOptions, voiceGrid } from './voice-grid.js';

export interface FormantOptions extends VoiceOptions {
	/** upper end of the band that the poles describe, Hz; default 5500 (5000 suits low voices), at most half the sample rate */
	maximumHz?: number;
	/** order of the prediction, 2…40, default 10: two for each formant below `maximumHz` */
	order?: number;
	/** formants kept, 1…5, default 3 */
	count?: number;
}

/** Formant tracks: frame t starts at t · 10 ms and is 20 ms long. */
export interface Formants {
	/** Hz, frames × count; 0 where none was found */
	frequencies: Matrix;
	/** Hz, frames × count */
	bandwidths: Matrix;
}

/**
 * Formant frequencies and bandwidths from the poles of linear prediction (Atal & Hanauer 1971): 20 ms Hamming frames, 6 dB per
 * octave pre-emphasis from 50 Hz, autocorrelation from the power spectrum up to `maximumHz`, poles above 90 Hz and narrower
 * than 700 Hz. Values in unvoiced frames mean little.
 *
 * @param samples mono signal, any length ≥ 1
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for an option out of its range
 * @example
 * const { frequencies } = formants(samples, { sampleRate: 16000 }); // frequencies.data[3 * t] is F1 of frame t
 * On vowels synthesised with known resonances F1–F3 are within 5 % (see the README); openSMILE's eGeMAPS has another
 * convention, which `egemapsFrames` follows.
 */
export function formants(samples: Float32Array, options: FormantOptions): Formants {
	const grid = voiceGrid(samples, options);
	const { maximumHz = Math.min(5500, grid.sampleRate / 2), order = 10, count = 3 } = options;
	checkOption(maximumHz >= 2000 && maximumHz <= grid.sampleRate / 2, 'maximumHz', '2000…sampleRate/2', maximumHz);
	checkOption(Number.isInteger(order) && order >= 2 && order <= 40, 'order', 'an integer 2…40', order);
	checkOption(Number.isInteger(count) && count >= 1 && count <= 5, 'count', 'an integer 1…5', count);
	const hzPerBin = grid.sampleRate / grid.shortFft;
	const bins = Math.floor(maximumHz / hzPerBin) + 1;
	const rate = 2 * maximumHz;
	const emphasis = Float64Array.from({ length: bins }, (_, k) => 1 + ((k * hzPerBin) / 50) ** 2);
	const cosines = Float64Array.from({ length: bins * (order + 1) }, (_, i) => {
		const k = Math.floor(i / (order + 1));
		return Math.cos((2 * Math.PI * k * hzPerBin * (i % (order + 1))) / rate) * (k === 0 ? 0.5 : 1);
	});
	const correlation = new Float64Array(order + 1);
	const coefficients = new Float64Array(order + 1);
	const prediction = linearPrediction(order);
	const roots = rootFinder(order);
	const frequencies = createMatrix(grid.shortFrames, count);
	const bandwidths = createMatrix(grid.shortFrames, count);
	const found = new Float32Array(2 * count);
	visitShortSpectra(grid, (power, t) => {
		correlation.fill(0);
		for (let k = 0; k < bins; k++) {
			const weight = power[k]! * emphasis[k]!;
			for (let lag = 0; lag <= order; lag++) correlation[lag]! += weight * cosines[k * (order + 1) + lag]!;
		}
		if (!prediction.solve(correlation, coefficients)) return;
		roots.solve(coefficients);
		poleFormants(roots, rate, count, found, 0, 700, 90);
		frequencies.data.set(found.subarray(0, count), t * count);
		bandwidths.data.set(found.subarray(count), t * count);
	});
	return { frequencies, bandwidths };
}
