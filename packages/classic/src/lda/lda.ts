import { packArray, SerError, unpackArray } from '@ser/core';
import { createEstimator, type Knowledge } from '../estimator.js';
import { softmaxScores } from '../softmax-scores.js';
import type { ClassicClassifier } from '../types.js';
import { type Discriminants, solveDiscriminants } from './solve-discriminants.js';

export interface LdaOptions {
	/**
	 * how far the covariance is drawn towards a diagonal: `auto` (default) by Ledoit & Wolf, or 0…1. With 0 and more
	 * features than clips the covariance has no inverse; a ridge of 1e-10 of the mean variance stands in.
	 */
	shrinkage?: 'auto' | number;
}

/** Linear discriminant analysis and what it learnt. */
export interface LdaClassifier extends ClassicClassifier {
	/** classes × features; throws NOT_FITTED before `fit` */
	readonly coefficients: Float64Array;
	/** one per class */
	readonly intercepts: Float64Array;
	/** the amount of shrinkage of each class's covariance, 0…1 */
	readonly shrinkage: Float64Array;
}

/**
 * Linear discriminant analysis with shrinkage. Equals
 * `sklearn.discriminant_analysis.LinearDiscriminantAnalysis(solver='lsqr', shrinkage=…)`. With more features than clips
 * the equations are solved among clips (Woodbury), so that thousands of features cost no more than clips² × features.
 * Sample weights count as repetitions.
 *
 * @throws {SerError} PARAMETER when shrinkage is neither `auto` nor in 0…1
 */
export function createLda(options: LdaOptions = {}): LdaClassifier {
	return ldaWith(options);
}

/** Builds an LDA classifier, with what a stored one knows. */
export function ldaWith(options: LdaOptions, known?: Knowledge<Discriminants>): LdaClassifier {
	const { shrinkage = 'auto' } = options;
	if (shrinkage !== 'auto' && !(typeof shrinkage === 'number' && shrinkage >= 0 && shrinkage <= 1)) {
		throw new SerError('PARAMETER', `shrinkage must be 'auto' or in 0…1, got ${String(shrinkage)}`);
	}
	return createEstimator<Discriminants, Discriminants>(
		{
			kind: 'lda',
			options: { shrinkage },
			given: options,
			learn: (problem, pacer) => solveDiscriminants(problem, shrinkage, pacer),
			say: ({ coefficients, intercepts }, x, out) => softmaxScores(coefficients, intercepts, x, out),
			toJSON: ({ coefficients, intercepts, shrinkage: amounts }) => ({
				coefficients: packArray(coefficients),
				intercepts: packArray(intercepts),
				shrinkage: packArray(amounts),
			}),
		},
		(know) => ({
			get coefficients() {
				return know().learnt.coefficients;
			},
			get intercepts() {
				return know().learnt.intercepts;
			},
			get shrinkage() {
				return know().learnt.shrinkage;
			},
		}),
		known,
	);
}

/** @throws {SerError} FORMAT when damaged */
export function ldaLearnt(model: Record<string, unknown>, classCount: number, features: number): Discriminants {
	const coefficients = unpackArray<Float64Array>(model.coefficients);
	const intercepts = unpackArray<Float64Array>(model.intercepts);
	const shrinkage = unpackArray<Float64Array>(model.shrinkage);
	if (coefficients.length !== classCount * features || intercepts.length !== classCount) {
		throw new SerError('FORMAT', 'lda: the stored coefficients are damaged');
	}
	return { coefficients, intercepts, shrinkage };
}
