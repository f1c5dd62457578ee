import FFT from 'fft.js';
import { createPlanCache } from '../plan-cache.js';
import { createBluestein } from './bluestein.js';

/** A complex FFT of one size. Data is interleaved: re₀ im₀ re₁ im₁ … */
export interface ComplexFft {
	readonly size: number;
	/** `output` and `input` have 2 × size values and are different arrays. */
	transform(output: Float64Array, input: Float64Array): void;
	/** The inverse, divided by `size`. */
	inverse(output: Float64Array, input: Float64Array): void;
}

const plans = /* @__PURE__ */ createPlanCache<ComplexFft>(32);

/**
 * The complex FFT of a size: fft.js for powers of two, Bluestein on it elsewhere.
 *
 * @param size ≥ 1, not checked
 */
export function complexFft(size: number): ComplexFft {
	return plans.get(size, () => {
		if (size === 1) return createIdentity();
		return (size & (size - 1)) === 0 ? createPowerOfTwo(size) : createBluestein(size);
	});
}

function createPowerOfTwo(size: number): ComplexFft {
	const plan = new FFT(size);
	return {
		size,
		transform: (output, input) => plan.transform(output, input),
		inverse: (output, input) => plan.inverseTransform(output, input),
	};
}

function createIdentity(): ComplexFft {
	const copy = (output: Float64Array, input: Float64Array) => {
		output[0] = input[0]!;
		output[1] = input[1]!;
	};
	return { size: 1, transform: copy, inverse: copy };
}
