import { createPlanCache } from '../plan-cache.js';
import { type PadMode, readFrame } from '../stft/framing.js';
import { realFft } from './real-fft.js';
import { createWasmPower } from './wasm-power.js';
import { createWorkspace } from './workspace.js';

/** The power spectrum of windowed frames of one size. */
export interface PowerSpectrum {
	/** floor(size / 2) + 1 */
	readonly bins: number;
	/**
	 * The frame of `samples` from index `start` on (negative: in the padding), times `window`: its squared magnitudes go to
	 * `output[at]` … Allocates nothing.
	 */
	compute(
		samples: Float32Array,
		start: number,
		padMode: PadMode,
		window: Float64Array,
		output: Float32Array,
		at: number,
	): void;
	/**
	 * The frames that start at `first`, `first + hop`, …, some at a time: `visit` gets the spectra of `rows` frames from frame
	 * `t` on, one after another in memory that the next ones overwrite.
	 */
	each(
		samples: Float32Array,
		first: number,
		hop: number,
		count: number,
		padMode: PadMode,
		window: Float64Array,
		visit: (spectra: Float32Array, rows: number, t: number) => void,
	): void;
	/** `length` values to work in until the next call asks; up to 4 MB of it are kept, as fresh memory of that size is dear. */
	workspace(length: number): Float32Array;
}

const plans = /* @__PURE__ */ createPlanCache<PowerSpectrum>();

/**
 * Plans power spectra: SIMD kernels for powers of two where WebAssembly has them, else the real FFT.
 *
 * @param size samples of a frame, ≥ 1, not checked
 */
export function powerSpectrum(size: number): PowerSpectrum {
	return plans.get(size, () => createWasmPower(size) ?? createPlainPower(size));
}

/** In TypeScript, on fft.js. */
export function createPlainPower(size: number): PowerSpectrum {
	const plan = realFft(size);
	const frame = new Float64Array(size);
	const row = new Float32Array(plan.bins);
	const spectrum: PowerSpectrum = {
		bins: plan.bins,
		compute(samples, start, padMode, window, output, at) {
			readFrame(samples, start, padMode, frame, window);
			plan.power(output, at, frame);
		},
		each(samples, first, hop, count, padMode, window, visit) {
			for (let t = 0; t < count; t++) {
				spectrum.compute(samples, first + t * hop, padMode, window, row, 0);
				visit(row, 1, t);
			}
		},
		workspace: createWorkspace(),
	};
	return spectrum;
}
