import type { Pacer } from '../pacer.js';

/**
 * Cholesky factor of a symmetric positive definite matrix, in place: the lower triangle becomes L with L Lᵀ = matrix.
 *
 * @param matrix n × n, lower triangle used
 * @returns false when the matrix is not positive definite
 */
export async function choleskyInPlace(matrix: Float64Array, n: number, pacer: Pacer): Promise<boolean> {
	for (let i = 0; i < n; i++) {
		const rowI = i * n;
		for (let j = 0; j <= i; j++) {
			const rowJ = j * n;
			let even = 0;
			let odd = 0;
			const pairs = j - (j % 2);
			for (let k = 0; k < pairs; k += 2) {
				even += matrix[rowI + k] * matrix[rowJ + k];
				odd += matrix[rowI + k + 1] * matrix[rowJ + k + 1];
			}
			if (pairs < j) even += matrix[rowI + pairs] * matrix[rowJ + pairs];
			const rest = matrix[rowI + j] - even - odd;
			if (i > j) matrix[rowI + j] = rest / matrix[rowJ + j];
			else {
				if (!(rest > 0)) return false;
				matrix[rowI + j] = Math.sqrt(rest);
			}
		}
		await pacer.pause();
	}
	return true;
}

/**
 * Solves L Lᵀ x = b in place.
 *
 * @param factor from `choleskyInPlace`
 * @param b n values, overwritten by x
 */
export function choleskySolve(factor: Float64Array, n: number, b: Float64Array): void {
	for (let i = 0; i < n; i++) {
		let sum = b[i];
		for (let k = 0; k < i; k++) sum -= factor[i * n + k] * b[k];
		b[i] = sum / factor[i * n + i];
	}
	for (let i = n - 1; i >= 0; i--) {
		const value = b[i] / factor[i * n + i];
		b[i] = value;
		for (let k = 0; k < i; k++) b[k] -= factor[i * n + k] * value;
	}
}
