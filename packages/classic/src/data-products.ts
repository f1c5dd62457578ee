import type { Matrix } from '@ser/core';
import { plainProducts } from './data-products-plain.js';
import { wasmProducts } from './data-products-wasm.js';

/**
 * Products of one data matrix with many vectors: what linear models and kernel matrices spend their time in. Data are
 * float32, everything else is float64. The two implementations add in the same order and give the same bits.
 */
export interface DataProducts {
	/** `wasm` (SIMD) or `plain` */
	readonly engine: 'wasm' | 'plain';
	/**
	 * scores[r × outputs + k] = row r of the data · row k of the coefficients.
	 *
	 * @param coefficients outputs × cols
	 * @param scores rows × outputs, overwritten from row `firstRow` on
	 * @param outputs at most the `maxOutputs` given at creation
	 * @param firstRow rows before it are left alone, default 0; a multiple of four
	 */
	multiply(coefficients: Float64Array, scores: Float64Array, outputs: number, firstRow?: number): void;
	/**
	 * sums[k × cols + j] = Σ over rows r of residuals[r × outputs + k] × data[r × cols + j].
	 *
	 * @param residuals rows × outputs
	 * @param sums outputs × cols, overwritten
	 */
	transposedMultiply(residuals: Float64Array, sums: Float64Array, outputs: number): void;
}

/**
 * Prepares a matrix for many products: a copy in WebAssembly memory where SIMD is to be had and memory suffices,
 * otherwise the matrix itself.
 *
 * @param maxOutputs the most vectors that one product will have
 */
export async function createDataProducts(matrix: Matrix, maxOutputs: number): Promise<DataProducts> {
	return (await wasmProducts(matrix, maxOutputs)) ?? plainProducts(matrix);
}
