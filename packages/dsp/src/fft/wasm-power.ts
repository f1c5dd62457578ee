import { fillRealFft, layoutRealFft, leastKernelSize, packWindow } from '../kernels/real-fft-layout.js';
import { createSpectraKernels } from '../kernels/spectra-kernels.js';
import { copyPadded } from '../stft/framing.js';
import type { PowerSpectrum } from './power-spectrum.js';
import { createWorkspace } from './workspace.js';

/** Frames that go into WebAssembly memory at once, for hops up to a quarter of a frame. */
const blockFrames = 16;

/** Power spectra in WebAssembly; undefined when the size is no power of two ≥ 64, or there is no SIMD. */
export function createWasmPower(size: number): PowerSpectrum | undefined {
	if (size < leastKernelSize || (size & (size - 1)) !== 0) return undefined;
	const bins = size / 2 + 1;
	const capacity = (size * (blockFrames + 4)) / 4;
	const layout = layoutRealFft(size, 1024);
	const { n, twiddle, table, z } = layout;
	const windowAt = layout.end;
	const input = windowAt + 8 * size;
	const output = input + 4 * capacity;
	const kernels = createSpectraKernels(output + 4 * bins * blockFrames);
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	fillRealFft(buffer, layout);
	const signal = new Float32Array(buffer, input, capacity);
	const packed = new Float64Array(buffer, windowAt, size);
	const spectra = new Float32Array(buffer, output, bins * blockFrames);
	const one = spectra.subarray(0, bins);
	let current: Float64Array | undefined;

	function setWindow(window: Float64Array): void {
		if (window === current) return;
		packWindow(window, packed);
		current = window;
	}

	return {
		bins,
		compute(samples, start, padMode, window, target, at) {
			setWindow(window);
			copyPadded(samples, start, size, padMode, signal);
			kernels.power(input, 0, 1, windowAt, n, twiddle, table, z, output);
			target.set(one, at);
		},
		each(samples, first, hop, count, padMode, window, visit) {
			setWindow(window);
			const most = Math.max(1, Math.min(blockFrames, 1 + Math.floor((capacity - size) / hop)));
			for (let t = 0; t < count; t += most) {
				const frames = Math.min(most, count - t);
				copyPadded(samples, first + t * hop, size + hop * (frames - 1), padMode, signal);
				kernels.power(input, 4 * hop, frames, windowAt, n, twiddle, table, z, output);
				visit(spectra, frames, t);
			}
		},
		workspace: createWorkspace(),
	};
}
