import { classIndices, requireSameLength } from './class-index.js';

/**
 * Area under the ROC curve, each class against the rest, mean over classes. Equals
 * `sklearn.metrics.roc_auc_score(…, multi_class='ovr', average='macro')`; classes that no clip has, or that all clips
 * have, are left out of the mean (scikit-learn refuses them). Ties count half.
 *
 * @param probabilities one row per clip, in the order of the classes
 * @param truth true labels
 * @param options.classes column order
 * @returns 0…1, 0.5 = chance; NaN when the truth has only one class
 * @throws {SerError} INPUT when the lists are empty or differ in length, or a label is not one of the classes
 */
export function rocAuc(
	probabilities: readonly ArrayLike<number>[],
	truth: readonly string[],
	options: { classes: readonly string[] },
): number {
	requireSameLength(truth, probabilities, ['truth', 'probabilities']);
	const indices = classIndices(truth, options.classes, 'truth');
	const n = truth.length;
	let sum = 0;
	let counted = 0;
	for (let c = 0; c < options.classes.length; c++) {
		const scores = Float64Array.from(probabilities, (row) => row[c]);
		const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[a] - scores[b]);
		let positives = 0;
		let rankSum = 0;
		for (let from = 0; from < n; ) {
			let to = from;
			let positivesInTie = 0;
			while (to < n && scores[order[to]] === scores[order[from]]) {
				if (indices[order[to]] === c) positivesInTie++;
				to++;
			}
			rankSum += (positivesInTie * (from + 1 + to)) / 2;
			positives += positivesInTie;
			from = to;
		}
		const negatives = n - positives;
		if (positives === 0 || negatives === 0) continue;
		sum += (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
		counted++;
	}
	return counted > 0 ? sum / counted : Number.NaN;
}
