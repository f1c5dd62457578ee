import { checkOption, checkSamples } from '../check.js';
import { realFft } from '../fft/real-fft.js';
import { linearPrediction } from '../voice/linear-prediction.js';
import { filterFrames } from './filter-frames.js';

export interface VtlpOptions {
	/** Hz */
	sampleRate: number;
	/** > 1 moves the formants up (a shorter vocal tract), 0.7…1.4; speakers differ by about 0.9…1.1 */
	factor: number;
}

/**
 * Vocal tract length perturbation of a waveform: the spectral envelope (linear prediction of 32 ms frames) is stretched along
 * frequency and the pitch stays. Jaitly & Hinton 2013 warp the filter bank instead; `warpFrequency` does that in the log-mel plane.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns a new signal of the same length
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 */
export function vtlp(samples: Float32Array, { sampleRate, factor }: VtlpOptions): Float32Array {
	checkSamples(samples);
	checkOption(sampleRate >= 1000, 'sampleRate', '≥ 1000', sampleRate);
	checkOption(factor >= 0.7 && factor <= 1.4, 'factor', '0.7…1.4', factor);
	const nFft = 2 ** Math.max(6, Math.round(Math.log2(sampleRate * 0.032)));
	const order = Math.min(nFft / 4, 4 + Math.round(sampleRate / 1000));
	const plan = realFft(nFft);
	const prediction = linearPrediction(order);
	const coefficients = new Float64Array(order + 1);
	const power = new Float64Array(2 * plan.bins);
	const work = new Float64Array(nFft);
	const inverseFilter = new Float64Array(2 * plan.bins);
	const envelope = new Float64Array(plan.bins);
	return filterFrames(samples, nFft, (spectrum) => {
		for (let k = 0; k < plan.bins; k++) power[2 * k] = spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
		plan.inverse(work, power);
		work[0]! *= 1 + 1e-6;
		if (!prediction.solve(work, coefficients)) return;
		work.fill(0);
		work.set(coefficients);
		plan.transform(inverseFilter, work);
		for (let k = 0; k < plan.bins; k++) {
			envelope[k] = -Math.log(Math.hypot(inverseFilter[2 * k]!, inverseFilter[2 * k + 1]!) + 1e-12);
		}
		for (let k = 0; k < plan.bins; k++) {
			const at = Math.min(plan.bins - 1, k / factor);
			const low = Math.floor(at);
			const warped = envelope[low]! + (at - low) * ((envelope[low + 1] ?? envelope[low]!) - envelope[low]!);
			const scale = Math.exp(warped - envelope[k]!);
			spectrum[2 * k]! *= scale;
			spectrum[2 * k + 1]! *= scale;
		}
	});
}
