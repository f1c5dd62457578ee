import type { ClassScores } from './types.js';

/** The scores that need nothing but a confusion matrix. */
export interface ConfusionScores {
	accuracy: number;
	uar: number;
	macroPrecision: number;
	macroF1: number;
	weightedPrecision: number;
	weightedF1: number;
	perClass: ClassScores[];
}

/**
 * Scores of a confusion matrix (rows truth, columns prediction). A ratio without a denominator is 0
 * (scikit-learn's `zero_division=0`). Means over classes are taken as scikit-learn takes them:
 *
 * - `uar` over the classes that occur in the truth (`balanced_accuracy_score`);
 * - `macroPrecision` and `macroF1` over the classes that occur in the truth or in the predictions
 *   (`average='macro'` without `labels`);
 * - weighted means over the classes of the truth, by support (`average='weighted'`).
 *
 * @param confusion classes × classes counts
 * @param classes names, in the matrix's order
 */
export function scoresOfConfusion(
	confusion: readonly (readonly number[])[],
	classes: readonly string[],
): ConfusionScores {
	const k = classes.length;
	const predictedCounts = new Array<number>(k).fill(0);
	let total = 0;
	for (const row of confusion) {
		row.forEach((count, c) => {
			predictedCounts[c] += count;
			total += count;
		});
	}
	let right = 0;
	let occurring = 0;
	let inTruth = 0;
	const sums = { recall: 0, precision: 0, f1: 0, weightedPrecision: 0, weightedF1: 0 };
	const perClass = classes.map((label, c): ClassScores => {
		const row = confusion[c] as readonly number[];
		const hit = row[c];
		const support = row.reduce((sum, count) => sum + count, 0);
		const claimed = predictedCounts[c];
		const precision = claimed > 0 ? hit / claimed : 0;
		const recall = support > 0 ? hit / support : 0;
		const f1 = support + claimed > 0 ? (2 * hit) / (support + claimed) : 0;
		right += hit;
		if (support > 0) inTruth += 1;
		if (support + claimed > 0) occurring += 1;
		sums.recall += recall;
		sums.precision += precision;
		sums.f1 += f1;
		sums.weightedPrecision += precision * support;
		sums.weightedF1 += f1 * support;
		return { label, precision, recall, f1, support };
	});
	const ratio = (a: number, b: number) => (b > 0 ? a / b : 0);
	return {
		accuracy: ratio(right, total),
		uar: ratio(sums.recall, inTruth),
		macroPrecision: ratio(sums.precision, occurring),
		macroF1: ratio(sums.f1, occurring),
		weightedPrecision: ratio(sums.weightedPrecision, total),
		weightedF1: ratio(sums.weightedF1, total),
		perClass,
	};
}
