/** Accuracy, UAR and macro-F1 of a flat confusion matrix, for inner loops. */
export interface FlatScores {
	accuracy: number;
	uar: number;
	macroF1: number;
}

/**
 * The three headline scores of a flat confusion matrix, by the rules of `scoresOfConfusion`: classes that are missing
 * from the truth do not count in the UAR, classes missing from truth and predictions do not count in the macro-F1.
 *
 * @param confusion truth × classCount + predicted, counts
 * @param into overwritten and returned
 */
export function flatScores(confusion: Float64Array, classCount: number, into: FlatScores): FlatScores {
	let right = 0;
	let total = 0;
	let recalls = 0;
	let inTruth = 0;
	let f1s = 0;
	let occurring = 0;
	for (let c = 0; c < classCount; c++) {
		let support = 0;
		let claimed = 0;
		for (let other = 0; other < classCount; other++) {
			support += confusion[c * classCount + other];
			claimed += confusion[other * classCount + c];
		}
		const hit = confusion[c * classCount + c];
		right += hit;
		total += support;
		if (support > 0) {
			recalls += hit / support;
			inTruth++;
		}
		if (support + claimed > 0) {
			f1s += (2 * hit) / (support + claimed);
			occurring++;
		}
	}
	into.accuracy = total > 0 ? right / total : 0;
	into.uar = inTruth > 0 ? recalls / inTruth : 0;
	into.macroF1 = occurring > 0 ? f1s / occurring : 0;
	return into;
}
