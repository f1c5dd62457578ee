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
	const rowOf = problemRows(kernel, clips);
	const alpha = new Float64Array(n);
	/** sign × gradient */
	const slope = Float64Array.from(sign, (value) => -value);
	/** 1 when sign × α can grow, 2 when it can shrink, 3 when both */
	const free = Uint8Array.from(sign, (value) => (value === 1 ? grow : shrink));
	const diagonal = Float64Array.from(clips, (clip) => kernel.diagonal[clip]);
	const limit = Math.max(10_000_000, 100 * n);
	let i = -1;
	let greatestUp = Number.NEGATIVE_INFINITY;
	for (let t = 0; t < n; t++) {
		if (free[t] & grow && -slope[t] >= greatestUp) {
			greatestUp = -slope[t];
			i = t;
		}
	}
	for (let iteration = 0; iteration < limit && i >= 0; iteration++) {
		if (iteration % 500 === 499) await pacer.pause();
		const rowI = rowOf(i, 0);
		let j = -1;
		let greatestDown = Number.NEGATIVE_INFINITY;
		let most = 0;
		const own = diagonal[i];
		for (let t = 0; t < n; t++) {
			if (!(free[t] & shrink)) continue;
			const value = slope[t];
			if (value > greatestDown) greatestDown = value;
			const difference = greatestUp + value;
			if (difference <= 0) continue;
			const curvature = own + diagonal[t] - 2 * rowI[t];
			const gain = (difference * difference) / (curvature > 0 ? curvature : tau);
			if (gain >= most) {
				most = gain;
				j = t;
			}
		}
		if (greatestUp + greatestDown < tolerance || j < 0) break;
		const rowJ = rowOf(j, 1);
		const curvature = own + diagonal[j] - 2 * rowI[j];
		const wanted = (greatestUp + slope[j]) / (curvature > 0 ? curvature : tau);
		// sign × α grows at i and shrinks at j by the same amount, as far as both bounds allow.
		const roomI = sign[i] === 1 ? bound[i] - alpha[i] : alpha[i];
		const roomJ = sign[j] === 1 ? alpha[j] : bound[j] - alpha[j];
		const change = Math.min(wanted, roomI, roomJ);
		// Landing on a bound is exact, not up to rounding.
		alpha[i] = change === roomI ? (sign[i] === 1 ? bound[i] : 0) : alpha[i] + sign[i] * change;
		alpha[j] = change === roomJ ? (sign[j] === 1 ? 0 : bound[j]) : alpha[j] - sign[j] * change;
		free[i] = freedom(alpha[i], sign[i], bound[i]);
		free[j] = freedom(alpha[j], sign[j], bound[j]);
		i = -1;
		greatestUp = Number.NEGATIVE_INFINITY;
		for (let t = 0; t < n; t++) {
			const value = slope[t] + change * (rowI[t] - rowJ[t]);
			slope[t] = value;
			if (free[t] & grow && -value >= greatestUp) {
				greatestUp = -value;
				i = t;
			}
		}
	}
	return { coefficients: alpha.map((value, t) => value * sign[t]), rho: offset(alpha, slope, sign, bound) };
}

const grow = 1;
const shrink = 2;

function freedom(alpha: number, sign: number, bound: number): number {
	const up = alpha < bound ? (sign === 1 ? grow : shrink) : 0;
	const down = alpha > 0 ? (sign === 1 ? shrink : grow) : 0;
	return up | down;
}

/** a problem's own kernel matrix is copied together up to this many values */
const mostCompact = 2 ** 24;

/** Rows of the kernel among the clips of a problem; `slot` 0 and 1 may be held at the same time. */
function problemRows(kernel: KernelRows, clips: Int32Array): (t: number, slot: 0 | 1) => Float32Array {
	const n = clips.length;
	if (n * n <= mostCompact) {
		const matrix = new Float32Array(n * n);
		for (let t = 0; t < n; t++) gather(kernel.row(clips[t]), clips, matrix.subarray(t * n, (t + 1) * n));
		return (t) => matrix.subarray(t * n, (t + 1) * n);
	}
	const slots = [new Float32Array(n), new Float32Array(n)];
	return (t, slot) => {
		gather(kernel.row(clips[t]), clips, slots[slot]);
		return slots[slot];
	};
}

function gather(row: Float32Array, clips: Int32Array, out: Float32Array): void {
	for (let t = 0; t < clips.length; t++) out[t] = row[clips[t]];
}

/**
 * The mean over free support vectors, or the middle of what the bounded ones allow.
 *
 * @param slope sign × gradient
 */
export function offset(alpha: Float64Array, slope: Float64Array, sign: Int8Array, bound: Float64Array): number {
	let free = 0;
	let sum = 0;
	let upper = Number.POSITIVE_INFINITY;
	let lower = Number.NEGATIVE_INFINITY;
	for (let t = 0; t < alpha.length; t++) {
		const value = slope[t];
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
