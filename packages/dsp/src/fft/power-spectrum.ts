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
	/** The frames that start at `first`, `first + hop`, …: `count` rows of `output`. */
	computeAll(
		samples: Float32Array,
		first: number,
		hop: number,
		count: number,
		padMode: PadMode,
		window: Float64Array,
		output: Float32Array,
	): void;
}

const plans = /* @__PURE__ */ createPlanCache<PowerSpectrum>();
/** Frames that go into WebAssembly memory at once. */
const blockFrames = 16;

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
	const spectrum: PowerSpectrum = {
		bins: plan.bins,
		compute(samples, start, padMode, window, output, at) {
			readFrame(samples, start, padMode, frame, window);
			plan.power(output, at, frame);
		},
		computeAll(samples, first, hop, count, padMode, window, output) {
			for (let t = 0; t < count; t++) {
				spectrum.compute(samples, first + t * hop, padMode, window, output, t * plan.bins);
			}
		},
	};
	return spectrum;
}

/** In WebAssembly; undefined when the size is no power of two ≥ 8, or there is no SIMD. */
export function createWasmPower(size: number): PowerSpectrum | undefined {
	if (size < 8 || (size & (size - 1)) !== 0) return undefined;
	const half = size / 2;
	const bins = half + 1;
	// Layout in bytes; every part starts at a multiple of 16.
	const input = 1024;
	const capacity = 4 * size;
	const windowAt = input + 4 * capacity;
	const twiddle = windowAt + 8 * size;
	const unpack = twiddle + 16 * half;
	const a = unpack + 16 * half;
	const b = a + 16 * half;
	const output = b + 16 * half;
	const kernels = createWasmKernels(output + 4 * bins * blockFrames);
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	const signal = new Float32Array(buffer, input, capacity);
	const halfWindow = new Float64Array(buffer, windowAt, size);
	const spectra = new Float32Array(buffer, output, bins * blockFrames);
	new Float64Array(buffer, twiddle, size).set(roots(half, half));
	new Float64Array(buffer, unpack, size).set(roots(size, half));
	let current: Float64Array | undefined;

	function setWindow(window: Float64Array): void {
		if (window === current) return;
		for (let i = 0; i < size; i++) halfWindow[i] = 0.5 * window[i]!;
		current = window;
	}

	/** Copies `length` samples from index `start` on, padded. */
	function read(samples: Float32Array, start: number, length: number, padMode: PadMode): void {
		if (start >= 0 && start + length <= samples.length) {
			for (let i = 0; i < length; i++) signal[i] = samples[start + i]!;
			return;
		}
		for (let i = 0; i < length; i++) {
			const index = paddedIndex(start + i, samples.length, padMode);
			signal[i] = index < 0 ? 0 : samples[index]!;
		}
	}

	return {
		bins,
		compute(samples, start, padMode, window, target, at) {
			setWindow(window);
			read(samples, start, size, padMode);
			kernels.power(input, windowAt, half, twiddle, unpack, a, b, output);
			for (let k = 0; k < bins; k++) target[at + k] = spectra[k]!;
		},
		computeAll(samples, first, hop, count, padMode, window, target) {
			setWindow(window);
			const most = Math.max(1, Math.min(blockFrames, 1 + Math.floor((capacity - size) / hop)));
			for (let t = 0; t < count; t += most) {
				const frames = Math.min(most, count - t);
				read(samples, first + t * hop, size + hop * (frames - 1), padMode);
				for (let f = 0; f < frames; f++) {
					kernels.power(input + 4 * hop * f, windowAt, half, twiddle, unpack, a, b, output + 4 * bins * f);
				}
				target.set(spectra.subarray(0, frames * bins), t * bins);
			}
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
