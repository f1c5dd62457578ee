import { classesOf } from './class-index.js';
import { confusionMatrix } from './confusion-matrix.js';

/**
 * Cohen's kappa: agreement beyond chance, 1 for perfect, 0 for none (also when chance agreement is already 1, where
 * scikit-learn gives NaN). Equals `sklearn.metrics.cohen_kappa_score`.
 *
 * @param truth true labels, at least one
 * @param predicted predicted labels, equally many
 * @throws {SerError} INPUT when the lists are empty or differ in length
 */
export function kappa(truth: readonly string[], predicted: readonly string[]): number {
	return kappaOfConfusion(confusionMatrix(truth, predicted, classesOf(truth, predicted)));
}

/** Cohen's kappa of a confusion matrix. */
export function kappaOfConfusion(confusion: readonly (readonly number[])[]): number {
	let total = 0;
	let right = 0;
	const claimed = confusion.map(() => 0);
	const support = confusion.map((row, r) => {
		right += row[r];
		let sum = 0;
		row.forEach((count, c) => {
			sum += count;
			claimed[c] += count;
		});
		total += sum;
		return sum;
	});
	const expected = support.reduce((sum, count, c) => sum + count * claimed[c], 0) / total;
	return total === expected ? 0 : (right - expected) / (total - expected);
}
