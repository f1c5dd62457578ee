import { SerError } from '@ser/core';
import type { TrainingProblem } from './training-problem.js';
import type { ClassWeight } from './types.js';

/**
 * One factor per class, as scikit-learn's `compute_class_weight`. `balanced` counts clips, or with sample weights their
 * sum, as scikit-learn does since 1.7.
 *
 * @throws {SerError} PARAMETER for a weight that is not a number ≥ 0, or a class that does not occur
 */
export function classFactors(problem: TrainingProblem, classWeight: ClassWeight | undefined): Float64Array {
	const { classes, y, weights } = problem;
	const factors = new Float64Array(classes.length).fill(1);
	if (classWeight === undefined) return factors;
	if (classWeight === 'balanced') {
		const sums = new Float64Array(classes.length);
		let total = 0;
		for (let i = 0; i < y.length; i++) {
			sums[y[i]] += weights[i];
			total += weights[i];
		}
		return factors.map((_, c) => total / (classes.length * sums[c]));
	}
	if (typeof classWeight !== 'object') {
		throw new SerError('PARAMETER', `classWeight must be 'balanced' or one number per class, got ${classWeight}`);
	}
	for (const [label, weight] of Object.entries(classWeight)) {
		const c = classes.indexOf(label);
		if (c < 0) throw new SerError('PARAMETER', `classWeight: "${label}" is not one of ${classes.join(', ')}`);
		if (!(weight >= 0 && Number.isFinite(weight))) {
			throw new SerError('PARAMETER', `classWeight must be ≥ 0, got ${weight} for "${label}"`);
		}
		factors[c] = weight;
	}
	return factors;
}

/** Sample weights times class weights, one per clip. */
export function clipWeights(problem: TrainingProblem, classWeight: ClassWeight | undefined): Float64Array {
	const factors = classFactors(problem, classWeight);
	return problem.weights.map((weight, i) => weight * factors[problem.y[i]]);
}
