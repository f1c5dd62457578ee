import { createLabelEncoder, type FitOptions, type Matrix, SerError } from '@ser/core';

/** Checked training data in the form that the solvers want. */
export interface TrainingProblem {
	/** clips × features, all finite */
	x: Matrix;
	/** class index per clip */
	y: Int32Array;
	classes: readonly string[];
	/** one weight per clip, ≥ 0, at least two classes above 0 */
	weights: Float64Array;
	/** one per clip, when the caller knows them */
	groups?: readonly string[];
}

/**
 * Checks what a user gave to `fit`.
 *
 * @param kind the model's name, for messages
 * @throws {SerError} INPUT for frame matrices, no clips, no features, values that are not finite, lists of another
 * length, weights below 0, fewer than two classes
 */
export function trainingProblem(
	kind: string,
	x: Matrix | readonly Matrix[],
	y: readonly string[],
	options: FitOptions = {},
): TrainingProblem {
	const matrix = requireVectors(kind, x);
	if (matrix.rows === 0) throw new SerError('INPUT', `${kind}: needs at least two clips, got none`);
	if (y.length !== matrix.rows) {
		throw new SerError('INPUT', `${kind}: needs one label per clip (${matrix.rows}), got ${y.length}`);
	}
	const { sampleWeight, groups } = options;
	if (groups && groups.length !== matrix.rows) {
		throw new SerError('INPUT', `${kind}: groups must have one entry per clip (${matrix.rows}), got ${groups.length}`);
	}
	const encoder = createLabelEncoder(y);
	if (encoder.classes.length < 2) {
		throw new SerError('INPUT', `${kind}: needs at least two classes, got only "${encoder.classes[0]}"`);
	}
	const indices = encoder.encode(y);
	const weights = new Float64Array(matrix.rows).fill(1);
	if (sampleWeight) {
		if (sampleWeight.length !== matrix.rows) {
			throw new SerError(
				'INPUT',
				`${kind}: sampleWeight must have one entry per clip (${matrix.rows}), got ${sampleWeight.length}`,
			);
		}
		const weighted = new Set<number>();
		for (let i = 0; i < weights.length; i++) {
			const weight = sampleWeight[i];
			if (!(weight >= 0 && Number.isFinite(weight))) {
				throw new SerError('INPUT', `${kind}: sampleWeight must be ≥ 0, got ${weight} at ${i}`);
			}
			weights[i] = weight;
			if (weight > 0) weighted.add(indices[i]);
		}
		if (weighted.size < encoder.classes.length) {
			throw new SerError('INPUT', `${kind}: every class needs a clip with sampleWeight above 0`);
		}
	}
	return { x: matrix, y: indices, classes: encoder.classes, weights, groups };
}

/**
 * The one matrix of feature vectors that a classic model takes.
 *
 * @param features the number of columns the model was fitted with
 * @throws {SerError} INPUT for frame matrices, another number of columns, or values that are not finite
 */
export function requireVectors(kind: string, x: Matrix | readonly Matrix[], features?: number): Matrix {
	if (!x || Array.isArray(x)) {
		throw new SerError(
			'INPUT',
			`${kind}: takes one matrix with a feature vector per clip, got ${x ? 'a list of frame matrices' : 'nothing'}`,
		);
	}
	const matrix = x as Matrix;
	const { data, rows, cols } = matrix;
	if (cols < 1 && rows > 0) throw new SerError('INPUT', `${kind}: needs at least one feature, got none`);
	if (data.length !== rows * cols) {
		throw new SerError('INPUT', `${kind}: matrix must hold ${rows} × ${cols} values, got ${data.length}`);
	}
	if (features !== undefined && cols !== features && rows > 0) {
		throw new SerError('INPUT', `${kind}: was fitted on ${features} features, got ${cols}`);
	}
	for (let i = 0; i < data.length; i++) {
		const value = data[i];
		if (value - value !== 0) {
			throw new SerError(
				'INPUT',
				`${kind}: features must be finite numbers, got ${value} in row ${Math.floor(i / cols)}, column ${i % cols}`,
			);
		}
	}
	return matrix;
}
