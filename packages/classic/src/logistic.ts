import { packArray, SerError, unpackArray } from '@ser/core';
import { clipWeights } from './class-weights.js';
import { createDataProducts } from './data-products.js';
import { createEstimator, type Knowledge } from './estimator.js';
import { minimizeLbfgs } from './lbfgs.js';
import { logisticObjective } from './logistic-objective.js';
import { requireAbove, requireWhole } from './option-range.js';
import { softmaxScores } from './softmax-scores.js';
import type { ClassicClassifier, ClassWeight } from './types.js';

export interface LogisticOptions {
	/** inverse strength of the L2 penalty, > 0, default 1 (scikit-learn's `C`) */
	C?: number;
	/** default: every clip counts the same */
	classWeight?: ClassWeight;
	/** learn intercepts, which are not penalised; default true */
	fitIntercept?: boolean;
	/** stop when no component of the gradient of the mean loss is above it, default 1e-4 */
	tol?: number;
	/** default 1000 */
	maxIterations?: number;
}

interface Learnt {
	/** outputs × features, float64; one output for two classes */
	coefficients: Float64Array;
	/** one per output */
	intercepts: Float64Array;
	iterations: number;
	converged: boolean;
}

/** Logistic regression and what it learnt. */
export interface LogisticClassifier extends ClassicClassifier {
	/** classes × features, or one row for two classes (the second class's); throws NOT_FITTED before `fit` */
	readonly coefficients: Float64Array;
	/** one per row of the coefficients */
	readonly intercepts: Float64Array;
	/** L-BFGS iterations of the last fit */
	readonly iterations: number;
	/** false when `maxIterations` came first */
	readonly converged: boolean;
}

/**
 * Multinomial logistic regression with an L2 penalty, by L-BFGS in float64. Equals
 * `sklearn.linear_model.LogisticRegression(C, class_weight, tol, max_iter)`: the same objective, hence the same minimum.
 *
 * @throws {SerError} PARAMETER for an option out of range
 * @example
 * const model = await createLogistic({ C: 0.01, classWeight: 'balanced' }).fit(x, y);
 * await model.predict(x);
 */
export function createLogistic(options: LogisticOptions = {}): LogisticClassifier {
	return logisticWith(options);
}

/** Builds a logistic regression, with what a stored one knows. */
export function logisticWith(options: LogisticOptions, known?: Knowledge<Learnt>): LogisticClassifier {
	const { C = 1, classWeight, fitIntercept = true, tol = 1e-4, maxIterations = 1000 } = options;
	requireAbove('C', C, 0);
	requireAbove('tol', tol, 0);
	requireWhole('maxIterations', maxIterations, 1);
	return createEstimator<Learnt, Pick<LogisticClassifier, 'coefficients' | 'intercepts' | 'iterations' | 'converged'>>(
		{
			kind: 'logistic',
			options: { C, classWeight, fitIntercept, tol, maxIterations },
			given: options,
			async learn(problem, pacer) {
				const weights = clipWeights(problem, classWeight);
				const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
				const { rows, cols } = problem.x;
				const classCount = problem.classes.length;
				const objective = logisticObjective({
					products: await createDataProducts(problem.x, classCount),
					rows,
					cols,
					y: problem.y,
					weights,
					classCount,
					penalty: 1 / (C * totalWeight),
					intercept: fitIntercept,
				});
				const result = await minimizeLbfgs(objective, { tolerance: tol, maxIterations, pacer });
				const { outputs, parameters } = objective;
				return {
					coefficients: parameters.slice(0, outputs * cols),
					intercepts: parameters.slice(outputs * cols),
					...result,
				};
			},
			say: ({ coefficients, intercepts }, x, out) => softmaxScores(coefficients, intercepts, x, out),
			toJSON: ({ coefficients, intercepts, iterations, converged }) => ({
				coefficients: packArray(coefficients),
				intercepts: packArray(intercepts),
				iterations,
				converged,
			}),
		},
		(know) => ({
			get coefficients() {
				return know().learnt.coefficients;
			},
			get intercepts() {
				return know().learnt.intercepts;
			},
			get iterations() {
				return know().learnt.iterations;
			},
			get converged() {
				return know().learnt.converged;
			},
		}),
		known,
	);
}

/** @throws {SerError} FORMAT when the stored numbers do not fit classes and features */
export function logisticLearnt(model: Record<string, unknown>, classCount: number, features: number): Learnt {
	const coefficients = unpackArray<Float64Array>(model.coefficients);
	const intercepts = unpackArray<Float64Array>(model.intercepts);
	const outputs = classCount === 2 ? 1 : classCount;
	if (coefficients.length !== outputs * features || intercepts.length !== outputs) {
		throw new SerError(
			'FORMAT',
			`logistic: needs ${outputs} × ${features} coefficients, the stored model has ${coefficients.length}`,
		);
	}
	return { coefficients, intercepts, iterations: Number(model.iterations), converged: model.converged === true };
}
