import type { Random } from '@ser/core';
import type { FeatureRanks } from './feature-ranks.js';
import { sortKeys } from './sort-keys.js';

/** When a tree stops and how it looks for splits. */
export interface GrowthRules {
	/** features to look at in each node, 1…features */
	featuresPerSplit: number;
	/** root is depth 0 */
	maxDepth: number;
	/** clips that a node needs to be split */
	minSamplesSplit: number;
	/** clips that each side of a split needs */
	minSamplesLeaf: number;
	/** `best`: the best threshold of each feature (Breiman); `random`: one threshold drawn per feature (extra trees) */
	splitter: 'best' | 'random';
}

/**
 * Looks for the split of a node with the greatest decrease of Gini impurity. All buffers are allocated once.
 *
 * Features are drawn anew in every node, without replacement, until `featuresPerSplit` were looked at and at least one
 * of them was not constant there, as scikit-learn does.
 */
export class SplitFinder {
	/** of the best split of the last node */
	feature = -1;
	/** clips up to this rank go left */
	rank = 0;
	/** values up to it go left */
	threshold = 0;
	/** squares of the class weights over the weight, left plus right */
	score = 0;
	readonly #ranked: FeatureRanks;
	readonly #y: Int32Array;
	readonly #clips: Int32Array;
	readonly #classCount: number;
	readonly #rules: GrowthRules;
	readonly #features: Int32Array;
	readonly #counts: Float64Array;
	readonly #keys: Float64Array;
	readonly #ranks: Int32Array;
	readonly #sides: Float64Array;
	readonly #left: Float64Array;
	readonly #right: Float64Array;

	/** @param clips the clips in the order of the nodes, kept by the grower */
	constructor(ranked: FeatureRanks, y: Int32Array, clips: Int32Array, classCount: number, rules: GrowthRules) {
		const { rows, cols } = ranked;
		this.#ranked = ranked;
		this.#y = y;
		this.#clips = clips;
		this.#classCount = classCount;
		this.#rules = rules;
		this.#features = Int32Array.from({ length: cols }, (_, c) => c);
		this.#counts = new Float64Array(classCount);
		this.#keys = new Float64Array(rows);
		this.#ranks = new Int32Array(rows);
		this.#sides = new Float64Array(2 * classCount);
		this.#left = new Float64Array(classCount);
		this.#right = new Float64Array(classCount);
	}

