import { createMatrix, createRandom, type Matrix, type Random, SerError } from '@ser/core';

export interface MixupOptions {
	/** share of `a`, 0…1; default: drawn from Beta(alpha, alpha) */
	weight?: number;
	/** > 0, default 0.2: mostly one clip with a little of the other */
	alpha?: number;
	/** default 0 */
	seed?: number | string;
}

/**
 * A weighted mean of two examples (mixup, Zhang et al. 2018). Mix the targets with the same weight.
 *
 * @param a any matrix
 * @param b of the same shape
 * @returns the mix, weight · a + (1 − weight) · b, and the weight
 * @throws {SerError} INPUT when the shapes differ, PARAMETER for a weight outside 0…1 or alpha ≤ 0
 */
export function mixup(a: Matrix, b: Matrix, options: MixupOptions = {}): { matrix: Matrix; weight: number } {
	const { alpha = 0.2, seed = 0 } = options;
	if (a.rows !== b.rows || a.cols !== b.cols) {
		throw new SerError('INPUT', `mixup: shapes must agree, got ${a.rows} × ${a.cols} and ${b.rows} × ${b.cols}`);
	}
	const weight = options.weight ?? mixupWeight(alpha, createRandom(seed));
	if (!(weight >= 0 && weight <= 1)) throw new SerError('PARAMETER', `weight must be in 0…1, got ${weight}`);
	const matrix = createMatrix(a.rows, a.cols);
	for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = weight * a.data[i]! + (1 - weight) * b.data[i]!;
	return { matrix, weight };
}

/**
 * A number from Beta(alpha, alpha), as the quotient of two gamma variables.
 *
 * @param alpha > 0
 * @throws {SerError} PARAMETER when alpha ≤ 0
 */
export function mixupWeight(alpha: number, random: Random): number {
	if (!(alpha > 0 && Number.isFinite(alpha))) throw new SerError('PARAMETER', `alpha must be > 0, got ${alpha}`);
	const a = logGammaVariable(alpha, random);
	const b = logGammaVariable(alpha, random);
	return 1 / (1 + Math.exp(b - a));
}

/** The logarithm of a Gamma(shape, 1) variable (Marsaglia & Tsang 2000); logarithms keep tiny shapes from underflow. */
function logGammaVariable(shape: number, random: Random): number {
	if (shape < 1) return logGammaVariable(shape + 1, random) + Math.log(1 - random.next()) / shape;
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const x = random.normal();
		const v = (1 + c * x) ** 3;
		if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
	}
}
