import type { TrainingProblem } from '../training-problem.js';

/**
 * The pooled within-class covariance in the form B Bᵀ-like + diagonal: Σ over clips of `scale[i]` × (centred clip)
 * (centred clip)ᵀ plus `ridge` on the diagonal. Never larger than clips × features.
 */
export interface PooledCovariance {
	/** classes × features */
	means: Float64Array;
	/** share of each class */
	priors: Float64Array;
	/** one per clip, ≥ 0 */
	scale: Float64Array;
	/** one per feature, > 0 */
	ridge: Float64Array;
	/** shrinkage of each class's covariance, 0…1 */
	shrinkage: Float64Array;
}

/** What is left of a diagonal that shrinkage does not fill: 1e-10 of the mean variance, so that it can be inverted. */
const floorShare = 1e-10;

/**
 * Means, priors and the pooled covariance of the classes, each class's covariance shrunk towards a diagonal:
 * a number shrinks towards the identity times the mean variance (scikit-learn's `shrunk_covariance`), `auto` chooses
 * the amount by Ledoit & Wolf (2004) on features standardised within the class, as scikit-learn's LDA does.
 */
export function pooledCovariance(problem: TrainingProblem, shrinkage: 'auto' | number): PooledCovariance {
	const { x, y, weights, classes } = problem;
	const { data, rows, cols } = x;
	const k = classes.length;
	const means = new Float64Array(k * cols);
	const classWeights = new Float64Array(k);
	for (let i = 0; i < rows; i++) {
		const c = y[i];
		classWeights[c] += weights[i];
		for (let j = 0; j < cols; j++) means[c * cols + j] += weights[i] * data[i * cols + j];
	}
	for (let c = 0; c < k; c++) for (let j = 0; j < cols; j++) means[c * cols + j] /= classWeights[c];
	const total = classWeights.reduce((sum, weight) => sum + weight, 0);
	const priors = classWeights.map((weight) => weight / total);
	const ridge = new Float64Array(cols);
	const scale = new Float64Array(rows);
	const amounts = new Float64Array(k);
	let meanVariance = 0;
	for (let c = 0; c < k; c++) {
		const members: number[] = [];
		for (let i = 0; i < rows; i++) if (y[i] === c && weights[i] > 0) members.push(i);
		const mean = means.subarray(c * cols, (c + 1) * cols);
		const variance = new Float64Array(cols);
		for (const i of members) {
			for (let j = 0; j < cols; j++) variance[j] += weights[i] * (data[i * cols + j] - mean[j]) ** 2;
		}
		let trace = 0;
		for (let j = 0; j < cols; j++) {
			variance[j] /= classWeights[c];
			trace += variance[j];
		}
		meanVariance += (priors[c] * trace) / cols;
		let amount: number;
		if (shrinkage === 'auto') {
			const spread = variance.map((value, j) => (value > (10 * Number.EPSILON * mean[j]) ** 2 ? value : 1));
			const standard = variance.reduce((sum, value, j) => sum + value / spread[j], 0) / cols;
			amount = ledoitWolf(problem, members, mean, spread, classWeights[c]);
			for (let j = 0; j < cols; j++) ridge[j] += priors[c] * amount * standard * spread[j];
		} else {
			amount = shrinkage;
			for (let j = 0; j < cols; j++) ridge[j] += (priors[c] * amount * trace) / cols;
		}
		amounts[c] = amount;
		for (const i of members) scale[i] = (priors[c] * (1 - amount) * weights[i]) / classWeights[c];
	}
	const floor = meanVariance > 0 ? floorShare * meanVariance : 1;
	for (let j = 0; j < cols; j++) ridge[j] = Math.max(ridge[j], floor);
	return { means, priors, scale, ridge, shrinkage: amounts };
}

/** The amount of shrinkage that Ledoit & Wolf estimate for one class, features divided by their deviation there. */
function ledoitWolf(
	{ x, weights }: TrainingProblem,
	members: readonly number[],
	mean: Float64Array,
	variance: Float64Array,
	classWeight: number,
): number {
	const { data, cols } = x;
	const standard = members.map((i) => {
		const row = new Float64Array(cols);
		for (let j = 0; j < cols; j++) row[j] = (data[i * cols + j] - mean[j]) / Math.sqrt(variance[j]);
		return row;
	});
	let trace = 0;
	let fourth = 0;
	let crossed = 0;
	standard.forEach((row, a) => {
		const weight = weights[members[a]];
		for (let b = 0; b <= a; b++) {
			const other = standard[b];
			let product = 0;
			for (let j = 0; j < cols; j++) product += row[j] * other[j];
			crossed += (a === b ? 1 : 2) * weight * weights[members[b]] * product * product;
			if (a === b) {
				trace += weight * product;
				fourth += weight * product * product;
			}
		}
	});
	trace /= classWeight;
	crossed /= classWeight * classWeight;
	const mu = trace / cols;
	const beta = (fourth / classWeight - crossed) / (cols * classWeight);
	const delta = (crossed - 2 * mu * trace + cols * mu * mu) / cols;
	const bounded = Math.min(beta, delta);
	return bounded > 0 ? bounded / delta : 0;
}
