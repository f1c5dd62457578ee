import { createRowKernels, firstByte } from './row-kernels.js';

/** Triangles that stand side by side, each rising where the one before falls. */
export interface TriangleFilterbank {
	bands: number;
	/** values of a spectrum */
	bins: number;
	/** bands + 2 bins: in bounds[s] … bounds[s + 1] − 1 band s − 1 falls and band s rises */
	bounds: Uint32Array;
	/** for each bin from bounds[0] on the weights in the falling and in the rising band */
	weights: Float64Array;
}

/** The weighted sums of spectra over triangles. */
export interface Triangles {
	/** `rows` spectra from `spectra[at]` on make `rows` × bands values from `output[to]` on. Allocates nothing for one row. */
	apply(spectra: Float32Array, at: number, rows: number, output: Float32Array, to: number): void;
}

const blockRows = 16;

/** Plans triangles, in WebAssembly where it has SIMD. Both ways add in the same order and give the same bits. */
export function createTriangles(filterbank: TriangleFilterbank): Triangles {
	return createWasmTriangles(filterbank) ?? createPlainTriangles(filterbank);
}

export function createWasmTriangles({ bands, bins, bounds, weights }: TriangleFilterbank): Triangles | undefined {
	const weightsAt = firstByte;
	const boundsAt = weightsAt + 8 * weights.length;
	const input = boundsAt + 4 * bounds.length;
	const sums = input + 4 * bins * blockRows;
	const kernels = createRowKernels(sums + 4 * bands * blockRows);
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	new Float64Array(buffer, weightsAt, weights.length).set(weights);
	new Uint32Array(buffer, boundsAt, bounds.length).set(bounds);
	const spectrum = new Float32Array(buffer, input, bins * blockRows);
	const result = new Float32Array(buffer, sums, bands * blockRows);
	const run = (rows: number) => kernels.triangles(input, rows, bins, boundsAt, weightsAt, bands, sums);
	return {
		apply(spectra, at, rows, output, to) {
			if (rows === 1) {
				for (let k = 0; k < bins; k++) spectrum[k] = spectra[at + k]!;
				run(1);
				for (let m = 0; m < bands; m++) output[to + m] = result[m]!;
				return;
			}
			for (let t = 0; t < rows; t += blockRows) {
				const count = Math.min(blockRows, rows - t);
				spectrum.set(spectra.subarray(at + t * bins, at + (t + count) * bins));
				run(count);
				output.set(result.subarray(0, count * bands), to + t * bands);
			}
		},
	};
}

export function createPlainTriangles({ bands, bins, bounds, weights }: TriangleFilterbank): Triangles {
	return {
		apply(spectra, at, rows, output, to) {
			for (let t = 0; t < rows; t++) {
				const row = at + t * bins;
				let rising = 0;
				let w = 0;
				for (let s = 0; s <= bands; s++) {
					let fall = 0;
					let rise = 0;
					for (let k = bounds[s]!; k < bounds[s + 1]!; k++, w += 2) {
						const x = spectra[row + k]!;
						fall += x * weights[w]!;
						rise += x * weights[w + 1]!;
					}
					if (s > 0) output[to + t * bands + s - 1] = rising + fall;
					rising = rise;
				}
			}
		},
	};
}
