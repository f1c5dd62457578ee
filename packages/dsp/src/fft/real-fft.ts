import { createPlanCache } from '../plan-cache.js';
import { complexFft } from './complex-fft.js';

/** The FFT of real signals of one size; only the bins 0 … size/2 exist. */
export interface RealFft {
	readonly size: number;
	/** floor(size / 2) + 1 */
	readonly bins: number;
	/** `input`: size values. `output`: 2 × bins values, interleaved re im. */
	transform(output: Float64Array, input: Float64Array): void;
	/** The squared magnitude of each bin, `bins` values from `output[at]` on. */
	power(output: Float32Array | Float64Array, at: number, input: Float64Array): void;
	/** The inverse, divided by `size`. `input`: 2 × bins values, `output`: size values. */
	inverse(output: Float64Array, input: Float64Array): void;
}

const plans = /* @__PURE__ */ createPlanCache<RealFft>(32);

/**
 * The real FFT of a size. Even sizes run as one complex FFT of half the size.
 *
 * @param size ≥ 1, not checked
 */
export function realFft(size: number): RealFft {
	return plans.get(size, () => (size % 2 === 0 ? createPacked(size) : createOdd(size)));
}

function createPacked(size: number): RealFft {
	const half = size / 2;
	const bins = half + 1;
	const plan = complexFft(half);
	const packed = new Float64Array(size);
	const work = new Float64Array(size);
	const cos = new Float64Array(bins);
	const sin = new Float64Array(bins);
	for (let k = 0; k < bins; k++) {
		cos[k] = Math.cos((2 * Math.PI * k) / size);
		sin[k] = Math.sin((2 * Math.PI * k) / size);
	}
	return {
		size,
		bins,
		// With Z the transform of x[2n] + i·x[2n+1], bin k is (Z[k] + Z*[half−k])/2 − i·e^(−2πik/size)·(Z[k] − Z*[half−k])/2.
		transform(output, input) {
			plan.transform(packed, input);
			output[0] = packed[0]! + packed[1]!;
			output[1] = 0;
			output[2 * half] = packed[0]! - packed[1]!;
			output[2 * half + 1] = 0;
			for (let k = 1; k < half; k++) {
				const ar = packed[2 * k]!;
				const ai = packed[2 * k + 1]!;
				const br = packed[2 * (half - k)]!;
				const bi = packed[2 * (half - k) + 1]!;
				const er = ar + br;
				const ei = ai - bi;
				const or = ai + bi;
				const oi = br - ar;
				output[2 * k] = 0.5 * (er + or * cos[k]! + oi * sin[k]!);
				output[2 * k + 1] = 0.5 * (ei + oi * cos[k]! - or * sin[k]!);
			}
		},
		power(output, at, input) {
			plan.transform(packed, input);
			const first = packed[0]! + packed[1]!;
			const last = packed[0]! - packed[1]!;
			output[at] = first * first;
			output[at + half] = last * last;
			// Bins k and half − k are made of the same two values: both at once.
			for (let k = 1, j = half - 1; k <= j; k++, j--) {
				const ar = packed[2 * k]!;
				const ai = packed[2 * k + 1]!;
				const br = packed[2 * j]!;
				const bi = packed[2 * j + 1]!;
				const er = 0.5 * (ar + br);
				const ei = 0.5 * (ai - bi);
				const or = 0.5 * (ai + bi);
				const oi = 0.5 * (br - ar);
				const c = cos[k]!;
				const s = sin[k]!;
				const tr = or * c + oi * s;
				const ti = oi * c - or * s;
				const pr = er + tr;
				const pi = ei + ti;
				const mr = er - tr;
				const mi = ei - ti;
				output[at + k] = pr * pr + pi * pi;
				output[at + j] = mr * mr + mi * mi;
			}
		},
		inverse(output, input) {
			work[0] = 0.5 * (input[0]! + input[2 * half]!);
			work[1] = 0.5 * (input[0]! - input[2 * half]!);
			for (let k = 1; k < half; k++) {
				const ar = input[2 * k]!;
				const ai = input[2 * k + 1]!;
				const br = input[2 * (half - k)]!;
				const bi = -input[2 * (half - k) + 1]!;
				const er = 0.5 * (ar + br);
				const ei = 0.5 * (ai + bi);
				const dr = 0.5 * (ar - br);
				const di = 0.5 * (ai - bi);
				const or = dr * cos[k]! - di * sin[k]!;
				const oi = dr * sin[k]! + di * cos[k]!;
				work[2 * k] = er - oi;
				work[2 * k + 1] = ei + or;
			}
			plan.inverse(output, work);
		},
	};
}

function createOdd(size: number): RealFft {
	const bins = (size + 1) / 2;
	const plan = complexFft(size);
	const complex = new Float64Array(2 * size);
	const work = new Float64Array(2 * size);
	function forward(input: Float64Array): void {
		for (let k = 0; k < size; k++) {
			complex[2 * k] = input[k]!;
			complex[2 * k + 1] = 0;
		}
		plan.transform(work, complex);
	}
	return {
		size,
		bins,
		transform(output, input) {
			forward(input);
			for (let k = 0; k < 2 * bins; k++) output[k] = work[k]!;
		},
		power(output, at, input) {
			forward(input);
			for (let k = 0; k < bins; k++) output[at + k] = work[2 * k]! * work[2 * k]! + work[2 * k + 1]! * work[2 * k + 1]!;
		},
		inverse(output, input) {
			for (let k = 0; k < bins; k++) {
				const mirror = (size - k) % size;
				complex[2 * mirror] = input[2 * k]!;
				complex[2 * mirror + 1] = -input[2 * k + 1]!;
				complex[2 * k] = input[2 * k]!;
				complex[2 * k + 1] = k === 0 ? 0 : input[2 * k + 1]!;
			}
			plan.inverse(work, complex);
			for (let k = 0; k < size; k++) output[k] = work[2 * k]!;
		},
	};
}
