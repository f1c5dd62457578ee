import { createWasmKernels } from '../kernels/wasm-kernels.js';
import { createPlanCache } from '../plan-cache.js';
import { type PadMode, paddedIndex, readFrame } from '../stft/framing.js';
import { realFft } from './real-fft.js';

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
}

const plans = createPlanCache<PowerSpectrum>();

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
	return {
		bins: plan.bins,
		compute(samples, start, padMode, window, output, at) {
			readFrame(samples, start, padMode, frame, window);
			plan.power(output, at, frame);
		},
	};
}

/** In WebAssembly; undefined when the size is no power of two ≥ 8, or there is no SIMD. */
export function createWasmPower(size: number): PowerSpectrum | undefined {
	if (size < 8 || (size & (size - 1)) !== 0) return undefined;
	const half = size / 2;
	const bins = half + 1;
	// Layout in bytes; every part starts at a multiple of 16.
	const input = 1024;
	const windowAt = input + 4 * size;
	const twiddle = windowAt + 8 * size;
	const unpack = twiddle + 16 * half;
	const a = unpack + 16 * half;
	const b = a + 16 * half;
	const output = b + 16 * half;
	const kernels = createWasmKernels(output + 4 * bins + 16);
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	const frame = new Float32Array(buffer, input, size);
	const halfWindow = new Float64Array(buffer, windowAt, size);
	const spectrum = new Float32Array(buffer, output, bins);
	new Float64Array(buffer, twiddle, size).set(roots(half, half));
	new Float64Array(buffer, unpack, size).set(roots(size, half));
	let current: Float64Array | undefined;
	return {
		bins,
		compute(samples, start, padMode, window, target, at) {
			if (window !== current) {
				for (let i = 0; i < size; i++) halfWindow[i] = 0.5 * window[i]!;
				current = window;
			}
			if (start >= 0 && start + size <= samples.length) {
				for (let i = 0; i < size; i++) frame[i] = samples[start + i]!;
			} else {
				for (let i = 0; i < size; i++) {
					const index = paddedIndex(start + i, samples.length, padMode);
					frame[i] = index < 0 ? 0 : samples[index]!;
				}
			}
			kernels.power(input, windowAt, half, twiddle, unpack, a, b, output);
			for (let k = 0; k < bins; k++) target[at + k] = spectrum[k]!;
		},
	};
}

/** e^(−2πik/size) for k = 0 … count − 1, interleaved. */
function roots(size: number, count: number): Float64Array {
	return Float64Array.from({ length: 2 * count }, (_, i) => {
		const angle = (2 * Math.PI * (i >> 1)) / size;
		return i % 2 === 0 ? Math.cos(angle) : -Math.sin(angle);
	});
}
