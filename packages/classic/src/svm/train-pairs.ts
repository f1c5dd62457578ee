import { createRandom } from '@ser/core';
import { innerFolds } from '../inner-folds.js';
import type { Pacer } from '../pacer.js';
import type { TrainingProblem } from '../training-problem.js';
import { fitSigmoid, type Sigmoid } from './platt.js';
import type { BinaryProblem, BinarySolution } from './solve-binary.js';

/** The decision between class a (+1) and class b (-1). */
export interface PairModel extends BinarySolution {
	a: number;
	b: number;
	/** numbers of the training clips that the coefficients belong to */
	clips: Int32Array;
	sigmoid?: Sigmoid;
}

/** Solves one two-class problem. */
export type BinarySolver = (problem: BinaryProblem) => Promise<BinarySolution>;

/**
 * One model for every pair of classes, and if wanted a sigmoid for each from decision values of clips that an inner
 * model did not see (five inner folds, by speaker where speakers are known, else shuffled as libsvm does).
 *
 * @param bounds upper bound of each clip's α; clips with 0 are left out
 * @param decide kernel between two training clips' rows: decision values of `held` by a solution over `problem`
 */
export async function trainPairs(
	training: TrainingProblem,
	bounds: Float64Array,
	solve: BinarySolver,
	decide: (problem: BinaryProblem, solution: BinarySolution, held: Int32Array) => Float64Array,
	options: { probability: boolean; seed: number | string },
	pacer: Pacer,
): Promise<PairModel[]> {
	const { y, classes, groups } = training;
	const members = classes.map((_, c) => {
		const clips: number[] = [];
		for (let i = 0; i < y.length; i++) if (y[i] === c && bounds[i] > 0) clips.push(i);
		return clips;
	});
	const random = createRandom(`${options.seed}/platt`);
	const foldOf = groups ? innerFolds(y.length, 5, groups, random.fork('groups')) : undefined;
	const pairs: PairModel[] = [];
	const total = (classes.length * (classes.length - 1)) / 2;
	for (let a = 0; a < classes.length; a++) {
		for (let b = a + 1; b < classes.length; b++) {
			const clips = Int32Array.from([...members[a], ...members[b]]);
			const problem = problemOf(clips, y, a, bounds);
			const pair: PairModel = { a, b, clips, ...(await solve(problem)) };
			if (options.probability) {
				const folds = foldOf
					? Int32Array.from(clips, (clip) => foldOf[clip])
					: innerFolds(clips.length, 5, undefined, random.fork(`${a}/${b}`));
				pair.sigmoid = fitSigmoid(await heldOutDecisions(problem, folds, solve, decide), problem.sign);
			}
			pairs.push(pair);
			pacer.report({ done: pairs.length, total, unit: 'pair of classes' });
			await pacer.pause();
		}
	}
	return pairs;
}

function problemOf(clips: Int32Array, y: Int32Array, positive: number, bounds: Float64Array): BinaryProblem {
	return {
		clips,
		sign: Int8Array.from(clips, (clip) => (y[clip] === positive ? 1 : -1)),
		bound: Float64Array.from(clips, (clip) => bounds[clip]),
	};
}

/** Decision values by models that did not see the clip; ±1 or 0 where a fold leaves one class or none, as libsvm. */
async function heldOutDecisions(
	problem: BinaryProblem,
	folds: Int32Array,
	solve: BinarySolver,
	decide: (problem: BinaryProblem, solution: BinarySolution, held: Int32Array) => Float64Array,
): Promise<Float64Array> {
	const decisions = new Float64Array(problem.clips.length);
	const places = Array.from(problem.clips, (_, t) => t);
	for (let fold = 0; fold < 5; fold++) {
		const held = places.filter((t) => folds[t] === fold);
		const kept = places.filter((t) => folds[t] !== fold);
		if (held.length === 0) continue;
		const sides = new Set(kept.map((t) => problem.sign[t]));
		let values: ArrayLike<number>;
		if (sides.size < 2) {
			const [only = 0] = sides;
			values = held.map(() => only);
		} else {
			const inner: BinaryProblem = {
				clips: Int32Array.from(kept, (t) => problem.clips[t]),
				sign: Int8Array.from(kept, (t) => problem.sign[t]),
				bound: Float64Array.from(kept, (t) => problem.bound[t]),
			};
			values = decide(
				inner,
				await solve(inner),
				Int32Array.from(held, (t) => problem.clips[t]),
			);
		}
		held.forEach((t, i) => {
			decisions[t] = values[i];
		});
	}
	return decisions;
}
