import type { Matrix } from '@ser/core';
import { classSums } from './class-sums.js';
import { labelledMatrix } from './labelled-matrix.js';

/**
 * How much of every feature the classes explain, and how far each class stands apart.
 *
 * @param matrix clips × features
 * @param labels one per clip, at least two classes
 * @returns `etaSquared` per feature: share of its variance that lies between the classes, 0…1 (0 for a constant).
 * `cohensD` per class and feature: mean of the class minus mean of the others, over the pooled standard deviation of
 * the two (0 where that is 0)
 * @throws {SerError} INPUT for fewer than two classes or another number of labels
 */
export function effectSizes(
	matrix: Matrix,
	labels: readonly string[],
): { etaSquared: Float64Array; cohensD: { label: string; d: Float64Array }[] } {
	const { y, classes } = labelledMatrix(matrix, labels);
	const { between, within } = classSums(matrix, y, classes.length);
	const etaSquared = between.map((value, c) => (value + within[c] > 0 ? value / (value + within[c]) : 0));
	const cohensD = classes.map((label, k) => {
		const sides = classSums(
			matrix,
			y.map((own) => (own === k ? 0 : 1)),
			2,
		);
		const freedom = matrix.rows - 2;
		const d = sides.within.map((value, c) => {
			const difference = sides.means[c] - sides.means[matrix.cols + c];
			return value > 0 && freedom > 0 ? difference / Math.sqrt(value / freedom) : 0;
		});
		return { label, d };
	});
	return { etaSquared, cohensD };
}
