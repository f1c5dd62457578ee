import { createLabelEncoder, type Matrix, SerError } from '@ser/core';

/** Checks a feature matrix and its labels, and gives the class indices. */
export function labelledMatrix(
	matrix: Matrix,
	labels: readonly string[],
): { y: Int32Array; classes: readonly string[] } {
	if (matrix.rows === 0 || matrix.data.length !== matrix.rows * matrix.cols) {
		throw new SerError('INPUT', `features: needs a matrix with rows, got ${matrix.rows} × ${matrix.cols}`);
	}
	if (labels.length !== matrix.rows) {
		throw new SerError('INPUT', `features: needs one label per row (${matrix.rows}), got ${labels.length}`);
	}
	const { classes, encode } = createLabelEncoder(labels);
	if (classes.length < 2) throw new SerError('INPUT', `features: needs at least two classes, got only "${classes[0]}"`);
	return { y: encode(labels), classes };
}
