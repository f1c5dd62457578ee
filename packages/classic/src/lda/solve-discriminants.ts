import { SerError } from '@ser/core';
import type { Pacer } from '../pacer.js';
import type { TrainingProblem } from '../training-problem.js';
import { choleskyInPlace, choleskySolve } from './cholesky.js';
import { type PooledCovariance, pooledCovariance } from './class-covariance.js';

/** One linear function per class. */
export interface Discriminants {
	/** classes × features */
	coefficients: Float64Array;
	/** one per class */
	intercepts: Float64Array;
	/** one per class */
	shrinkage: Float64Array;
}

/** Means, pooled covariance, and covariance⁻¹ × means by the smaller of the two systems of equations. */
export async function solveDiscriminants(
	problem: TrainingProblem,
	shrinkage: 'auto' | number,
	pacer: Pacer,
): Promise<Discriminants> {
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
