import type { Matrix } from '@ser/core';
import { fTail } from '../distributions/f-tail.js';
import { classSums } from './class-sums.js';
import { labelledMatrix } from './labelled-matrix.js';

/**
 * One-way analysis of variance of every feature: does its mean differ between the classes? Equals
 * `sklearn.feature_selection.f_classif` computed in float64.
 *
 * @param matrix clips × features
 * @param labels one per clip, at least two classes
 * @returns per feature: `f` (infinite when constant within classes, NaN when constant) and `p`
 * @throws {SerError} INPUT for fewer than two classes, another number of labels, or as many classes as clips
 */
export function anovaF(matrix: Matrix, labels: readonly string[]): { f: Float64Array; p: Float64Array } {
	const { y, classes } = labelledMatrix(matrix, labels);
	const { between, within } = classSums(matrix, y, classes.length);
	const numerator = classes.length - 1;
	const denominator = matrix.rows - classes.length;
	const f = between.map((value, c) => value / numerator / (within[c] / denominator));
	const p = f.map((value) => (Number.isNaN(value) ? Number.NaN : fTail(value, numerator, denominator)));
	return { f, p };
}
