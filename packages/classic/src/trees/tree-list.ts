import { type Matrix, packArray, rowOf, SerError, unpackArray } from '@ser/core';

/**
 * Trees in flat arrays. The left child of a split is the next node; the right child's number is stored. A leaf holds
 * the number of its class distribution; equal distributions are stored once.
 */
export class TreeList {
	/** first node of each tree */
	#starts: number[] = [];
	/** feature of a split, -1 for a leaf */
	#feature: Int32Array = new Int32Array(1024);
	/** values at or below it go left */
	#threshold: Float32Array = new Float32Array(1024);
	/** right child of a split, distribution of a leaf */
	#next: Int32Array = new Int32Array(1024);
	#nodes = 0;
	#distributions: number[] = [];
	#distributionOf = new Map<string, number>();
	/** the distribution of leaves with one class, -1 before there is one */
	readonly #pure: Int32Array;
	readonly #classCount: number;

	constructor(classCount: number) {
		this.#classCount = classCount;
		this.#pure = new Int32Array(classCount).fill(-1);
	}

	get count(): number {
		return this.#starts.length;
	}

	get nodes(): number {
		return this.#nodes;
	}

	beginTree(): void {
		this.#starts.push(this.#nodes);
	}

	addLeaf(counts: Float64Array, total: number): void {
		let only = -1;
		for (let c = 0; c < counts.length; c++) if (counts[c] === total) only = c;
		// Most leaves are pure: those need no look-up.
		if (only >= 0 && this.#pure[only] >= 0) {
			this.#addNode(-1, 0, this.#pure[only]);
			return;
		}
		const shares = Float32Array.from(counts, (count) => count / total);
		const key = shares.join();
		let index = this.#distributionOf.get(key);
		if (index === undefined) {
			index = this.#distributionOf.size;
			this.#distributionOf.set(key, index);
			this.#distributions.push(...shares);
			if (only >= 0) this.#pure[only] = index;
		}
		this.#addNode(-1, 0, index);
	}

	/** @returns the node, for `endLeft` */
	addSplit(feature: number, threshold: number): number {
		return this.#addNode(feature, threshold, 0);
	}

	/** The left side of the split is complete: what comes next is its right side. */
	endLeft(node: number): void {
		this.#next[node] = this.#nodes;
	}

	#addNode(feature: number, threshold: number, next: number): number {
		const node = this.#nodes++;
		if (node === this.#feature.length) {
			this.#feature = grown(this.#feature);
			this.#threshold = grown(this.#threshold);
			this.#next = grown(this.#next);
		}
		this.#feature[node] = feature;
		this.#threshold[node] = threshold;
		this.#next[node] = next;
		return node;
	}

	/** Adds one tree's class distribution for one clip. */
	addVote(tree: number, row: Float32Array, into: Float64Array): void {
		let node = this.#starts[tree];
		for (;;) {
			const feature = this.#feature[node];
			if (feature < 0) break;
			const goesLeft = row[feature] <= this.#threshold[node];
			node = goesLeft ? node + 1 : this.#next[node];
		}
		const from = this.#next[node] * this.#classCount;
		for (let c = 0; c < this.#classCount; c++) into[c] += this.#distributions[from + c];
	}

	/** The mean of the trees' distributions for every clip. */
	probabilities(x: Matrix, out: Matrix): void {
		const sums = new Float64Array(this.#classCount);
		for (let r = 0; r < x.rows; r++) {
			const row = rowOf(x, r);
			sums.fill(0);
			for (let tree = 0; tree < this.count; tree++) this.addVote(tree, row, sums);
			for (let c = 0; c < this.#classCount; c++) out.data[r * out.cols + c] = sums[c] / this.count;
		}
	}

	toJSON(): Record<string, unknown> {
		return {
			starts: packArray(Int32Array.from(this.#starts)),
			feature: packArray(this.#feature.slice(0, this.#nodes)),
			threshold: packArray(this.#threshold.slice(0, this.#nodes)),
			next: packArray(this.#next.slice(0, this.#nodes)),
			distributions: packArray(Float32Array.from(this.#distributions)),
		};
	}

	/** @throws {SerError} FORMAT when the stored trees could lead out of their arrays */
	static fromJson(json: unknown, classCount: number, features: number): TreeList {
		const stored = (json ?? {}) as Record<string, unknown>;
		const list = new TreeList(classCount);
		const starts = unpackArray<Int32Array>(stored.starts);
		list.#feature = unpackArray<Int32Array>(stored.feature);
		list.#threshold = unpackArray<Float32Array>(stored.threshold);
		list.#next = unpackArray<Int32Array>(stored.next);
		list.#nodes = list.#feature.length;
		const distributions = unpackArray<Float32Array>(stored.distributions);
		const leaves = distributions.length / classCount;
		const damaged = () => new SerError('FORMAT', 'trees: the stored trees are damaged');
		if (starts.length === 0 || list.#threshold.length !== list.#nodes || list.#next.length !== list.#nodes)
			throw damaged();
		for (let node = 0; node < list.#nodes; node++) {
			const feature = list.#feature[node];
			const next = list.#next[node];
			const fits = feature < 0 ? next >= 0 && next < leaves : feature < features && next > node && next < list.#nodes;
			if (!fits) throw damaged();
		}
		if (list.#feature[list.#nodes - 1] >= 0) throw damaged();
		for (const start of starts) if (!(start >= 0 && start < list.#nodes)) throw damaged();
		list.#starts = [...starts];
		list.#distributions = [...distributions];
		return list;
	}
}

function grown<T extends Int32Array | Float32Array>(array: T): T {
	const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
	larger.set(array);
	return larger;
}
