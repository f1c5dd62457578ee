import type { Matrix } from '@ser/core';
import type { DataProducts } from './data-products.js';

/** The products in TypeScript, for engines without WebAssembly SIMD and for data beyond its memory. */
export function plainProducts({ data, rows, cols }: Matrix): DataProducts {
	const even = cols - (cols % 2);
	return {
		engine: 'plain',
		multiply(coefficients, scores, outputs, firstRow = 0) {
			for (let r = firstRow; r < rows; r++) {
				const x = r * cols;
				for (let k = 0; k < outputs; k++) {
					const w = k * cols;
					let first = 0;
					let second = 0;
					for (let j = 0; j < even; j += 2) {
						first += data[x + j] * coefficients[w + j];
						second += data[x + j + 1] * coefficients[w + j + 1];
					}
					if (even < cols) first += data[x + even] * coefficients[w + even];
					scores[r * outputs + k] = first + second;
				}
			}
		},
		transposedMultiply(residuals, sums, outputs) {
			sums.fill(0, 0, outputs * cols);
			for (let r = 0; r < rows; r++) {
				const x = r * cols;
				for (let k = 0; k < outputs; k++) {
					const residual = residuals[r * outputs + k];
					const w = k * cols;
					for (let j = 0; j < cols; j++) sums[w + j] += data[x + j] * residual;
				}
			}
		},
	};
}
