import type { Matrix } from '@ser/core';

/** Where the cell (frame t, band k) of the result is read from: frame t · frameStep + frameStart, likewise the band. */
export interface PlaneMap {
	frameStart: number;
	frameStep: number;
	bandStart: number;
	bandStep: number;
}

/**
 * Reads a plane through an affine map of both axes, bilinear; bands beyond the edge repeat it, frames beyond it are `padding`.
 *
 * @param plane frames × bands
 * @param frames of the result
 * @param output row-major, frames × bands; written over
 * @returns output
 */
export function resamplePlane(
	plane: Matrix,
	frames: number,
	map: PlaneMap,
	padding: number,
	output: Float32Array = new Float32Array(frames * plane.cols),
): Float32Array {
	const { data, rows, cols } = plane;
	const low = new Int32Array(cols);
	const high = new Int32Array(cols);
	const share = new Float64Array(cols);
	for (let k = 0; k < cols; k++) {
		const at = Math.min(cols - 1, Math.max(0, map.bandStart + k * map.bandStep));
		low[k] = Math.floor(at);
		high[k] = Math.min(cols - 1, low[k]! + 1);
		share[k] = at - low[k]!;
	}
	for (let t = 0; t < frames; t++) {
		const at = map.frameStart + t * map.frameStep;
		const row = t * cols;
		if (at < -0.5 || at > rows - 0.5) {
			output.fill(padding, row, row + cols);
			continue;
		}
		const inside = Math.min(rows - 1, Math.max(0, at));
		const first = Math.floor(inside);
		const weight = inside - first;
		const a = first * cols;
		const b = Math.min(rows - 1, first + 1) * cols;
		for (let k = 0; k < cols; k++) {
			const l = low[k]!;
			const h = high[k]!;
			const s = share[k]!;
			const before = data[a + l]! + s * (data[a + h]! - data[a + l]!);
			const after = data[b + l]! + s * (data[b + h]! - data[b + l]!);
			output[row + k] = before + weight * (after - before);
		}
	}
	return output;
}
