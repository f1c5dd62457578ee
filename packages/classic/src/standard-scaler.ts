import { createMatrix, type Matrix, packArray, SerError, unpackArray } from '@ser/core';
import { requireAbove } from './option-range.js';
import { requireVectors } from './training-problem.js';

/** Shifts and scales every column by what it learnt from the training clips. */
export interface StandardScaler {
	/**
	 * Learns mean and standard deviation of every column.
	 *
	 * @param matrix clips × features
	 * @param indices rows to learn from, default all
	 * @throws {SerError} INPUT without rows, or with values that are not finite
	 */
	fit(matrix: Matrix, indices?: ArrayLike<number>): StandardScaler;
	/**
	 * @returns a new matrix of the same shape
	 * @throws {SerError} NOT_FITTED before `fit`; INPUT for another number of columns
	 */
	transform(matrix: Matrix): Matrix;
	/** mean of each column */
	readonly mean: Float64Array;
	/** standard deviation of each column; 1 where the column is constant */
	readonly scale: Float64Array;
	toJSON(): unknown;
}

/**
 * Creates a scaler: (x - mean) / standard deviation, column by column (population standard deviation, computed in
 * float64; a constant column becomes 0). Equals `sklearn.preprocessing.StandardScaler`.
 *
 * @param options.clip results are held within ±clip standard deviations, > 0; default: no limit
 * @throws {SerError} PARAMETER when clip is not above 0
 * @example
 * const scaler = createStandardScaler({ clip: 8 }).fit(features, fold.train);
 * const scaled = scaler.transform(features);
 */
export function createStandardScaler(options: { clip?: number } = {}): StandardScaler {
	if (options.clip !== undefined) requireAbove('clip', options.clip, 0);
	return scalerWith(options.clip);
}

/**
 * The scaler that `toJSON` stored.
 *
 * @throws {SerError} FORMAT when damaged or of a later version
 */
export function scalerFromJson(json: unknown): StandardScaler {
	const stored = (json ?? {}) as Record<string, unknown>;
	if (stored.format !== 'ser-scaler') throw new SerError('FORMAT', 'scaler: this is not a stored scaler');
	if (stored.version !== 1) {
		throw new SerError(
			'FORMAT',
			`scaler: stored version must be 1, got ${String(stored.version)}; a newer @ser/classic may read it`,
		);
	}
	const mean = unpackArray<Float64Array>(stored.mean);
	const scale = unpackArray<Float64Array>(stored.scale);
	const { clip } = stored;
	const fits = mean instanceof Float64Array && scale instanceof Float64Array && mean.length === scale.length;
	if (!fits || !scale.every((value) => value > 0) || !(clip === undefined || (typeof clip === 'number' && clip > 0))) {
		throw new SerError('FORMAT', 'scaler: the stored scaler is damaged');
	}
	return scalerWith(clip, { mean, scale });
}

function scalerWith(clip: number | undefined, known?: { mean: Float64Array; scale: Float64Array }): StandardScaler {
	let learnt = known;
	const know = () => {
		if (!learnt) throw new SerError('NOT_FITTED', 'scaler: call fit first');
		return learnt;
	};
	const scaler: StandardScaler = {
		fit(matrix, indices) {
			learnt = undefined;
			const rows = indices ?? Uint32Array.from({ length: matrix.rows }, (_, r) => r);
			if (rows.length === 0) throw new SerError('INPUT', 'scaler: needs at least one row, got none');
			learnt = columnMoments(requireVectors('scaler', matrix), rows);
			return scaler;
		},
		transform(matrix) {
			const { mean, scale } = know();
			requireVectors('scaler', matrix, mean.length);
			const { rows, cols } = matrix;
			const out = createMatrix(rows, cols);
			const limit = clip ?? Number.POSITIVE_INFINITY;
			for (let i = 0, r = 0; r < rows; r++) {
				for (let c = 0; c < cols; c++, i++) {
					const value = (matrix.data[i] - mean[c]) / scale[c];
					out.data[i] = Math.min(limit, Math.max(-limit, value));
				}
			}
			return out;
		},
		get mean() {
			return know().mean;
		},
		get scale() {
			return know().scale;
		},
		toJSON() {
			const { mean, scale } = know();
			return { format: 'ser-scaler', version: 1, clip, mean: packArray(mean), scale: packArray(scale) };
		},
	};
	return scaler;
}

function columnMoments({ data, cols }: Matrix, rows: ArrayLike<number>) {
	const mean = new Float64Array(cols);
	const scale = new Float64Array(cols);
	for (let i = 0; i < rows.length; i++) {
		const at = rows[i] * cols;
		for (let c = 0; c < cols; c++) mean[c] += data[at + c];
	}
	for (let c = 0; c < cols; c++) mean[c] /= rows.length;
	for (let i = 0; i < rows.length; i++) {
		const at = rows[i] * cols;
		for (let c = 0; c < cols; c++) scale[c] += (data[at + c] - mean[c]) ** 2;
	}
	for (let c = 0; c < cols; c++) {
		const sd = Math.sqrt(scale[c] / rows.length);
		// What is left of a constant column is rounding, as in scikit-learn: 10 eps of its mean.
		scale[c] = sd > 10 * Number.EPSILON * Math.abs(mean[c]) ? sd : 1;
	}
	return { mean, scale };
}
