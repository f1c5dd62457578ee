import { createRandom } from '@ser/core';
import type { Clip } from '../types.js';

/**
 * Deals whole groups (speakers, sentences) into `count` folds so that each fold has its share of every class: the
 * groups with the most uneven class counts first, each to the fold where the class shares then differ least (as
 * scikit-learn's StratifiedGroupKFold does).
 */
export function stratifiedGroups(
	clips: readonly Clip[],
	groups: ReadonlyMap<string, readonly number[]>,
	count: number,
	seed: string | number,
): string[][] {
	const classes = [...new Set(clips.map((clip) => clip.emotion))].sort();
	const classOf = new Map(classes.map((label, i) => [label, i]));
	const totals = new Float64Array(classes.length);
	const items = [...groups].map(([name, indices]) => {
		const counts = new Float64Array(classes.length);
		for (const index of indices) counts[classOf.get(clips[index]!.emotion)!]!++;
		counts.forEach((n, i) => {
			totals[i]! += n;
		});
		return { name, counts, spread: deviation(counts) };
	});
	createRandom(seed).fork('stratified').shuffle(items);
	items.sort((a, b) => b.spread - a.spread);
	const folds = Array.from({ length: count }, () => ({
		names: [] as string[],
		counts: new Float64Array(classes.length),
	}));
	items.forEach((item, dealt) => {
		const empty = folds.filter((fold) => fold.names.length === 0);
		// Every fold gets a group: once only as many groups are left as folds are empty, the empty ones come first.
		const open = items.length - dealt <= empty.length ? empty : folds;
		let best = open[0]!;
		let least = Number.POSITIVE_INFINITY;
		for (const fold of open) {
			const cost = unevenness(folds, fold, item.counts, totals);
			if (cost < least - 1e-12 || (cost < least + 1e-12 && sum(fold.counts) < sum(best.counts))) {
				least = Math.min(cost, least);
				best = fold;
			}
		}
		best.names.push(item.name);
		item.counts.forEach((n, i) => {
			best.counts[i]! += n;
		});
	});
	return folds.map((fold) => fold.names.sort());
}

/** Mean over classes of the spread of the folds' shares, were `added` put into `to`. */
function unevenness(
	folds: readonly { counts: Float64Array }[],
	to: { counts: Float64Array },
	added: Float64Array,
	totals: Float64Array,
): number {
	let cost = 0;
	for (let c = 0; c < totals.length; c++) {
		const shares = folds.map((fold) => (fold.counts[c]! + (fold === to ? added[c]! : 0)) / totals[c]!);
		cost += deviation(shares);
	}
	return cost / totals.length;
}

function deviation(values: ArrayLike<number>): number {
	let mean = 0;
	for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
	let square = 0;
	for (let i = 0; i < values.length; i++) square += (values[i]! - mean) ** 2 / values.length;
	return Math.sqrt(square);
}

const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
