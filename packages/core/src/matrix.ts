import { SerError } from './error.js';
import type { Matrix } from './types.js';

/**
 * A matrix of zeros, or one around existing data.
 *
 * @param rows ≥ 0
 * @param cols ≥ 0
 * @param data row-major, rows × cols values; not copied
 * @throws {SerError} INPUT when data has another length
 */
export function createMatrix(rows: number, cols: number, data: Float32Array = new Float32Array(rows * cols)): Matrix {
	if (data.length !== rows * cols) {
		throw new SerError('INPUT', `matrix: data must have rows × cols (${rows} × ${cols}) values, got ${data.length}`);
	}
	return { data, rows, cols };
}

/**
 * A matrix from rows of equal length.
 *
 * @throws {SerError} INPUT when the rows differ in length
 */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix {
	const cols = rows[0]?.length ?? 0;
	const matrix = createMatrix(rows.length, cols);
	rows.forEach((row, r) => {
		if (row.length !== cols) {
			throw new SerError('INPUT', `matrix: every row must have ${cols} values, row ${r} has ${row.length}`);
		}
		matrix.data.set(row, r * cols);
	});
	return matrix;
}

/** Row `r` as a view on the matrix's own data. */
export function rowOf(matrix: Matrix, r: number): Float32Array {
	return matrix.data.subarray(r * matrix.cols, (r + 1) * matrix.cols);
}

/** A new matrix of the given rows, in the given order. */
export function takeRows(matrix: Matrix, indices: ArrayLike<number>): Matrix {
	const taken = createMatrix(indices.length, matrix.cols);
	for (let i = 0; i < indices.length; i++) taken.data.set(rowOf(matrix, indices[i] as number), i * matrix.cols);
	return taken;
}
