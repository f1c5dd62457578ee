import type { Pacer } from '../pacer.js';
import type { KernelRows } from './kernel-rows.js';

/** One two-class problem over some of the training clips. */
export interface BinaryProblem {
	/** numbers of the clips */
	clips: Int32Array;
	/** +1 or -1 per clip */
	sign: Int8Array;
	/** upper bound of each clip's α, > 0: C × its weights */
	bound: Float64Array;
}

/** Σ coefficients[t] × kernel(clips[t], x) - rho is the decision value: above 0 speaks for +1. */
export interface BinarySolution {
	/** α × sign, one per clip of the problem; 0 for clips that are not support vectors */
	coefficients: Float64Array;
	rho: number;
}

/** libsvm's guard against a curvature of 0 */
const tau = 1e-12;

/**
 * Sequential minimal optimisation with second-order working sets (Fan, Chen & Lin 2005), libsvm's algorithm for C-SVC
 * without shrinking, with the same stopping rule and the same offset.
 *
 * @param tolerance stop when the greatest violation is below it (libsvm's `eps`, 1e-3)
 */
export async function solveBinary(
	problem: BinaryProblem,
	kernel: KernelRows,
	tolerance: number,
	pacer: Pacer,
): Promise<BinarySolution> {
	const { clips, sign, bound } = problem;
	const n = clips.length;
	const alpha = new Float64Array(n);
	const gradient = new Float64Array(n).fill(-1);
	const diagonal = Float64Array.from(clips, (clip) => kernel.diagonal[clip]);
	const limit = Math.max(10_000_000, 100 * n);
	// The two rows at hand, copied: row() may reuse its memory.
	const rowI = new Float32Array(n);
	const rowJ = new Float32Array(n);
	for (let iteration = 0; iteration < limit; iteration++) {
		if (iteration % 500 === 499) await pacer.pause();
		let i = -1;
		let greatestUp = Number.NEGATIVE_INFINITY;
		for (let t = 0; t < n; t++) {
			const positive = sign[t] === 1;
			const canMove = positive ? alpha[t] < bound[t] : alpha[t] > 0;
			if (!canMove) continue;
			const value = positive ? -gradient[t] : gradient[t];
			if (value >= greatestUp) {
				greatestUp = value;
				i = t;
			}
		}
		if (i < 0) break;
		gather(kernel.row(clips[i]), clips, rowI);
		let j = -1;
		let greatestDown = Number.NEGATIVE_INFINITY;
		let least = Number.POSITIVE_INFINITY;
		const own = diagonal[i];
		for (let t = 0; t < n; t++) {
			const positive = sign[t] === 1;
			const canMove = positive ? alpha[t] > 0 : alpha[t] < bound[t];
			if (!canMove) continue;
			const value = positive ? gradient[t] : -gradient[t];
			if (value > greatestDown) greatestDown = value;
			const difference = greatestUp + value;
			if (difference <= 0) continue;
			const curvature = own + diagonal[t] - 2 * rowI[t];
			const gain = -(difference * difference) / (curvature > 0 ? curvature : tau);
			if (gain <= least) {
				least = gain;
				j = t;
			}
		}
		if (greatestUp + greatestDown < tolerance || j < 0) break;
		gather(kernel.row(clips[j]), clips, rowJ);
		const si = sign[i];
		const sj = sign[j];
		const boundI = bound[i];
		const boundJ = bound[j];
		const oldI = alpha[i];
		const oldJ = alpha[j];
		const curvature = own + diagonal[j] - 2 * rowI[j];
		const quadratic = curvature > 0 ? curvature : tau;
		let newI: number;
		let newJ: number;
		if (si !== sj) {
			const delta = (-gradient[i] - gradient[j]) / quadratic;
			const difference = oldI - oldJ;
			newI = oldI + delta;
			newJ = oldJ + delta;
			if (difference > 0) {
				if (newJ < 0) {
					newJ = 0;
					newI = difference;
				}
			} else if (newI < 0) {
				newI = 0;
				newJ = -difference;
			}
			if (difference > boundI - boundJ) {
				if (newI > boundI) {
					newI = boundI;
					newJ = boundI - difference;
				}
			} else if (newJ > boundJ) {
				newJ = boundJ;
				newI = boundJ + difference;
			}
		} else {
			const delta = (gradient[i] - gradient[j]) / quadratic;
			const sum = oldI + oldJ;
			newI = oldI - delta;
			newJ = oldJ + delta;
			if (sum > boundI) {
				if (newI > boundI) {
					newI = boundI;
					newJ = sum - boundI;
				}
			} else if (newJ < 0) {
				newJ = 0;
				newI = sum;
			}
			if (sum > boundJ) {
				if (newJ > boundJ) {
					newJ = boundJ;
					newI = sum - boundJ;
				}
			} else if (newI < 0) {
				newI = 0;
				newJ = sum;
			}
		}
		alpha[i] = newI;
		alpha[j] = newJ;
		const changeI = si * (newI - oldI);
		const changeJ = sj * (newJ - oldJ);
		for (let t = 0; t < n; t++) gradient[t] += sign[t] * (rowI[t] * changeI + rowJ[t] * changeJ);
	}
	return { coefficients: alpha.map((value, t) => value * sign[t]), rho: offset(alpha, gradient, sign, bound) };
}

function gather(row: Float32Array, clips: Int32Array, out: Float32Array): void {
	for (let t = 0; t < clips.length; t++) out[t] = row[clips[t]];
}

/** The mean over free support vectors, or the middle of what the bounded ones allow. */
export function offset(alpha: Float64Array, gradient: Float64Array, sign: Int8Array, bound: Float64Array): number {
	let free = 0;
	let sum = 0;
	let upper = Number.POSITIVE_INFINITY;
	let lower = Number.NEGATIVE_INFINITY;
	for (let t = 0; t < alpha.length; t++) {
		const value = sign[t] * gradient[t];
		if (alpha[t] >= bound[t]) {
			if (sign[t] === -1) upper = Math.min(upper, value);
			else lower = Math.max(lower, value);
		} else if (alpha[t] <= 0) {
			if (sign[t] === 1) upper = Math.min(upper, value);
			else lower = Math.max(lower, value);
		} else {
			free++;
			sum += value;
		}
	}
	return free > 0 ? sum / free : (upper + lower) / 2;
}
