import { type Matrix, SerError } from '@ser/core';
import { digamma } from '../distributions/log-gamma.js';
import { labelledMatrix } from './labelled-matrix.js';

/**
 * Mutual information between every feature and the class, in nats: what a feature tells about the class, however
 * crooked the relation.
 *
 * `bins` (default) cuts each feature into bins with equally many clips (equal values stay together) and counts; equals
 * `sklearn.metrics.mutual_info_score` of bin and class. `neighbors` is Ross's estimator (2014) with k nearest neighbours;
 * equals `sklearn.feature_selection.mutual_info_classif` without the noise that it adds to the features.
 *
 * @param matrix clips × features
 * @param labels one per clip, at least two classes
 * @param options.method default `bins`
 * @param options.bins default 10
 * @param options.neighbors default 3
 * @returns one value per feature, ≥ 0
 * @throws {SerError} INPUT for fewer than two classes or another number of labels; PARAMETER for an option out of range
 */
export function mutualInformation(
	matrix: Matrix,
	labels: readonly string[],
	options: { method?: 'bins' | 'neighbors'; bins?: number; neighbors?: number } = {},
): Float64Array {
	const { method = 'bins', bins = 10, neighbors = 3 } = options;
	const { y, classes } = labelledMatrix(matrix, labels);
	if (!Number.isInteger(bins) || bins < 2)
		throw new SerError('PARAMETER', `bins must be a whole number ≥ 2, got ${bins}`);
	if (!Number.isInteger(neighbors) || neighbors < 1) {
		throw new SerError('PARAMETER', `neighbors must be a whole number ≥ 1, got ${neighbors}`);
	}
	if (method !== 'bins' && method !== 'neighbors') {
		throw new SerError('PARAMETER', `method must be 'bins' or 'neighbors', got ${String(method)}`);
	}
	const { data, rows, cols } = matrix;
	const column = new Float64Array(rows);
	return Float64Array.from({ length: cols }, (_, c) => {
		for (let r = 0; r < rows; r++) column[r] = data[r * cols + c];
		return method === 'bins' ? binned(column, y, classes.length, bins) : ross(column, y, classes.length, neighbors);
	});
}

function binned(values: Float64Array, y: Int32Array, classCount: number, bins: number): number {
	const n = values.length;
	const order = ascending(values);
	const joint = new Float64Array(bins * classCount);
	const inBin = new Float64Array(bins);
	const inClass = new Float64Array(classCount);
	let bin = 0;
	order.forEach((r, rank) => {
		// The bin of a value is the one that its first occurrence in sorted order falls into.
		if (rank === 0 || values[r] !== values[order[rank - 1]]) bin = Math.floor((rank * bins) / n);
		joint[bin * classCount + y[r]]++;
		inBin[bin]++;
		inClass[y[r]]++;
	});
	let sum = 0;
	for (let b = 0; b < bins; b++) {
		for (let k = 0; k < classCount; k++) {
			const count = joint[b * classCount + k];
			if (count > 0) sum += (count / n) * Math.log((count * n) / (inBin[b] * inClass[k]));
		}
	}
	return Math.max(0, sum);
}

function ross(values: Float64Array, y: Int32Array, classCount: number, neighbors: number): number {
	const radius = new Float64Array(values.length);
	const counts = new Float64Array(classCount);
	for (const k of y) counts[k]++;
	let sum = 0;
	const used: number[] = [];
	for (let k = 0; k < classCount; k++) {
		if (counts[k] < 2) continue;
		const members = [...y.keys()].filter((r) => y[r] === k).sort((a, b) => values[a] - values[b]);
		const wanted = Math.min(neighbors, members.length - 1);
		members.forEach((r, place) => {
			let low = place;
			let high = place;
			let distance = 0;
			for (let found = 0; found < wanted; found++) {
				const down = low > 0 ? values[r] - values[members[low - 1]] : Number.POSITIVE_INFINITY;
				const up = high + 1 < members.length ? values[members[high + 1]] - values[r] : Number.POSITIVE_INFINITY;
				distance = Math.min(down, up);
				if (down <= up) low--;
				else high++;
			}
			radius[r] = distance;
			sum += digamma(wanted) - digamma(counts[k]);
			used.push(r);
		});
	}
	if (used.length === 0) return 0;
	const sorted = Float64Array.from(used, (r) => values[r]).sort();
	for (const r of used) {
		// Clips strictly nearer than the k-th neighbour of the own class (equal ones when that is at 0), and the clip itself.
		const value = values[r];
		const reach = radius[r];
		const near = (distance: number) => (reach === 0 ? distance <= 0 : distance < reach);
		const end = countWhile(sorted, (other) => near(other - value));
		const start = countWhile(sorted, (other) => !near(value - other));
		sum -= digamma(end - start);
	}
	return Math.max(0, sum / used.length + digamma(used.length));
}

/** How many values of the front of a list satisfy a condition that the rest does not. */
function countWhile(sorted: Float64Array, holds: (value: number) => boolean): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (holds(sorted[middle])) low = middle + 1;
		else high = middle;
	}
	return low;
}

function ascending(values: Float64Array): number[] {
	return Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
}
