import { SerError } from '@ser/core';
import { classIndices, requireSameLength } from './class-index.js';

const smallest = 1e-12;

/**
 * The temperature T that makes probabilities most believable (Guo et al. 2017): it minimises the log loss of
 * softmax(logits / T). Above 1 the model was too sure. Fit it on clips that the model was not trained on, and never on
 * the clips that are judged.
 *
 * @param probabilities one row per clip, in the order of the classes; zeros are taken as 1e-12
 * @param truth true labels
 * @param options.classes column order
 * @param options.logits true when rows are logits instead of probabilities
 * @returns T, 0.01…100
 * @throws {SerError} INPUT when the lists are empty or differ in length, or a label is not one of the classes
 */
export function fitTemperature(
	probabilities: readonly ArrayLike<number>[],
	truth: readonly string[],
	options: { classes: readonly string[]; logits?: boolean },
): number {
	requireSameLength(truth, probabilities, ['truth', 'probabilities']);
	const indices = classIndices(truth, options.classes, 'truth');
	const logits = probabilities.map((row) => logitsOf(row, options.logits));
	// The loss is convex in 1 / T: halve the interval of its slope's root.
	const slope = (inverse: number) => {
		let sum = 0;
		logits.forEach((row, i) => {
			const shares = softmax(row, inverse);
			for (let c = 0; c < row.length; c++) sum += shares[c] * row[c];
			sum -= row[indices[i]];
		});
		return sum;
	};
	let low = 0.01;
	let high = 100;
	if (slope(low) >= 0) return 1 / low;
	if (slope(high) <= 0) return 1 / high;
	while (high - low > 1e-13 * high) {
		const middle = (low + high) / 2;
		if (middle === low || middle === high) break;
		if (slope(middle) > 0) high = middle;
		else low = middle;
	}
	return 2 / (low + high);
}

/**
 * Probabilities at another temperature: softmax(ln p / T).
 *
 * @param probabilities one row per clip
 * @param temperature > 0, from `fitTemperature`
 * @param options.logits true when rows are logits
 * @returns new rows, each summing to 1
 * @throws {SerError} PARAMETER when the temperature is not above 0
 */
export function applyTemperature(
	probabilities: readonly ArrayLike<number>[],
	temperature: number,
	options: { logits?: boolean } = {},
): number[][] {
	if (!(temperature > 0 && Number.isFinite(temperature))) {
		throw new SerError('PARAMETER', `temperature must be > 0, got ${temperature}`);
	}
	return probabilities.map((row) => Array.from(softmax(logitsOf(row, options.logits), 1 / temperature)));
}

function logitsOf(row: ArrayLike<number>, already = false): Float64Array {
	return Float64Array.from(row, (value) => (already ? value : Math.log(Math.max(smallest, value))));
}

function softmax(logits: Float64Array, inverse: number): Float64Array {
	let max = Number.NEGATIVE_INFINITY;
	for (const value of logits) max = Math.max(max, value * inverse);
	const shares = logits.map((value) => Math.exp(value * inverse - max));
	const sum = shares.reduce((all, value) => all + value, 0);
	return shares.map((value) => value / sum);
}
