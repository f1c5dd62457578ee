import { createRandom, rowOf, SerError } from '@ser/core';
import { classFactors } from '../class-weights.js';
import type { Pacer } from '../pacer.js';
import type { TrainingProblem } from '../training-problem.js';
import { featureRanks } from './feature-ranks.js';
import type { ForestOptions } from './forest.js';
import { growWithMlRandomForest } from './ml-random-forest-engine.js';
import { TreeGrower } from './tree-grower.js';
import { TreeList } from './tree-list.js';

/** The options with their defaults filled in. */
export type CompleteOptions = Required<Omit<ForestOptions, 'maxDepth' | 'classWeight'>> &
	Pick<ForestOptions, 'maxDepth' | 'classWeight'>;

/** a sort key holds a clip's number in 21 bits */
const mostClips = 2 ** 21;

/** What growing gives. */
export interface GrownTrees {
	trees: TreeList;
	importances: Float64Array;
	oobScore: number | undefined;
}

/** Grows all trees, each from its own seed, and gathers importances and out-of-bag votes. */
export async function growTrees(
	kind: 'forest' | 'extra-trees',
	problem: TrainingProblem,
	options: CompleteOptions,
	pacer: Pacer,
): Promise<GrownTrees> {
	const { x, y, classes, weights } = problem;
	const { rows, cols } = x;
	const { nTrees } = options;
	if (rows > mostClips) throw new SerError('INPUT', `${kind}: takes at most ${mostClips} clips, got ${rows}`);
	const factors = classFactors(problem, options.classWeight);
	const base = weights.map((weight, i) => weight * factors[y[i]]);
	if (options.engine === 'ml-random-forest') {
		const { bootstrap, maxDepth, seed } = options;
		const features = featuresPerSplit(options.maxFeatures, cols);
		const trees = await growWithMlRandomForest(problem, { nTrees, features, bootstrap, maxDepth, seed }, base, pacer);
		return { trees, importances: new Float64Array(cols), oobScore: undefined };
	}
	const grower = new TreeGrower(featureRanks(x), y, classes.length, {
		featuresPerSplit: featuresPerSplit(options.maxFeatures, cols),
		maxDepth: options.maxDepth ?? Number.POSITIVE_INFINITY,
		minSamplesSplit: options.minSamplesSplit,
		minSamplesLeaf: options.minSamplesLeaf,
		splitter: kind === 'forest' ? 'best' : 'random',
	});
	await pacer.pause();
	const trees = new TreeList(classes.length);
	const importances = new Float64Array(cols);
	const treeImportances = new Float64Array(cols);
	const treeWeights = new Float64Array(rows);
	const draws = new Int32Array(rows);
	const oob = new Float64Array(rows * classes.length);
	for (let tree = 0; tree < nTrees; tree++) {
		const random = createRandom(`${options.seed}/${kind}/${tree}`);
		if (options.bootstrap) {
			draws.fill(0);
			for (let i = 0; i < rows; i++) draws[random.integer(rows)] += 1;
			for (let i = 0; i < rows; i++) treeWeights[i] = base[i] * draws[i];
			// A draw without any weighted clip cannot happen without sample weights; the tree then sees all clips.
			if (!treeWeights.some((weight) => weight > 0)) treeWeights.set(base);
		} else treeWeights.set(base);
		treeImportances.fill(0);
		grower.grow(treeWeights, random, trees, treeImportances);
		const total = treeImportances.reduce((sum, value) => sum + value, 0);
		if (total > 0) for (let c = 0; c < cols; c++) importances[c] += treeImportances[c] / total;
		if (options.bootstrap) {
			for (let i = 0; i < rows; i++) {
				if (draws[i] !== 0) continue;
				trees.addVote(tree, rowOf(x, i), oob.subarray(i * classes.length, (i + 1) * classes.length));
			}
		}
		pacer.report({ done: tree + 1, total: nTrees, unit: 'tree' });
		await pacer.pause();
	}
	const sum = importances.reduce((all, value) => all + value, 0);
	return {
		trees,
		importances: sum > 0 ? importances.map((value) => value / sum) : importances,
		oobScore: options.bootstrap ? outOfBagAccuracy(oob, y, classes.length) : undefined,
	};
}

/** Share of right answers among the clips that some tree did not see. */
function outOfBagAccuracy(votes: Float64Array, y: Int32Array, classCount: number): number | undefined {
	let judged = 0;
	let right = 0;
	for (let i = 0; i < y.length; i++) {
		let best = 0;
		for (let c = 1; c < classCount; c++) {
			if (votes[i * classCount + c] > votes[i * classCount + best]) best = c;
		}
		if (votes[i * classCount + best] === 0) continue;
		judged++;
		if (best === y[i]) right++;
	}
	return judged > 0 ? right / judged : undefined;
}

/**
 * The number of features that `maxFeatures` means.
 *
 * @throws {SerError} PARAMETER when it is none of the allowed forms
 */
export function featuresPerSplit(maxFeatures: NonNullable<ForestOptions['maxFeatures']>, cols: number): number {
	if (maxFeatures === 'sqrt') return Math.max(1, Math.floor(Math.sqrt(cols)));
	if (maxFeatures === 'log2') return Math.max(1, Math.floor(Math.log2(cols)));
	if (maxFeatures === 'all') return cols;
	if (typeof maxFeatures === 'number' && maxFeatures > 0) {
		if (maxFeatures < 1) return Math.max(1, Math.floor(maxFeatures * cols));
		if (Number.isInteger(maxFeatures)) return Math.min(cols, maxFeatures);
	}
	throw new SerError(
		'PARAMETER',
		`maxFeatures must be 'sqrt', 'log2', 'all', a share in (0, 1) or a whole number ≥ 1, got ${String(maxFeatures)}`,
	);
}
