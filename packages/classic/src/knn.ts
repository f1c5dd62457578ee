import { createMatrix, type Matrix, packArray, SerError, unpackArray } from '@ser/core';
import { createDataProducts, type DataProducts } from './data-products.js';
import { createEstimator, type Knowledge } from './estimator.js';
import { requireOneOf, requireWhole } from './option-range.js';
import { squaredNorms } from './svm/kernel.js';
import type { ClassicClassifier } from './types.js';

export interface KnnOptions {
	/** neighbours that vote, ≥ 1, default 5; at most as many as there are clips */
	nNeighbors?: number;
	/** `uniform` (default), or `distance`: a vote counts 1 / distance */
	weights?: 'uniform' | 'distance';
	/** `euclidean` (default) or `cosine` distance */
	metric?: 'euclidean' | 'cosine';
}

interface Learnt {
	x: Matrix;
	y: Int32Array;
	sampleWeights: Float64Array;
	squares: Float64Array;
	/** made at the first prediction */
	products?: Promise<DataProducts>;
}

/**
 * k nearest neighbours. Equals `sklearn.neighbors.KNeighborsClassifier(algorithm='brute')`; of neighbours at the same
 * distance the earlier clip is nearer. Sample weights multiply the votes.
 *
 * @throws {SerError} PARAMETER for an option out of range
 */
export function createKnn(options: KnnOptions = {}): ClassicClassifier {
	return knnWith(options);
}

/** Builds a k-NN classifier, with what a stored one knows. */
export function knnWith(options: KnnOptions, known?: Knowledge<Learnt>): ClassicClassifier {
	const { nNeighbors = 5, weights = 'uniform', metric = 'euclidean' } = options;
	requireWhole('nNeighbors', nNeighbors, 1);
	requireOneOf('weights', weights, ['uniform', 'distance']);
	requireOneOf('metric', metric, ['euclidean', 'cosine']);
	return createEstimator<Learnt, object>(
		{
			kind: 'knn',
			options: { nNeighbors, weights, metric },
			given: options,
			async learn({ x, y, weights: sampleWeights }, pacer) {
				pacer.report({ done: 1, total: 1, unit: 'copy of the clips' });
				await pacer.pause();
				const copy = createMatrix(x.rows, x.cols, x.data.slice());
				return { x: copy, y, sampleWeights, squares: squaredNorms(copy) };
			},
			say: (learnt, x, out) => vote(learnt, x, out, { nNeighbors, weights, metric }),
			toJSON: ({ x, y, sampleWeights }) => ({
				x: packArray(x.data),
				y: packArray(y),
				sampleWeights: packArray(sampleWeights),
			}),
		},
		() => ({}),
		known,
	);
}

/** @throws {SerError} FORMAT when damaged */
export function knnLearnt(model: Record<string, unknown>, classCount: number, features: number): Learnt {
	const data = unpackArray<Float32Array>(model.x);
	const y = unpackArray<Int32Array>(model.y);
	const sampleWeights = unpackArray<Float64Array>(model.sampleWeights);
	const fits = data.length === y.length * features && sampleWeights.length === y.length && y.length > 0;
	if (!fits || y.some((label) => label < 0 || label >= classCount)) {
		throw new SerError('FORMAT', 'knn: the stored clips are damaged');
	}
	const x = createMatrix(y.length, features, data);
	return { x, y, sampleWeights, squares: squaredNorms(x) };
}

const blockClips = 16;

async function vote(learnt: Learnt, x: Matrix, out: Matrix, options: Required<KnnOptions>): Promise<void> {
	const { y, sampleWeights, squares } = learnt;
	const { rows } = learnt.x;
	learnt.products ??= createDataProducts(learnt.x, blockClips);
	const products = await learnt.products;
	const xSquares = squaredNorms(x);
	const k = Math.min(options.nNeighbors, rows);
	const block = new Float64Array(blockClips * x.cols);
	const scores = new Float64Array(rows * blockClips);
	const distance = new Float64Array(rows);
	const nearest = new Int32Array(k);
	for (let first = 0; first < x.rows; first += blockClips) {
		const count = Math.min(blockClips, x.rows - first);
		for (let i = 0; i < count * x.cols; i++) block[i] = x.data[first * x.cols + i];
		products.multiply(block, scores, count);
		for (let b = 0; b < count; b++) {
			const square = xSquares[first + b];
			for (let i = 0; i < rows; i++) {
				const product = scores[i * count + b];
				if (options.metric === 'cosine') {
					const length = Math.sqrt(square * squares[i]);
					distance[i] = length > 0 ? Math.max(0, 1 - product / length) : 1;
				} else distance[i] = Math.sqrt(Math.max(0, square + squares[i] - 2 * product));
			}
			nearestOf(distance, nearest);
			const row = out.data.subarray((first + b) * out.cols, (first + b + 1) * out.cols);
			shareVotes(distance, nearest, y, sampleWeights, options.weights, row);
		}
	}
}

/** The clips with the smallest distances, nearest first. */
function nearestOf(distance: Float64Array, nearest: Int32Array): void {
	let found = 0;
	for (let i = 0; i < distance.length; i++) {
		const own = distance[i];
		if (found === nearest.length && own >= distance[nearest[found - 1]]) continue;
		let place = found < nearest.length ? found++ : found - 1;
		while (place > 0 && distance[nearest[place - 1]] > own) {
			nearest[place] = nearest[place - 1];
			place--;
		}
		nearest[place] = i;
	}
}

function shareVotes(
	distance: Float64Array,
	nearest: Int32Array,
	y: Int32Array,
	sampleWeights: Float64Array,
	weights: 'uniform' | 'distance',
	out: Float32Array,
): void {
	// With a neighbour at distance 0 only such neighbours vote, as in scikit-learn.
	const exact = weights === 'distance' && distance[nearest[0]] === 0;
	const votes = new Float64Array(out.length);
	let total = 0;
	for (const i of nearest) {
		let share = sampleWeights[i];
		if (exact) share *= distance[i] === 0 ? 1 : 0;
		else if (weights === 'distance') share /= distance[i];
		votes[y[i]] += share;
		total += share;
	}
	for (let c = 0; c < out.length; c++) out[c] = total > 0 ? votes[c] / total : 1 / out.length;
}
