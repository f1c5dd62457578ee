import { createRandom, packArray, rowOf, SerError, unpackArray } from '@ser/core';
import { classFactors } from '../class-weights.js';
import { createEstimator, type Knowledge } from '../estimator.js';
import { requireOneOf, requireWhole } from '../option-range.js';
import type { Pacer } from '../pacer.js';
import type { TrainingProblem } from '../training-problem.js';
import type { ClassicClassifier, ClassWeight } from '../types.js';
import { featureRanks } from './feature-ranks.js';
import { growWithMlRandomForest } from './ml-random-forest-engine.js';
import { TreeGrower } from './tree-grower.js';
import { TreeList } from './tree-list.js';

export interface ForestOptions {
	/** trees, ≥ 1, default 100 */
	nTrees?: number;
	/** features looked at in each split: `sqrt` (default), `log2`, `all`, a share in (0, 1), or a number ≥ 1 */
	maxFeatures?: 'sqrt' | 'log2' | 'all' | number;
	/** greatest depth, ≥ 1; default: until leaves are pure */
	maxDepth?: number;
	/** clips that a node needs to be split, ≥ 2, default 2 */
	minSamplesSplit?: number;
	/** clips that each leaf needs, ≥ 1, default 1 */
	minSamplesLeaf?: number;
	/** each tree sees as many clips as there are, drawn with replacement; default true (extra trees: false) */
	bootstrap?: boolean;
	/** default: every clip counts the same */
	classWeight?: ClassWeight;
	/**
	 * `own` (default): this package's trees. `ml-random-forest` (forest only): the package of that name, for comparison;
	 * it draws features once per tree, is slow, and knows neither weights nor importances. Node only.
	 */
	engine?: 'own' | 'ml-random-forest';
	/** default 1 */
	seed?: number | string;
}

/** The options with their defaults filled in. */
type CompleteOptions = Required<Omit<ForestOptions, 'maxDepth' | 'classWeight'>> &
	Pick<ForestOptions, 'maxDepth' | 'classWeight'>;

/** a sort key holds a clip's number in 21 bits */
const mostClips = 2 ** 21;

interface Learnt {
	trees: TreeList;
	importances: Float64Array;
	oobScore: number | undefined;
}

/** A forest of trees and what it learnt. */
export interface TreesClassifier extends ClassicClassifier {
	/** mean decrease of Gini impurity per feature, sums to 1 (all 0 with ml-random-forest); throws NOT_FITTED before `fit` */
	readonly importances: Float64Array;
	/** accuracy on clips by the trees that did not see them; undefined without bootstrap */
	readonly oobScore: number | undefined;
	/** nodes of all trees */
	readonly nodes: number;
}

/** Builds a forest, or extra trees, with what a stored one knows. */
export function treesWith(
	kind: 'forest' | 'extra-trees',
	options: ForestOptions,
	known?: Knowledge<Learnt>,
): TreesClassifier {
	const {
		nTrees = 100,
		maxFeatures = 'sqrt',
		maxDepth,
		minSamplesSplit = 2,
		minSamplesLeaf = 1,
		bootstrap = kind === 'forest',
		classWeight,
		engine = 'own',
		seed = 1,
	} = options;
	requireWhole('nTrees', nTrees, 1);
	requireWhole('minSamplesSplit', minSamplesSplit, 2);
	requireWhole('minSamplesLeaf', minSamplesLeaf, 1);
	requireOneOf('bootstrap', bootstrap, [true, false]);
	requireOneOf('engine', engine, kind === 'forest' ? ['own', 'ml-random-forest'] : ['own']);
	if (maxDepth !== undefined) requireWhole('maxDepth', maxDepth, 1);
	featuresPerSplit(maxFeatures, 1);
	const complete: CompleteOptions = {
		nTrees,
		maxFeatures,
		maxDepth,
		minSamplesSplit,
		minSamplesLeaf,
		bootstrap,
		classWeight,
		engine,
		seed,
	};
	return createEstimator<Learnt, Pick<TreesClassifier, 'importances' | 'oobScore' | 'nodes'>>(
		{
			kind,
			options: complete,
			given: options,
			learn: (problem, pacer) => growTrees(kind, problem, complete, pacer),
			say: ({ trees }, x, out) => trees.probabilities(x, out),
			toJSON: ({ trees, importances, oobScore }) => ({
				...trees.toJSON(),
				importances: packArray(importances),
				oobScore,
			}),
		},
		(know) => ({
			get importances() {
				return know().learnt.importances;
			},
			get oobScore() {
				return know().learnt.oobScore;
			},
			get nodes() {
				return know().learnt.trees.nodes;
			},
		}),
		known,
	);
}

/** @throws {SerError} FORMAT when damaged */
export function treesLearnt(model: Record<string, unknown>, classCount: number, features: number): Learnt {
	const importances = unpackArray<Float64Array>(model.importances);
	if (importances.length !== features) throw new SerError('FORMAT', 'trees: the stored importances are damaged');
	return {
		trees: TreeList.fromJson(model, classCount, features),
		importances,
		oobScore: typeof model.oobScore === 'number' ? model.oobScore : undefined,
	};
}

/**
 * Breiman's random forest (2001): bootstrap samples, features drawn anew in every node, Gini impurity, and the mean of
 * the trees' class distributions. Options as in `sklearn.ensemble.RandomForestClassifier`; `balanced` class weights are
 * computed from all clips.
 *
 * @throws {SerError} PARAMETER for an option out of range
 * @example
 * const model = await createForest({ nTrees: 300, seed: 1 }).fit(x, y);
 * model.oobScore; // .58
 */
export function createForest(options: ForestOptions = {}): TreesClassifier {
	return treesWith('forest', options);
}

/**
 * Extremely randomised trees (Geurts, Ernst & Wehenkel 2006): like the forest, but each feature's threshold is drawn
 * at random and every tree sees all clips. Options as in `sklearn.ensemble.ExtraTreesClassifier`.
 *
 * @throws {SerError} PARAMETER for an option out of range
 */
export function createExtraTrees(options: ForestOptions = {}): TreesClassifier {
	return treesWith('extra-trees', options);
}

async function growTrees(
	kind: 'forest' | 'extra-trees',
	problem: TrainingProblem,
	options: CompleteOptions,
	pacer: Pacer,
): Promise<Learnt> {
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

/** @throws {SerError} PARAMETER when it is none of the allowed forms */
function featuresPerSplit(maxFeatures: NonNullable<ForestOptions['maxFeatures']>, cols: number): number {
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