	/** Puts the features back in order, so that a tree depends on its own seed only. */
	reset(): void {
		for (let c = 0; c < this.#features.length; c++) this.#features[c] = c;
	}

	/**
	 * Looks at the clips from…to of the order of the nodes.
	 *
	 * @param counts weight of each class in the node
	 * @param total sum of the counts
	 * @param squares sum of their squares
	 * @returns false when every feature is constant
	 */
	find(
		from: number,
		to: number,
		weights: Float64Array,
		random: Random,
		counts: Float64Array,
		total: number,
		squares: number,
	): boolean {
		this.#counts.set(counts);
		const { featuresPerSplit, splitter } = this.#rules;
		const features = this.#features;
		this.feature = -1;
		this.score = Number.NEGATIVE_INFINITY;
		let varied = 0;
		for (let looked = 0; looked < features.length && (looked < featuresPerSplit || varied === 0); looked++) {
			const pick = looked + random.integer(features.length - looked);
			const feature = features[pick];
			features[pick] = features[looked];
			features[looked] = feature;
			if (splitter === 'best') {
				if (this.#bestThresholdOf(feature, from, to, weights, total, squares)) varied++;
			} else if (this.#randomThresholdOf(feature, from, to, weights, total, random)) varied++;
		}
		return this.feature >= 0;
	}

	#bestThresholdOf(
		feature: number,
		from: number,
		to: number,
		weights: Float64Array,
		total: number,
		squares: number,
	): boolean {
		const { rows, ranks, values } = this.#ranked;
		const column = feature * rows;
		const size = to - from;
		const keys = this.#keys;
		const clips = this.#clips;
		const y = this.#y;
		let lowest = 0xffffffff;
		let highest = 0;
		for (let i = 0; i < size; i++) {
			const clip = clips[from + i];
			const rank = ranks[column + clip];
			if (rank < lowest) lowest = rank;
			if (rank > highest) highest = rank;
			keys[i] = rank * 2097152 + clip;
		}
		if (lowest === highest) return false;
		sortKeys(keys, size);
		const left = this.#left;
		const right = this.#right;
		for (let c = 0; c < left.length; c++) {
			left[c] = 0;
			right[c] = this.#counts[c];
		}
		const { minSamplesLeaf } = this.#rules;
		let leftSquares = 0;
		let rightSquares = squares;
		let leftWeight = 0;
		let rank = lowest;
		for (let i = 0; i < size; i++) {
			const key = keys[i];
			const own = Math.floor(key / 2097152);
			if (own !== rank) {
				if (i >= minSamplesLeaf && size - i >= minSamplesLeaf) {
					const score = leftSquares / leftWeight + rightSquares / (total - leftWeight);
					if (score > this.score) {
						this.score = score;
						this.feature = feature;
						this.rank = rank;
						this.threshold = between(values[column + rank], values[column + own]);
					}
				}
				rank = own;
			}
			const clip = key - own * 2097152;
			const label = y[clip];
			const weight = weights[clip];
			const onLeft = left[label];
			const onRight = right[label];
			leftSquares += weight * (2 * onLeft + weight);
			rightSquares -= weight * (2 * onRight - weight);
			left[label] = onLeft + weight;
			right[label] = onRight - weight;
			leftWeight += weight;
		}
		return true;
	}

	#randomThresholdOf(
		feature: number,
		from: number,
		to: number,
		weights: Float64Array,
		total: number,
		random: Random,
	): boolean {
		const { rows, ranks, values } = this.#ranked;
		const column = feature * rows;
		const clips = this.#clips;
		const own = this.#ranks;
		const size = to - from;
		let lowest = 0xffffffff;
		let highest = 0;
		for (let i = 0; i < size; i++) {
			const rank = ranks[column + clips[from + i]];
			own[i] = rank;
			if (rank < lowest) lowest = rank;
			if (rank > highest) highest = rank;
		}
		if (lowest === highest) return false;
		const low = values[column + lowest];
		const high = values[column + highest];
		let threshold = Math.fround(random.uniform(low, high));
		if (threshold >= high || threshold < low) threshold = low;
		// The last rank whose value is not above the threshold, by halving.
		let rank = lowest;
		for (let above = highest; above - rank > 1; ) {
			const middle = (rank + above) >> 1;
			if (values[column + middle] <= threshold) rank = middle;
			else above = middle;
		}
		const y = this.#y;
		const k = this.#classCount;
		// Left counts, then right counts; without a branch, which would be mispredicted every second time.
		const sides = this.#sides;
		for (let c = 0; c < 2 * k; c++) sides[c] = 0;
		let rightSize = 0;
		for (let i = 0; i < size; i++) {
			const clip = clips[from + i];
			const right = (rank - own[i]) >>> 31;
			sides[right * k + y[clip]] += weights[clip];
			rightSize += right;
		}
		const leftSize = size - rightSize;
		const { minSamplesLeaf } = this.#rules;
		if (leftSize < minSamplesLeaf || rightSize < minSamplesLeaf) return true;
		let leftWeight = 0;
		let leftSquares = 0;
		let rightSquares = 0;
		for (let c = 0; c < k; c++) {
			const onLeft = sides[c];
			const onRight = sides[k + c];
			leftWeight += onLeft;
			leftSquares += onLeft * onLeft;
			rightSquares += onRight * onRight;
		}
		const score = leftSquares / leftWeight + rightSquares / (total - leftWeight);
		if (score > this.score) {
			this.score = score;
			this.feature = feature;
			this.rank = rank;
			this.threshold = threshold;
		}
		return true;
	}
}

/** A float32 threshold t with low ≤ t < high: the middle where float32 has one. */
function between(low: number, high: number): number {
	const middle = Math.fround(low / 2 + high / 2);
	return middle >= low && middle < high ? middle : low;
}
