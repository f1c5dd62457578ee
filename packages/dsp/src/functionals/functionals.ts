import { createMatrix, type Matrix, SerError } from '@ser/core';
import { checkOneOf } from '../check.js';

/** The statistics of a column over time. Names `p05`… are percentiles, interpolated linearly. */
export const functionalNames = [
	'mean',
	'sd',
	'min',
	'max',
	'p05',
	'p25',
	'p50',
	'p75',
	'p95',
	'iqr',
	'slope',
	'skewness',
	'kurtosis',
] as const;

export type FunctionalName = (typeof functionalNames)[number];

export interface FunctionalsOptions {
	/** which, in which order; default all thirteen */
	functionals?: readonly FunctionalName[];
	/** one value a row: rows with 0 are left out; default all rows count */
	mask?: ArrayLike<number>;
	/** seconds from row to row, for the slope; default 1 */
	hopSeconds?: number;
}

/**
 * Statistics of each column over its rows: what turns frames into one vector.
 *
 * @param matrix frames × coefficients
 * @returns coefficients × functionals, so that `data` is one feature vector with the statistics of a coefficient side by side.
 *   sd is that of the population; slope is the least-squares line's, a second; skewness and excess kurtosis are
 *   the biased ones and 0 for a constant column. A matrix or mask without rows gives zeros.
 * @throws {SerError} PARAMETER for an unknown functional; INPUT for a mask of another length
 * mean … kurtosis equal `numpy.mean, std, percentile` and `scipy.stats.skew, kurtosis`.
 */
export function functionals(matrix: Matrix, options: FunctionalsOptions = {}): Matrix {
	const { functionals: wanted = functionalNames, mask, hopSeconds = 1 } = options;
	for (const name of wanted) checkOneOf('functionals', name, functionalNames);
	if (mask && mask.length !== matrix.rows) {
		throw new SerError('INPUT', `mask must have one value a row (${matrix.rows}), got ${mask.length}`);
	}
	const picks = Int32Array.from(wanted, (name) => functionalNames.indexOf(name));
	const result = createMatrix(matrix.cols, wanted.length);
	const column = new Float64Array(matrix.rows);
	const all = new Float64Array(functionalNames.length);
	for (let c = 0; c < matrix.cols; c++) {
		let count = 0;
		for (let r = 0; r < matrix.rows; r++) {
			if (mask && !mask[r]) continue;
			column[count++] = matrix.data[r * matrix.cols + c]!;
		}
		describe(column.subarray(0, count), hopSeconds, all);
		for (let f = 0; f < picks.length; f++) result.data[c * picks.length + f] = all[picks[f]!]!;
	}
	return result;
}

/** Writes the thirteen statistics of `values` (which it sorts) to `output`. */
function describe(values: Float64Array, hopSeconds: number, output: Float64Array): void {
	output.fill(0);
	const n = values.length;
	if (n === 0) return;
	let sum = 0;
	for (let i = 0; i < n; i++) sum += values[i]!;
	const mean = sum / n;
	let m2 = 0;
	let m3 = 0;
	let m4 = 0;
	let drift = 0;
	const middle = (n - 1) / 2;
	for (let i = 0; i < n; i++) {
		const d = values[i]! - mean;
		const square = d * d;
		m2 += square;
		m3 += square * d;
		m4 += square * square;
		drift += (i - middle) * d;
	}
	m2 /= n;
	const sd = Math.sqrt(m2);
	// Rounding leaves a constant column with a tiny spread; it has no shape.
	const constant = sd <= 1e-9 * Math.abs(mean) || m2 < 1e-300;
	values.sort();
	output[0] = mean;
	output[1] = sd;
	output[2] = values[0]!;
	output[3] = values[n - 1]!;
	output[4] = percentile(values, 0.05);
	output[5] = percentile(values, 0.25);
	output[6] = percentile(values, 0.5);
	output[7] = percentile(values, 0.75);
	output[8] = percentile(values, 0.95);
	output[9] = output[7] - output[5];
	output[10] = n > 1 ? drift / ((n * (n * n - 1)) / 12) / hopSeconds : 0;
	output[11] = constant ? 0 : m3 / n / (m2 * sd);
	output[12] = constant ? 0 : m4 / n / (m2 * m2) - 3;
}

function percentile(sorted: Float64Array, share: number): number {
	const position = share * (sorted.length - 1);
	const low = Math.floor(position);
	const high = Math.min(low + 1, sorted.length - 1);
	return sorted[low]! + (position - low) * (sorted[high]! - sorted[low]!);
}
