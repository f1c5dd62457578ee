import { classIndices, requireSameLength } from './class-index.js';

/**
 * Counts of truth against prediction. Equals `sklearn.metrics.confusion_matrix(truth, predicted, labels=classes)`.
 *
 * @param truth true labels, one per clip, at least one
 * @param predicted predicted labels, one per clip
 * @param classes every label that may occur, each once; the order of rows and columns
 * @returns classes × classes: rows are truth, columns prediction
 * @throws {SerError} INPUT when the lists are empty or differ in length, or a label is not one of the classes
 * @example
 * confusionMatrix(['sad', 'happy'], ['sad', 'sad'], ['happy', 'sad']); // [[0, 1], [0, 1]]
 */
export function confusionMatrix(
	truth: readonly string[],
	predicted: readonly string[],
	classes: readonly string[],
): number[][] {
	requireSameLength(truth, predicted, ['truth', 'predicted']);
	const rows = classIndices(truth, classes, 'truth');
	const cols = classIndices(predicted, classes, 'predicted');
	const counts = classes.map(() => new Array<number>(classes.length).fill(0));
	for (let i = 0; i < rows.length; i++) counts[rows[i]][cols[i]] += 1;
	return counts;
}
