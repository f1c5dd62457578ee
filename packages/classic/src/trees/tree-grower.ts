import type { Random } from '@ser/core';
import type { FeatureRanks } from './feature-ranks.js';
import { type GrowthRules, SplitFinder } from './split-finder.js';
import type { TreeList } from './tree-list.js';

/** Grows classification trees on ranked features by Gini impurity, depth first. */
export class TreeGrower {
	readonly #ranked: FeatureRanks;
	readonly #y: Int32Array;
	readonly #rules: GrowthRules;
	readonly #clips: Int32Array;
	readonly #spare: Int32Array;
	readonly #nodeCounts: Float64Array;
	readonly #finder: SplitFinder;

	constructor(ranked: FeatureRanks, y: Int32Array, classCount: number, rules: GrowthRules) {
		this.#ranked = ranked;
		this.#y = y;
		this.#rules = rules;
		this.#clips = new Int32Array(ranked.rows);
		this.#spare = new Int32Array(ranked.rows);
		this.#nodeCounts = new Float64Array(classCount);
		this.#finder = new SplitFinder(ranked, y, this.#clips, classCount, rules);
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
		this.#finder.reset();
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
		if (final || !this.#finder.find(from, to, weights, random, counts, total, squares)) {
			trees.addLeaf(counts, total);
			return;
		}
		const { feature, rank, threshold, score } = this.#finder;
		// total × Gini decrease = sum of squares left / weight left + right - before
		importances[feature] += score - squares / total;
		const node = trees.addSplit(feature, threshold);
		const middle = this.#part(from, to, feature, rank);
		this.#growNode(from, middle, depth + 1, weights, random, trees, importances);
		trees.endLeft(node);
		this.#growNode(middle, to, depth + 1, weights, random, trees, importances);
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
