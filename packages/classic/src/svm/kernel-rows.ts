import type { Matrix } from '@ser/core';
import { createDataProducts } from '../data-products.js';
import type { Pacer } from '../pacer.js';
import { type Kernel, kernelValue, squaredNorms } from './kernel.js';

/** Rows of the kernel matrix of all training clips, float32 as in libsvm's cache. */
export interface KernelRows {
	/** kernel of clip i with every clip; valid until the next call when the matrix does not fit the cache */
	row(i: number): Float32Array;
	/** kernel of clip i with itself */
	diagonal: Float64Array;
}

const blockRows = 16;

/**
 * The kernel matrix: computed at once when it fits the cache (its lower half, mirrored), else row by row, keeping the
 * rows used last.
 *
 * @param cacheMegabytes memory for rows
 */
export async function kernelRows(x: Matrix, kernel: Kernel, cacheMegabytes: number, pacer: Pacer): Promise<KernelRows> {
	const { data, rows, cols } = x;
	const products = await createDataProducts(x, blockRows);
	const squares = squaredNorms(x);
	const diagonal = squares.map((square) => kernelValue(kernel, square, square, square));
	const fits = Math.floor((cacheMegabytes * 2 ** 20) / (rows * 4));
	if (rows > fits) return { row: cachedRows(), diagonal };
	const matrix = new Float32Array(rows * rows);
	const block = new Float64Array(blockRows * cols);
	const scores = new Float64Array(rows * blockRows);
	for (let first = 0; first < rows; first += blockRows) {
		const count = Math.min(blockRows, rows - first);
		for (let i = 0; i < count * cols; i++) block[i] = data[first * cols + i];
		products.multiply(block, scores, count, first);
		for (let r = first; r < rows; r++) {
			for (let k = 0; k < count; k++) {
				const c = first + k;
				const product = scores[r * count + k];
				const value = kernelValue(kernel, product, squares[r], squares[c]);
				matrix[r * rows + c] = value;
				matrix[c * rows + r] = value;
			}
		}
		await pacer.pause();
	}
	return { row: (i) => matrix.subarray(i * rows, (i + 1) * rows), diagonal };

	function cachedRows() {
		const kept = new Map<number, Float32Array>();
		const vector = new Float64Array(cols);
		const scores = new Float64Array(rows);
		return (i: number) => {
			let row = kept.get(i);
			if (row) {
				kept.delete(i);
			} else {
				if (kept.size >= Math.max(2, fits)) {
					const [oldest, freed] = kept.entries().next().value as [number, Float32Array];
					kept.delete(oldest);
					row = freed;
				} else row = new Float32Array(rows);
				for (let j = 0; j < cols; j++) vector[j] = data[i * cols + j];
				products.multiply(vector, scores, 1);
				for (let r = 0; r < rows; r++) {
					row[r] = kernelValue(kernel, scores[r], squares[r], squares[i]);
				}
			}
			kept.set(i, row);
			return row;
		};
	}
}
