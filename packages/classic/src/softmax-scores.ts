import type { Matrix } from '@ser/core';
import { logisticOf } from './logistic-objective.js';

/**
 * Class probabilities of a linear model: the softmax of its scores, or for one output the logistic function of it (the
 * probability of the second class). Float64 throughout, in the order of the columns.
 *
 * @param coefficients outputs × features
 * @param intercepts one per output
 * @param out clips × classes, overwritten
 */
export function softmaxScores(coefficients: Float64Array, intercepts: Float64Array, x: Matrix, out: Matrix): void {
	const { data, rows, cols } = x;
	const outputs = intercepts.length;
	const scores = new Float64Array(outputs);
	for (let r = 0; r < rows; r++) {
		let max = Number.NEGATIVE_INFINITY;
		for (let k = 0; k < outputs; k++) {
			let sum = intercepts[k];
			for (let j = 0; j < cols; j++) sum += coefficients[k * cols + j] * data[r * cols + j];
			scores[k] = sum;
			if (sum > max) max = sum;
		}
		if (outputs === 1) {
			const p = logisticOf(max);
			out.data[2 * r] = 1 - p;
			out.data[2 * r + 1] = p;
			continue;
		}
		let total = 0;
		for (let k = 0; k < outputs; k++) total += scores[k] = Math.exp(scores[k] - max);
		for (let k = 0; k < outputs; k++) out.data[r * outputs + k] = scores[k] / total;
	}
}
