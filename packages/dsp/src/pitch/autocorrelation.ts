import { realFft } from '../fft/real-fft.js';
import { copyPadded, type PadMode } from '../stft/framing.js';
import { createWasmAutocorrelation } from './wasm-autocorrelation.js';

/** The autocorrelation of one frame after another. */
export interface Autocorrelation {
	/** lags 0 … maxLag at least, of the frame last visited */
	readonly lags: Float64Array;
	/**
	 * Goes through the frames that start at `first`, `first + hop`, …; `visit` gets frame t as the values of `signal` from `at` on,
	 * while `lags` belongs to it.
	 */
	each(
		samples: Float32Array,
		first: number,
		hop: number,
		count: number,
		padMode: PadMode,
		visit: (t: number, signal: Float32Array, at: number) => void,
	): void;
}

/**
 * Plans autocorrelation, in WebAssembly where it has SIMD.
 *
 * @param frameLength samples
 * @param maxLag samples, < frameLength
 */
export function createAutocorrelation(frameLength: number, maxLag: number): Autocorrelation {
	return createWasmAutocorrelation(frameLength, maxLag) ?? createPlainAutocorrelation(frameLength, maxLag);
}

/** In TypeScript, through one transform of a frame padded with zeros. */
export function createPlainAutocorrelation(frameLength: number, maxLag: number): Autocorrelation {
	let padded = 2;
	while (padded < frameLength + maxLag) padded *= 2;
	const plan = realFft(padded);
	const frame = new Float32Array(frameLength);
	const lags = new Float64Array(padded);
	const power = new Float64Array(plan.bins);
	const spectrum = new Float64Array(2 * plan.bins);
	return {
		lags,
		each(samples, first, hop, count, padMode, visit) {
			for (let t = 0; t < count; t++) {
				copyPadded(samples, first + t * hop, frameLength, padMode, frame);
				lags.set(frame);
				lags.fill(0, frameLength);
				plan.power(power, 0, lags);
				for (let k = 0; k < power.length; k++) spectrum[2 * k] = power[k]!;
				plan.inverse(lags, spectrum);
				visit(t, frame, 0);
			}
		},
	};
}
