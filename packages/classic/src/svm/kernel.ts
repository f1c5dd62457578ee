import type { Matrix } from '@ser/core';
import { SerError } from '@ser/core';

/** How alike two clips are, from the dot product of their features. */
export interface Kernel {
	type: 'rbf' | 'linear' | 'poly';
	/** rbf, poly */
	gamma: number;
	/** poly */
	degree: number;
	/** poly */
	coef0: number;
}

/**
 * The kernel's value: rbf exp(-γ |a - b|²), linear a·b, poly (γ a·b + coef0)^degree.
 *
 * @param product a·b
 * @param squareA a·a
 * @param squareB b·b
 */
export function kernelValue(kernel: Kernel, product: number, squareA: number, squareB: number): number {
	switch (kernel.type) {
		case 'linear':
			return product;
		case 'poly':
			return (kernel.gamma * product + kernel.coef0) ** kernel.degree;
		default:
			return Math.exp(-kernel.gamma * Math.max(0, squareA + squareB - 2 * product));
	}
}

/** |row|² of every row, in float64. */
export function squaredNorms({ data, rows, cols }: Matrix): Float64Array {
	const squares = new Float64Array(rows);
	for (let r = 0; r < rows; r++) {
		let sum = 0;
		for (let i = r * cols; i < (r + 1) * cols; i++) sum += data[i] ** 2;
		squares[r] = sum;
	}
	return squares;
}

/**
 * scikit-learn's gamma: `scale` is 1 / (features × variance of all values), `auto` is 1 / features.
 *
 * @throws {SerError} PARAMETER when it is neither of them nor a number above 0
 */
export function resolveGamma(gamma: 'scale' | 'auto' | number, { data, cols }: Matrix): number {
	if (gamma === 'auto') return 1 / cols;
	if (gamma === 'scale') {
		let mean = 0;
		for (const value of data) mean += value;
		mean /= data.length;
		let variance = 0;
		for (const value of data) variance += (value - mean) ** 2;
		variance /= data.length;
		return variance > 0 ? 1 / (cols * variance) : 1;
	}
	if (typeof gamma === 'number' && gamma > 0 && Number.isFinite(gamma)) return gamma;
	throw new SerError('PARAMETER', `gamma must be 'scale', 'auto' or > 0, got ${String(gamma)}`);
}
