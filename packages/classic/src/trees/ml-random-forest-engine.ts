import { createRandom, SerError } from '@ser/core';
import { loadEngine } from '../load-engine.js';
import type { Pacer } from '../pacer.js';
import type { TrainingProblem } from '../training-problem.js';
import { TreeList } from './tree-list.js';

type MlRandomForest = typeof import('ml-random-forest');

/** A node as ml-cart's `toJSON` gives it. */
interface CartNode {
	left?: CartNode;
	right?: CartNode;
	splitColumn?: number;
	splitValue?: number;
	/** one row of class shares, in leaves */
	distribution?: { data?: ArrayLike<number>[] } | ArrayLike<number>[];
}

/**
 * Grows trees with the package ml-random-forest, which draws features once per tree, and takes them over into flat
 * arrays: its models are stored, loaded and applied like all others. Each leaf votes for its most frequent class, as
 * there; probabilities are shares of votes.
 *
 * @param features features per tree
 * @throws {SerError} UNSUPPORTED in browsers, and for weights, which it does not know
 */
export async function growWithMlRandomForest(
	problem: TrainingProblem,
	options: { nTrees: number; features: number; bootstrap: boolean; maxDepth?: number; seed: number | string },
	weights: Float64Array,
	pacer: Pacer,
): Promise<TreeList> {
	if (weights.some((weight) => weight !== weights[0])) {
		throw new SerError('UNSUPPORTED', "forest: engine 'ml-random-forest' has no class or sample weights");
	}
	const { RandomForestClassifier } = await loadEngine<MlRandomForest>('ml-random-forest', 'ml-random-forest');
	const { data, rows, cols } = problem.x;
	const matrix = Array.from({ length: rows }, (_, r) => Array.from(data.subarray(r * cols, (r + 1) * cols)));
	const labels = Array.from(problem.y);
	const random = createRandom(`${options.seed}/ml-random-forest`);
	const trees = new TreeList(problem.classes.length);
	for (let tree = 0; tree < options.nTrees; tree++) {
		// One tree at a time, so that the event loop gets its turns.
		const forest = new RandomForestClassifier({
			nEstimators: 1,
			maxFeatures: options.features,
			replacement: false,
			useSampleBagging: options.bootstrap,
			noOOB: true,
			seed: random.integer(2 ** 31),
			...(options.maxDepth === undefined ? {} : { treeOptions: { maxDepth: options.maxDepth } }),
		});
		forest.train(matrix, labels);
		const { indexes, estimators } = forest.toJSON().baseModel;
		trees.beginTree();
		takeOver(estimators[0].root as CartNode, indexes[0], problem.classes.length, trees);
		pacer.report({ done: tree + 1, total: options.nTrees, unit: 'tree' });
		await pacer.pause();
	}
	return trees;
}

function takeOver(node: CartNode, columns: readonly number[], classCount: number, trees: TreeList): void {
	if (node.left && node.right && node.distribution === undefined) {
		const split = trees.addSplit(columns[node.splitColumn!], below(node.splitValue!));
		takeOver(node.left, columns, classCount, trees);
		trees.endLeft(split);
		takeOver(node.right, columns, classCount, trees);
		return;
	}
	const { distribution } = node;
	const rows =
		(Array.isArray(distribution) ? distribution : (distribution as { data?: ArrayLike<number>[] })?.data) ?? [];
	const shares = rows[0] ?? [];
	let best = 0;
	for (let c = 1; c < shares.length; c++) if (shares[c] > shares[best]) best = c;
	const vote = new Float64Array(classCount);
	vote[best] = 1;
	trees.addLeaf(vote, 1);
}

/** The greatest float32 below a split value: there `x < value` goes left, here `x ≤ threshold`. */
function below(value: number): number {
	const nearest = Math.fround(value);
	if (nearest < value) return nearest;
	const array = new Float32Array([nearest]);
	const bits = new Int32Array(array.buffer);
	if (nearest === 0) return -(2 ** -149);
	bits[0] += nearest > 0 ? -1 : 1;
	return array[0];
}
