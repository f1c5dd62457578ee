import type { Matrix } from '@ser/core';

/** Moments of every feature, by class. */
export interface ClassSums {
	/** clips per class */
	counts: Float64Array;
	/** classes × features */
	means: Float64Array;
	/** classes × features: sum of squared deviations from the class's mean */
	squares: Float64Array;
	/** per feature: Σ clips × (class mean - mean)² */
	between: Float64Array;
	/** per feature: sum of `squares` over the classes */
	within: Float64Array;
}

/** Splits the squared deviations of every feature into those between and those within classes. */
export function classSums({ data, rows, cols }: Matrix, y: Int32Array, classCount: number): ClassSums {
	const counts = new Float64Array(classCount);
	const means = new Float64Array(classCount * cols);
	const squares = new Float64Array(classCount * cols);
	const mean = new Float64Array(cols);
	for (let r = 0; r < rows; r++) {
		counts[y[r]]++;
		for (let c = 0; c < cols; c++) {
			means[y[r] * cols + c] += data[r * cols + c];
			mean[c] += data[r * cols + c];
		}
	}
	for (let k = 0; k < classCount; k++) for (let c = 0; c < cols; c++) means[k * cols + c] /= counts[k];
	for (let c = 0; c < cols; c++) mean[c] /= rows;
	for (let r = 0; r < rows; r++) {
		const at = y[r] * cols;
		for (let c = 0; c < cols; c++) squares[at + c] += (data[r * cols + c] - means[at + c]) ** 2;
	}
	const between = new Float64Array(cols);
	const within = new Float64Array(cols);
	for (let k = 0; k < classCount; k++) {
		for (let c = 0; c < cols; c++) {
			between[c] += counts[k] * (means[k * cols + c] - mean[c]) ** 2;
			within[c] += squares[k * cols + c];
		}
	}
	return { counts, means, squares, between, within };
}
