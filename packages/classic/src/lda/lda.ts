import { packArray, SerError, unpackArray } from '@ser/core';
import { createEstimator, type Knowledge } from '../estimator.js';
import type { Pacer } from '../pacer.js';
import { softmaxScores } from '../softmax-scores.js';
import type { TrainingProblem } from '../training-problem.js';
import type { ClassicClassifier } from '../types.js';
import { choleskyInPlace, choleskySolve } from './cholesky.js';
import { type PooledCovariance, pooledCovariance } from './class-covariance.js';

export interface LdaOptions {
	/**
	 * how far the covariance is drawn towards a diagonal: `auto` (default) by Ledoit & Wolf, or 0…1. With 0 and more
	 * features than clips the covariance has no inverse; a ridge of 1e-10 of the mean variance stands in.
	 */
	shrinkage?: 'auto' | number;
}

interface Learnt {
	/** classes × features */
	coefficients: Float64Array;
	/** one per class */
	intercepts: Float64Array;
	/** one per class */
	shrinkage: Float64Array;
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
export function ldaWith(options: LdaOptions, known?: Knowledge<Learnt>): LdaClassifier {
	const { shrinkage = 'auto' } = options;
	if (shrinkage !== 'auto' && !(typeof shrinkage === 'number' && shrinkage >= 0 && shrinkage <= 1)) {
		throw new SerError('PARAMETER', `shrinkage must be 'auto' or in 0…1, got ${String(shrinkage)}`);
	}
	return createEstimator<Learnt, Learnt>(
		{
			kind: 'lda',
			options: { shrinkage },
			given: options,
			learn: (problem, pacer) => solve(problem, shrinkage, pacer),
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
export function ldaLearnt(model: Record<string, unknown>, classCount: number, features: number): Learnt {
	const coefficients = unpackArray<Float64Array>(model.coefficients);
	const intercepts = unpackArray<Float64Array>(model.intercepts);
	const shrinkage = unpackArray<Float64Array>(model.shrinkage);
	if (coefficients.length !== classCount * features || intercepts.length !== classCount) {
		throw new SerError('FORMAT', 'lda: the stored coefficients are damaged');
	}
	return { coefficients, intercepts, shrinkage };
}

async function solve(problem: TrainingProblem, shrinkage: 'auto' | number, pacer: Pacer): Promise<Learnt> {
	const { rows, cols } = problem.x;
	const pooled = pooledCovariance(problem, shrinkage);
	pacer.report({ done: 1, total: 2, unit: 'step' });
	await pacer.pause();
	const { means, priors } = pooled;
	const coefficients =
		cols <= rows ? await solveAmongFeatures(problem, pooled, pacer) : await solveAmongClips(problem, pooled, pacer);
	const intercepts = priors.map((prior, c) => {
		let product = 0;
		for (let j = 0; j < cols; j++) product += means[c * cols + j] * coefficients[c * cols + j];
		return Math.log(prior) - 0.5 * product;
	});
	pacer.report({ done: 2, total: 2, unit: 'step' });
	return { coefficients, intercepts, shrinkage: pooled.shrinkage };
}

/** Clips minus their class mean, times the square root of their scale. */
function scaledClips({ x, y }: TrainingProblem, { means, scale }: PooledCovariance): Float64Array {
	const { data, rows, cols } = x;
	const scaled = new Float64Array(rows * cols);
	for (let i = 0; i < rows; i++) {
		const factor = Math.sqrt(scale[i]);
		const mean = y[i] * cols;
		for (let j = 0; j < cols; j++) scaled[i * cols + j] = factor * (data[i * cols + j] - means[mean + j]);
	}
	return scaled;
}

/** Covariance⁻¹ × means by the features × features covariance. */
async function solveAmongFeatures(
	problem: TrainingProblem,
	pooled: PooledCovariance,
	pacer: Pacer,
): Promise<Float64Array> {
	const { rows, cols } = problem.x;
	const scaled = scaledClips(problem, pooled);
	const covariance = new Float64Array(cols * cols);
	for (let i = 0; i < rows; i++) {
		const row = scaled.subarray(i * cols, (i + 1) * cols);
		for (let a = 0; a < cols; a++) {
			const value = row[a];
			const at = a * cols;
			for (let b = 0; b <= a; b++) covariance[at + b] += value * row[b];
		}
		await pacer.pause();
	}
	for (let j = 0; j < cols; j++) covariance[j * cols + j] += pooled.ridge[j];
	await factorOrRefuse(covariance, cols, pacer);
	const solution = pooled.means.slice();
	for (let c = 0; c < pooled.priors.length; c++) {
		choleskySolve(covariance, cols, solution.subarray(c * cols, (c + 1) * cols));
	}
	return solution;
}

/** The same by the clips × clips matrix: (D + BᵀB)⁻¹ = D⁻¹ - D⁻¹Bᵀ(1 + B D⁻¹Bᵀ)⁻¹B D⁻¹. */
async function solveAmongClips(
	problem: TrainingProblem,
	pooled: PooledCovariance,
	pacer: Pacer,
): Promise<Float64Array> {
	const { rows, cols } = problem.x;
	const { ridge, means, priors } = pooled;
	const scaled = scaledClips(problem, pooled);
	const root = ridge.map((value) => 1 / Math.sqrt(value));
	for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) scaled[i * cols + j] *= root[j];
	const inner = new Float64Array(rows * rows);
	await innerProducts(scaled, rows, cols, inner, pacer);
	for (let i = 0; i < rows; i++) inner[i * rows + i] += 1;
	await factorOrRefuse(inner, rows, pacer);
	const solution = new Float64Array(means.length);
	const among = new Float64Array(rows);
	for (let c = 0; c < priors.length; c++) {
		const whole = solution.subarray(c * cols, (c + 1) * cols);
		for (let j = 0; j < cols; j++) whole[j] = means[c * cols + j] * root[j];
		for (let i = 0; i < rows; i++) {
			let sum = 0;
			for (let j = 0; j < cols; j++) sum += scaled[i * cols + j] * whole[j];
			among[i] = sum;
		}
		choleskySolve(inner, rows, among);
		for (let i = 0; i < rows; i++) {
			const factor = among[i];
			for (let j = 0; j < cols; j++) whole[j] -= factor * scaled[i * cols + j];
		}
		for (let j = 0; j < cols; j++) whole[j] *= root[j];
		await pacer.pause();
	}
	return solution;
}

/** The lower triangle of rows × rowsᵀ, two by two rows at a time. */
async function innerProducts(
	data: Float64Array,
	rows: number,
	cols: number,
	out: Float64Array,
	pacer: Pacer,
): Promise<void> {
	for (let a = 0; a < rows; a += 2) {
		const a0 = a * cols;
		const a1 = Math.min(a + 1, rows - 1) * cols;
		for (let b = 0; b <= a + 1 && b < rows; b += 2) {
			const b0 = b * cols;
			const b1 = Math.min(b + 1, rows - 1) * cols;
			let s00 = 0;
			let s01 = 0;
			let s10 = 0;
			let s11 = 0;
			for (let j = 0; j < cols; j++) {
				const x0 = data[a0 + j];
				const x1 = data[a1 + j];
				const y0 = data[b0 + j];
				const y1 = data[b1 + j];
				s00 += x0 * y0;
				s01 += x0 * y1;
				s10 += x1 * y0;
				s11 += x1 * y1;
			}
			out[a * rows + b] = s00;
			if (b + 1 < rows) out[a * rows + b + 1] = s01;
			if (a + 1 < rows) {
				out[(a + 1) * rows + b] = s10;
				if (b + 1 < rows) out[(a + 1) * rows + b + 1] = s11;
			}
		}
		await pacer.pause();
	}
}

async function factorOrRefuse(matrix: Float64Array, n: number, pacer: Pacer): Promise<void> {
	if (await choleskyInPlace(matrix, n, pacer)) return;
	throw new SerError('INPUT', 'lda: the covariance cannot be inverted (features repeat each other): use shrinkage > 0');
}
