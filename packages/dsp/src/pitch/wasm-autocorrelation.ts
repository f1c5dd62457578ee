import { createPitchKernels } from '../kernels/pitch-kernels.js';
import { fillRealFft, layoutRealFft, leastKernelSize, packWindow } from '../kernels/real-fft-layout.js';
import { createPlanCache } from '../plan-cache.js';
import { copyPadded } from '../stft/framing.js';
import type { Autocorrelation } from './autocorrelation.js';

const plans = /* @__PURE__ */ createPlanCache<{ plan: Autocorrelation | undefined }>(4);

/** Autocorrelation in WebAssembly, through transforms of twice the largest lag; undefined where there is no SIMD. */
export function createWasmAutocorrelation(frameLength: number, maxLag: number): Autocorrelation | undefined {
	return plans.get(`${frameLength}/${maxLag}`, () => ({ plan: create(frameLength, maxLag) })).plan;
}

function create(frameLength: number, maxLag: number): Autocorrelation | undefined {
	let size = leastKernelSize;
	while (size < 2 * maxLag) size *= 2;
	const block = size / 2;
	const blocks = Math.ceil(frameLength / block);
	const layout = layoutRealFft(size, 1024);
	const { n, twiddle, table, z } = layout;
	const windowAt = layout.end;
	const endingAt = windowAt + 8 * size;
	const work = endingAt + 8 * size;
	// Three spectra of real and imaginary parts, rows of 16-byte units.
	const input = work + 6 * (8 * block + 16);
	const capacity = 4 * frameLength;
	// The last block of the last frame is read to its end.
	const kernels = createPitchKernels(input + 4 * (capacity + 2 * size));
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	fillRealFft(buffer, layout);
	const ones = new Float64Array(size);
	packWindow(ones.fill(1, 0, block), new Float64Array(buffer, windowAt, size));
	packWindow(ones.fill(0, frameLength - (blocks - 1) * block), new Float64Array(buffer, endingAt, size));
	const signal = new Float32Array(buffer, input, capacity);
	return {
		lags: new Float64Array(buffer, work, block + 1),
		each(samples, first, hop, count, padMode, visit) {
			const most = 1 + Math.floor((capacity - frameLength) / hop);
			for (let t = 0; t < count; t += most) {
				const frames = Math.min(most, count - t);
				copyPadded(samples, first + t * hop, frameLength + hop * (frames - 1), padMode, signal);
				for (let f = 0; f < frames; f++) {
					kernels.correlate(input + 4 * hop * f, blocks, windowAt, endingAt, n, twiddle, table, z, work);
					visit(t + f, signal, hop * f);
				}
			}
		},
	};
}
