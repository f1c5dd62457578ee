import { createPlanCache } from '../plan-cache.js';
import { createRowKernels, firstByte } from './row-kernels.js';

/** Power to decibels. */
export interface Decibels {
	/**
	 * Writes 10·log10(max(x, least)) − reference for each x of `power` to `output`; allocates nothing for up to 4096 values.
	 *
	 * @param least > 0, a normal number
	 */
	convert(power: Float32Array, output: Float32Array, least: number, reference: number): void;
	/** The largest value that the last call wrote. */
	largest(): number;
}

const perNeper = 10 / Math.LN10;
const blockValues = 4096;
const plans = /* @__PURE__ */ createPlanCache<Decibels>(1);
const create = () => createWasmDecibels() ?? createPlainDecibels();

/** In WebAssembly where it has SIMD; both ways agree to 1e-12 dB before rounding. */
export function decibelPlan(): Decibels {
	return plans.get('decibels', create);
}

export function createWasmDecibels(): Decibels | undefined {
	const top = firstByte;
	const at = top + 16;
	const kernels = createRowKernels(at + 4 * blockValues);
	if (!kernels) return undefined;
	const values = new Float32Array(kernels.memory.buffer, at, blockValues);
	// The largest so far of every fourth value; a number that `convert` returned would be garbage in streams.
	const largest = new Float32Array(kernels.memory.buffer, top, 4);
	return {
		largest: () => Math.max(...largest),
		convert(power, output, least, reference) {
			largest.fill(-Infinity);
			for (let from = 0; from < power.length; from += blockValues) {
				const count = Math.min(blockValues, power.length - from);
				const whole = count === power.length;
				values.set(whole ? power : power.subarray(from, from + count));
				// The kernel takes fours: the first value counts again.
				const fours = (count + 3) & ~3;
				for (let i = count; i < fours; i++) values[i] = values[0]!;
				kernels.decibels(at, fours, least, reference, top);
				if (whole) for (let i = 0; i < count; i++) output[i] = values[i]!;
				else output.set(values.subarray(0, count), from);
			}
		},
	};
}

export function createPlainDecibels(): Decibels {
	const largest = new Float32Array(1);
	return {
		largest: () => largest[0]!,
		convert(power, output, least, reference) {
			largest[0] = -Infinity;
			for (let i = 0; i < power.length; i++) {
				output[i] = perNeper * Math.log(Math.max(power[i]!, least)) - reference;
				if (output[i]! > largest[0]!) largest[0] = output[i]!;
			}
		},
	};
}
