import type { Matrix } from '@ser/core';
import { clipWeights } from '../class-weights.js';
import { createEstimator, type Knowledge } from '../estimator.js';
import { requireAbove, requireOneOf, requireWhole } from '../option-range.js';
import type { ClassicClassifier, ClassWeight } from '../types.js';
import { type Kernel, resolveGamma } from './kernel.js';
import { type KernelRows, kernelRows } from './kernel-rows.js';
import { libsvmSolver } from './libsvm-solver.js';
import { type BinaryProblem, type BinarySolution, solveBinary } from './solve-binary.js';
import {
	gatherSupportVectors,
	packSupportVectors,
	pairDecisions,
	type SupportVectors,
	unpackSupportVectors,
} from './support-vectors.js';
import { svmProbabilities } from './svm-probabilities.js';
import { trainPairs } from './train-pairs.js';

export interface SvmOptions {
	/** cost of a clip on the wrong side, > 0, default 1 */
	C?: number;
	/** default `rbf` */
	kernel?: 'rbf' | 'linear' | 'poly';
	/** of rbf and poly: `scale` (default) = 1 / (features × variance), `auto` = 1 / features, or a number > 0 */
	gamma?: 'scale' | 'auto' | number;
	/** of poly, ≥ 1, default 3 */
	degree?: number;
	/** of poly, default 0 */
	coef0?: number;
	/** default: every clip counts the same */
	classWeight?: ClassWeight;
	/**
	 * `true` (default): Platt's sigmoids, fitted on decision values of five inner folds, by speaker when `fit` is told
	 * the groups; costs about five times the training. `false`: probabilities are only an ordering, made of the votes and
	 * decision values, and `predict` is the class with most votes, as in scikit-learn's `SVC.predict`.
	 */
	probability?: boolean;
	/** stop when the greatest violation is below it, default 1e-3 */
	tol?: number;
	/** memory for the kernel matrix, megabytes, default 400 */
	cacheMegabytes?: number;
	/** `smo` (default): the package's own solver; `libsvm-js`: libsvm compiled to asm.js, slower, same answer (Node only) */
	engine?: 'smo' | 'libsvm-js';
	/** of the inner folds, default 1 */
	seed?: number | string;
}

/** A support vector machine and what it learnt. */
export interface SvmClassifier extends ClassicClassifier {
	/** number of training clips that the decisions rest on; throws NOT_FITTED before `fit` */
	readonly supportVectorCount: number;
	/**
	 * Decision values of every pair of classes in the order 0-1, 0-2, …, 1-2, …: above 0 speaks for the first.
	 * scikit-learn's `decision_function` with `decision_function_shape='ovo'` (for two classes: its negative).
	 *
	 * @returns clips × pairs, row-major
	 */
	decisionValues(x: Matrix): Promise<Float64Array>;
}

/**
 * Support vector machine (C-SVC), one against one, with libsvm's algorithm. Options as in `sklearn.svm.SVC`.
 *
 * @throws {SerError} PARAMETER for an option out of range
 * @example
 * const model = await createSvm({ C: 10, classWeight: 'balanced' }).fit(x, y, { groups: speakers });
 */
export function createSvm(options: SvmOptions = {}): SvmClassifier {
	return svmWith(options);
}

/** Builds a support vector machine, with what a stored one knows. */
export function svmWith(options: SvmOptions, known?: Knowledge<SupportVectors>): SvmClassifier {
	const {
		C = 1,
		kernel = 'rbf',
		gamma = 'scale',
		degree = 3,
		coef0 = 0,
		classWeight,
		probability = true,
		tol = 1e-3,
		cacheMegabytes = 400,
		engine = 'smo',
		seed = 1,
	} = options;
	requireAbove('C', C, 0);
	requireOneOf('kernel', kernel, ['rbf', 'linear', 'poly']);
	if (typeof gamma === 'number') requireAbove('gamma', gamma, 0);
	else requireOneOf('gamma', gamma, ['scale', 'auto']);
	requireWhole('degree', degree, 1);
	requireOneOf('probability', probability, [true, false]);
	requireAbove('tol', tol, 0);
	requireAbove('cacheMegabytes', cacheMegabytes, 0);
	requireOneOf('engine', engine, ['smo', 'libsvm-js']);
	const classifier = createEstimator<SupportVectors, Pick<SvmClassifier, 'supportVectorCount'>>(
		{
			kind: 'svm',
			options: { C, kernel, gamma, degree, coef0, classWeight, probability, tol, cacheMegabytes, engine, seed },
			given: options,
			async learn(problem, pacer) {
				const { x } = problem;
				const shape: Kernel = { type: kernel, gamma: resolveGamma(gamma, x), degree, coef0 };
				const bounds = clipWeights(problem, classWeight).map((weight) => weight * C);
				const rows = await kernelRows(x, shape, cacheMegabytes, pacer);
				const solve =
					engine === 'smo'
						? (binary: BinaryProblem) => solveBinary(binary, rows, tol, pacer)
						: await libsvmSolver(rows, tol, pacer);
				const decide = (binary: BinaryProblem, solution: BinarySolution, held: Int32Array) =>
					decisionsFromRows(rows, binary, solution, held);
				const pairs = await trainPairs(problem, bounds, solve, decide, { probability, seed }, pacer);
				return gatherSupportVectors(x, pairs, shape);
			},
			say: svmProbabilities,
			toJSON: packSupportVectors,
		},
		(know) => ({
			get supportVectorCount() {
				return know().learnt.vectors.rows;
			},
			decisionValues: (x: Matrix) => pairDecisions(know().learnt, x),
		}),
		known,
	);
	return classifier as SvmClassifier;
}

/** What a stored SVM knows. */
export const svmLearnt = unpackSupportVectors;

function decisionsFromRows(
	rows: KernelRows,
	{ clips }: BinaryProblem,
	{ coefficients, rho }: BinarySolution,
	held: Int32Array,
): Float64Array {
	return Float64Array.from(held, (clip) => {
		const row = rows.row(clip);
		let sum = -rho;
		for (let t = 0; t < clips.length; t++) sum += coefficients[t] * row[clips[t]];
		return sum;
	});
}
