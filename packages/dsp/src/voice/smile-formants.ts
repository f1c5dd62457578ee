import { createPlanCache } from '../plan-cache.js';
import { linearPrediction } from './linear-prediction.js';
import { poleFormants } from './pole-formants.js';
import { rootFinder } from './polynomial-roots.js';

/** Formants of one windowed frame in the convention of openSMILE's eGeMAPS v02. */
export interface SmileFormants {
	/** @param output 6 values at `at`: F1–F3 in Hz, then their bandwidths in Hz; zeros for a frame of zeros */
	measure(spectrum: Float64Array, output: Float32Array, at: number): void;
}

const rate = 11000;
const order = 12;
const plans = /* @__PURE__ */ createPlanCache<SmileFormants>(8);

/**
 * What openSMILE 3 prints as eGeMAPS formants does not follow the resonances of a synthetic vowel: its values are close to the
 * roots of a prediction polynomial whose predictor coefficients have the opposite sign, on a frame resampled to 11 kHz with
 * nothing above 3.44 kHz left. Found by probing with tones, pulses and noise; an approximation, see EGEMAPS.md.
 */
export function smileFormants(sampleRate: number, nFft: number): SmileFormants {
	return plans.get(`${sampleRate}/${nFft}`, () => createSmileFormants(sampleRate, nFft));
}

function createSmileFormants(sampleRate: number, nFft: number): SmileFormants {
	const length = rate / 50;
	const bins = Math.round((3437.5 * nFft) / sampleRate);
	const cos = new Float64Array(bins * length);
	const sin = new Float64Array(bins * length);
	for (let n = 0; n < length; n++) {
		for (let k = 0; k < bins; k++) {
			const angle = (2 * Math.PI * k * n * sampleRate) / (rate * nFft);
			cos[n * bins + k] = Math.cos(angle) * (k === 0 ? 0.5 : 1);
			sin[n * bins + k] = Math.sin(angle);
		}
	}
	const signal = new Float64Array(length);
	const correlation = new Float64Array(order + 1);
	const coefficients = new Float64Array(order + 1);
	const prediction = linearPrediction(order);
	const roots = rootFinder(order);
	return {
		measure(spectrum, output, at) {
			for (let n = 0; n < length; n++) {
				let sum = 0;
				const row = n * bins;
				for (let k = 0; k < bins; k++) {
					sum += spectrum[2 * k]! * cos[row + k]! - spectrum[2 * k + 1]! * sin[row + k]!;
				}
				signal[n] = sum;
			}
			for (let lag = 0; lag <= order; lag++) {
				let sum = 0;
				for (let n = lag; n < length; n++) sum += signal[n]! * signal[n - lag]!;
				correlation[lag] = sum;
			}
			output.fill(0, at, at + 6);
			if (!prediction.solve(correlation, coefficients)) return;
			for (let j = 1; j <= order; j++) coefficients[j] = -coefficients[j]!;
			roots.solve(coefficients);
			poleFormants(roots, rate, 3, output, at);
			for (let i = 0; i < 3; i++) output[at + i]! *= 1.05;
		},
	};
}
