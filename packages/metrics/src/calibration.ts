import { classIndices, requireSameLength } from './class-index.js';
import { requireProbabilities } from './probabilities.js';

/** How far probabilities can be believed. */
export interface Calibration {
	/** expected calibration error, 0…1 */
	ece: number;
	/** mean over clips of the squared distance between probabilities and truth, summed over classes, 0…2 */
	brier: number;
	/** mean of -ln p(truth), in nats */
	logLoss: number;
	/** reliability diagram: mean confidence, accuracy and clips per bin; an empty bin has 0 everywhere */
	bins: { confidence: number; accuracy: number; count: number }[];
}

/**
 * Calibration of class probabilities. `brier` equals `sklearn.metrics.brier_score_loss(…, scale_by_half=False)`,
 * `logLoss` equals `sklearn.metrics.log_loss` (probabilities clipped to 2.2e-16…1 - 2.2e-16), `ece` is Guo et al. 2017
 * with bins of equal width over the greatest probability (a bin holds its upper edge).
 *
 * @param probabilities one row per clip, in the order of the classes
 * @param truth true labels
 * @param options.classes column order
 * @param options.bins number of bins, default 15
 * @throws {SerError} INPUT when the lists differ in length, or a row is not made of probabilities of all classes
 */
export function calibration(
	probabilities: readonly ArrayLike<number>[],
	truth: readonly string[],
	options: { classes: readonly string[]; bins?: number },
): Calibration {
	const { classes, bins: binCount = 15 } = options;
	requireSameLength(truth, probabilities, ['truth', 'probabilities']);
	requireProbabilities(probabilities, classes);
	const indices = classIndices(truth, classes, 'truth');
	const sums = Array.from({ length: binCount }, () => ({ confidence: 0, accuracy: 0, count: 0 }));
	const smallest = Number.EPSILON;
	let brier = 0;
	let logLoss = 0;
	probabilities.forEach((row, i) => {
		let top = 0;
		for (let c = 0; c < classes.length; c++) {
			const p = row[c];
			if (p > row[top]) top = c;
			brier += (p - (c === indices[i] ? 1 : 0)) ** 2;
		}
		const p = row[indices[i]];
		logLoss -= Math.log(Math.min(1 - smallest, Math.max(smallest, p)));
		const confidence = row[top];
		const bin = sums[Math.min(binCount - 1, Math.max(0, Math.ceil(confidence * binCount) - 1))] as (typeof sums)[0];
		bin.confidence += confidence;
		bin.accuracy += top === indices[i] ? 1 : 0;
		bin.count += 1;
	});
	const n = truth.length;
	let ece = 0;
	const bins = sums.map(({ confidence, accuracy, count }) => {
		ece += Math.abs(confidence - accuracy) / n;
		return count === 0
			? { confidence: 0, accuracy: 0, count }
			: { confidence: confidence / count, accuracy: accuracy / count, count };
	});
	return { ece, brier: brier / n, logLoss: logLoss / n, bins };
}
