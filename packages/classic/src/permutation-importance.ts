import { type Classifier, createMatrix, createRandom, type Matrix, SerError } from '@ser/core';
import { requireWhole } from './option-range.js';
import { type Scoring, scorePredictions } from './score-predictions.js';

/**
 * How much a score drops when one feature is shuffled among the clips (Breiman 2001), as
 * `sklearn.inspection.permutation_importance`. Use clips that the model was not fitted on.
 *
 * @param model fitted, of any kind that takes feature vectors
 * @param x clips × features
 * @param y one label per clip
 * @param options.repeats shuffles per feature, ≥ 1, default 5
 * @param options.scoring default `uar`
 * @param options.seed default 1
 * @returns mean and standard deviation of the drop, one per feature, and the score without shuffling
 * @throws {SerError} INPUT without clips, or with another number of labels
 */
export async function permutationImportance(
	model: Classifier,
	x: Matrix,
	y: readonly string[],
	options: { repeats?: number; scoring?: Scoring; seed?: number | string; signal?: AbortSignal } = {},
): Promise<{ mean: Float64Array; sd: Float64Array; score: number }> {
	const { repeats = 5, scoring = 'uar', seed = 1, signal } = options;
	requireWhole('repeats', repeats, 1);
	if (x.rows === 0 || y.length !== x.rows) {
		throw new SerError('INPUT', `permutation importance: needs one label per clip (${x.rows}), got ${y.length}`);
	}
	const { rows, cols } = x;
	const score = scorePredictions(y, await model.predict(x), scoring);
	const shuffled = createMatrix(rows, cols, x.data.slice());
	const mean = new Float64Array(cols);
	const sd = new Float64Array(cols);
	for (let c = 0; c < cols; c++) {
		signal?.throwIfAborted();
		const random = createRandom(`${seed}/permutation/${c}`);
		const column = Float32Array.from({ length: rows }, (_, r) => x.data[r * cols + c]);
		let sum = 0;
		let squares = 0;
		for (let repeat = 0; repeat < repeats; repeat++) {
			random.shuffle(column);
			for (let r = 0; r < rows; r++) shuffled.data[r * cols + c] = column[r];
			const drop = score - scorePredictions(y, await model.predict(shuffled), scoring);
			sum += drop;
			squares += drop * drop;
		}
		for (let r = 0; r < rows; r++) shuffled.data[r * cols + c] = x.data[r * cols + c];
		mean[c] = sum / repeats;
		sd[c] = Math.sqrt(Math.max(0, squares / repeats - mean[c] ** 2));
	}
	return { mean, sd, score };
}
