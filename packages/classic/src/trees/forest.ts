import { packArray, SerError, unpackArray } from '@ser/core';
import { createEstimator, type Knowledge } from '../estimator.js';
import { requireOneOf, requireWhole } from '../option-range.js';
import type { ClassicClassifier, ClassWeight } from '../types.js';
import { type CompleteOptions, featuresPerSplit, type GrownTrees, growTrees } from './grow-trees.js';
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
	known?: Knowledge<GrownTrees>,
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
	return createEstimator<GrownTrees, Pick<TreesClassifier, 'importances' | 'oobScore' | 'nodes'>>(
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
export function treesLearnt(model: Record<string, unknown>, classCount: number, features: number): GrownTrees {
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
