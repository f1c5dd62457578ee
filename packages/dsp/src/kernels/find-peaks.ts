import { peaksModule } from '../generated/peaks-module.js';
import { createPlanCache } from '../plan-cache.js';
import { createWasmKernels } from './wasm-kernels.js';

/** The exports of assembly/peaks.ts. */
interface PeakKernels {
	peaks(row: number, rows: number, length: number, first: number, last: number, share: number, output: number): number;
}

/** Finds spectral peaks in rows of `length` values. */
export interface PeakFinder {
	/** rows that go in at once, at most */
	readonly most: number;
	/** where the peaks are, from the first row's beginning, rising */
	readonly places: Uint32Array;
	/**
	 * Peaks of `rows` rows from `source[at]` on among the values first … last (1 ≤ first, last ≤ length − 2): above `share` of
	 * their row's largest value, above the value before, not below the value after.
	 *
	 * @returns how many
	 */
	find(source: Float32Array, at: number, rows: number, first: number, last: number, share: number): number;
}

const blockRows = 16;
const plans = /* @__PURE__ */ createPlanCache<PeakFinder>();

/** Plans a search, in WebAssembly where it has SIMD. Both ways find the same. */
export function peakFinder(length: number): PeakFinder {
	return plans.get(length, () => createWasmPeakFinder(length) ?? createPlainPeakFinder(length));
}

export function createWasmPeakFinder(length: number): PeakFinder | undefined {
	const input = 1024;
	// Sixteen bytes more: the kernel reads four values at a time.
	const output = input + 4 * length * blockRows + 16;
	// A peak is at least two values from the next.
	const room = ((length >> 1) + 1) * blockRows;
	const kernels = createWasmKernels<PeakKernels>('peaks', peaksModule, output + 4 * room);
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	const values = new Float32Array(buffer, input, length * blockRows);
	return {
		most: blockRows,
		places: new Uint32Array(buffer, output, room),
		find(source, at, rows, first, last, share) {
			values.set(source.subarray(at, at + rows * length));
			return kernels.peaks(input, rows, length, first, last, share, output);
		},
	};
}

export function createPlainPeakFinder(length: number): PeakFinder {
	const places = new Uint32Array((length >> 1) + 1);
	return {
		most: 1,
		places,
		find(source, at, _rows, first, last, share) {
			let largest = 0;
			for (let k = 0; k < length; k++) largest = Math.max(largest, source[at + k]!);
			const floor = share * largest;
			let count = 0;
			for (let k = first; k <= last; k++) {
				const here = source[at + k]!;
				// Most values lie below the floor: the test that is almost always the same comes first.
				if (here > floor && here > source[at + k - 1]! && here >= source[at + k + 1]!) places[count++] = k;
			}
			return count;
		},
	};
}
