import { createMatrix, type Matrix } from '@ser/core';

/**
 * Maximum over neighbouring columns of each row, the ends mirrored with the end repeated.
 *
 * @param size columns of the window, ≥ 1
 * Equals `scipy.ndimage.maximum_filter1d(matrix, size, axis=1)`.
 */
export function maximumOverColumns(matrix: Matrix, size: number): Matrix {
	if (size === 1) return matrix;
	const { data, rows, cols } = matrix;
	const result = createMatrix(rows, cols);
	const before = Math.floor(size / 2);
	for (let r = 0; r < rows; r++) {
		for (let c = 0; c < cols; c++) {
			let max = -Infinity;
			for (let i = c - before; i < c - before + size; i++) {
				const period = 2 * cols;
				const folded = ((i % period) + period) % period;
				max = Math.max(max, data[r * cols + (folded < cols ? folded : period - 1 - folded)]!);
			}
			result.data[r * cols + c] = max;
		}
	}
	return result;
}
