import type { Random } from '@ser/core';
import type { FeatureRanks } from './feature-ranks.js';
import { sortKeys } from './sort-keys.js';
import type { TreeList } from './tree-list.js';

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
 * Grows classification trees on ranked features by Gini impurity, depth first. All buffers are allocated once.
 *
 * Features are drawn anew in every node, without replacement, until `featuresPerSplit` were looked at and at least one
 * of them was not constant there, as scikit-learn does.
 */
export class TreeGrower {
	readonly #ranked: FeatureRanks;
	readonly #y: Int32Array;
	readonly #classCount: number;
	readonly #rules: GrowthRules;
	readonly #clips: Int32Array;
	readonly #spare: Int32Array;
	readonly #keys: Float64Array;
	readonly #ranks: Int32Array;
	readonly #sides: Float64Array;
	readonly #features: Int32Array;
	readonly #nodeCounts: Float64Array;
	readonly #left: Float64Array;
	readonly #right: Float64Array;
	/** best split of the node at hand */
	#bestFeature = -1;
	#bestRank = 0;
	#bestThreshold = 0;
	#bestScore = 0;

	constructor(ranked: FeatureRanks, y: Int32Array, classCount: number, rules: GrowthRules) {
		const { rows, cols } = ranked;
		this.#ranked = ranked;
		this.#y = y;
		this.#classCount = classCount;
		this.#rules = rules;
		this.#clips = new Int32Array(rows);
		this.#spare = new Int32Array(rows);
		this.#keys = new Float64Array(rows);
		this.#ranks = new Int32Array(rows);
		this.#sides = new Float64Array(2 * classCount);
		this.#features = Int32Array.from({ length: cols }, (_, c) => c);
		this.#nodeCounts = new Float64Array(classCount);
		this.#left = new Float64Array(classCount);
		this.#right = new Float64Array(classCount);
	}

	/**
	 * Grows one tree and adds it to the list.
	 *
	 * @param weights one per clip; clips of weight 0 are not seen
	 * @param importances per feature, the weighted impurity decrease of this tree is added
	 */
	grow(weights: Float64Array, random: Random, trees: TreeList, importances: Float64Array): void {
		let count = 0;
		for (let i = 0; i < weights.length; i++) if (weights[i] > 0) this.#clips[count++] = i;
		this.#features.forEach((_, c, all) => {
			all[c] = c;
		});
		trees.beginTree();
		this.#growNode(0, count, 0, weights, random, trees, importances);
	}

	#growNode(
		from: number,
		to: number,
		depth: number,
		weights: Float64Array,
		random: Random,
		trees: TreeList,
		importances: Float64Array,
	): void {
		const counts = this.#nodeCounts.fill(0);
		for (let i = from; i < to; i++) {
			const clip = this.#clips[i];
			counts[this.#y[clip]] += weights[clip];
		}
		let total = 0;
		let squares = 0;
		let present = 0;
		for (const count of counts) {
			total += count;
			squares += count * count;
			if (count > 0) present++;
		}
		const { maxDepth, minSamplesSplit, minSamplesLeaf } = this.#rules;
		const size = to - from;
		const final = present < 2 || depth >= maxDepth || size < minSamplesSplit || size < 2 * minSamplesLeaf;
		if (final || !this.#findSplit(from, to, weights, random, total, squares)) {
			trees.addLeaf(counts, total);
			return;
		}
		const feature = this.#bestFeature;
		const rank = this.#bestRank;
		// total × Gini decrease = sum of squares left / weight left + right - before
		importances[feature] += this.#bestScore - squares / total;
		const node = trees.addSplit(feature, this.#bestThreshold);
		const middle = this.#part(from, to, feature, rank);
		this.#growNode(from, middle, depth + 1, weights, random, trees, importances);
		trees.endLeft(node);
		this.#growNode(middle, to, depth + 1, weights, random, trees, importances);
	}

	/** Looks for the split with the greatest impurity decrease; false when every feature is constant. */
	#findSplit(from: number, to: number, weights: Float64Array, random: Random, total: number, squares: number): boolean {
		const { featuresPerSplit, splitter } = this.#rules;
		const features = this.#features;
		this.#bestFeature = -1;
		this.#bestScore = Number.NEGATIVE_INFINITY;
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
		return this.#bestFeature >= 0;
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
			right[c] = this.#nodeCounts[c];
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
					if (score > this.#bestScore) {
						this.#bestScore = score;
						this.#bestFeature = feature;
						this.#bestRank = rank;
						this.#bestThreshold = between(values[column + rank], values[column + own]);
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
		if (score > this.#bestScore) {
			this.#bestScore = score;
			this.#bestFeature = feature;
			this.#bestRank = rank;
			this.#bestThreshold = threshold;
		}
		return true;
	}

	/** Moves the clips at or below the split to the front, keeping their order; returns where the others begin. */
	#part(from: number, to: number, feature: number, rank: number): number {
		const column = feature * this.#ranked.rows;
		const clips = this.#clips;
		let front = from;
		let waiting = 0;
		for (let i = from; i < to; i++) {
			const clip = clips[i];
			if (this.#ranked.ranks[column + clip] <= rank) clips[front++] = clip;
			else this.#spare[waiting++] = clip;
		}
		for (let i = 0; i < waiting; i++) clips[front + i] = this.#spare[i];
		return front;
	}
}

/** A float32 threshold t with low ≤ t < high: the middle where float32 has one. */
function between(low: number, high: number): number {
	const middle = Math.fround(low / 2 + high / 2);
	return middle >= low && middle < high ? middle : low;
}
