import { checkInteger, checkSamples } from '../check.js';

export interface LpcOptions {
	/** order of the filter, ≥ 1 and below the number of samples */
	order: number;
}

/**
 * Linear prediction coefficients by Burg's method.
 *
 * @param samples mono signal, more samples than `order`
 * @returns order + 1 values; the first is 1: the denominator of the all-pole filter
 * @throws {SerError} PARAMETER for a bad order; INPUT for an empty or non-finite signal
 * Equals `librosa.lpc` in double precision (Marple 1980).
 */
export function lpc(samples: Float32Array, { order }: LpcOptions): Float64Array {
	checkSamples(samples);
	checkInteger('order', order);
	checkInteger('samples.length', samples.length, order + 1);
	const forward = Float64Array.from(samples.subarray(1));
	const backward = Float64Array.from(samples.subarray(0, samples.length - 1));
	let coefficients = new Float64Array(order + 1);
	let previous = new Float64Array(order + 1);
	coefficients[0] = 1;
	previous[0] = 1;
	// Valid: forward[from …] and backward[0 … to − 1]; both lose a value at each order.
	let from = 0;
	let to = backward.length;
	let energy = 0;
	for (let i = 0; i < to; i++) energy += forward[i]! ** 2 + backward[i]! ** 2;
	for (let m = 0; m < order; m++) {
		let product = 0;
		for (let i = 0; i < to; i++) product += backward[i]! * forward[from + i]!;
		const reflection = (-2 * product) / (energy + 2.2250738585072014e-308);
		[previous, coefficients] = [coefficients, previous];
		for (let j = 1; j <= m + 1; j++) coefficients[j] = previous[j]! + reflection * previous[m - j + 1]!;
		for (let i = 0; i < to; i++) {
			const f = forward[from + i]!;
			forward[from + i] = f + reflection * backward[i]!;
			backward[i]! += reflection * f;
		}
		energy = (1 - reflection * reflection) * energy - backward[to - 1]! ** 2 - forward[from]! ** 2;
		from++;
		to--;
	}
	return coefficients;
}
