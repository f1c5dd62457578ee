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
const order = 11;
const plans = createPlanCache<SmileFormants>(8);

/**
 * Formants as openSMILE 3 prints them in eGeMAPS. They do not follow the resonances of a synthetic vowel (`formants` does).
 * Probing with tones, pulses and noise showed what they are: the frame stands in the middle of its zero padding; its spectrum
 * below 3437.5 Hz is turned back into 20 ms of signal at 11 kHz that begin with the padding, so the last 6 ms of the frame are
 * missing; prediction of order 11; and the roots are those of a polynomial whose predictor coefficients have the opposite sign.
 * Equals openSMILE's values in nine frames of ten to 1 Hz, see EGEMAPS.md.
 */
export function smileFormants(sampleRate: number, nFft: number, frameLength: number): SmileFormants {
	return plans.get(`${sampleRate}/${nFft}/${frameLength}`, () => createSmileFormants(sampleRate, nFft, frameLength));
}

function createSmileFormants(sampleRate: number, nFft: number, frameLength: number): SmileFormants {
	const length = rate / 50;
	const half = length / 2;
	const bins = Math.round((3437.5 * nFft) / sampleRate);
	// Radians per bin and sample at 11 kHz. The middle of the signal, seen from the start of the frame:
	const step = (2 * Math.PI * sampleRate) / (rate * nFft);
	const middle = (length - 1) / 2 - ((nFft - frameLength) / 2) * (rate / sampleRate);
	const turnRe = Float64Array.from({ length: bins }, (_, k) => Math.cos(step * k * middle));
	const turnIm = Float64Array.from({ length: bins }, (_, k) => Math.sin(step * k * middle));
	// Around the middle the real parts give what is even and the imaginary parts what is odd: each is needed on one side only.
	const cos = Float64Array.from({ length: half * bins }, (_, i) =>
		Math.cos(step * (i % bins) * (Math.floor(i / bins) + 0.5)),
	);
	const sin = Float64Array.from({ length: half * bins }, (_, i) =>
		Math.sin(step * (i % bins) * (Math.floor(i / bins) + 0.5)),
	);
	const re = new Float64Array(bins);
	const im = new Float64Array(bins);
	const signal = new Float64Array(length);
	const correlation = new Float64Array(order + 1);
	const coefficients = new Float64Array(order + 1);
	const prediction = linearPrediction(order);
	const roots = rootFinder(order);
	return {
		measure(spectrum, output, at) {
			for (let k = 0; k < bins; k++) {
				re[k] = spectrum[2 * k]! * turnRe[k]! - spectrum[2 * k + 1]! * turnIm[k]!;
				im[k] = spectrum[2 * k]! * turnIm[k]! + spectrum[2 * k + 1]! * turnRe[k]!;
			}
			for (let n = 0; n < half; n++) {
				let even = 0;
				let odd = 0;
				const row = n * bins;
				for (let k = 0; k < bins; k++) {
					even += re[k]! * cos[row + k]!;
					odd += im[k]! * sin[row + k]!;
				}
				signal[half + n] = even - odd;
				signal[half - 1 - n] = even + odd;
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
		},
	};
}
