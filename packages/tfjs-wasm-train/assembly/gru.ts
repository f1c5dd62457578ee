// A whole GRU layer in one call. Gate order update, reset, candidate (as tfjs and Keras with reset_after = false).
// gates, hidden, resets: steps × batch × …, in the order in which the steps are walked (see lstm.ts). x, dy and mask keep
// batch × steps.

import { gemmPacked, packA } from './gemm';
import { hardSigmoidRow, load4, ONE, sigmoidRow, store4, tanhRow } from './math';

// @ts-ignore: decorator
@inline
function gateSlope(y: v128, hard: bool): v128 {
	const one = ONE;
	if (!hard) return f32x4.mul(y, f32x4.sub(one, y));
	return v128.and(f32x4.splat(0.2), v128.and(f32x4.gt(y, f32x4.splat(0)), f32x4.lt(y, one)));
}

/**
 * As `lstmForward`. packedGates: update and reset of W over U ((inputs + units) × 2·units); packedCandidate: the rest
 * ((inputs + units) × units); resets keeps r · h.
 */
export function gruForward(
	batch: i32, steps: i32, inputs: i32, units: i32, x: usize, packedGates: usize, packedCandidate: usize, bias: usize,
	gates: usize, hidden: usize, resets: usize, mask: usize, reverse: bool, hard: bool, work: usize,
): void {
	const unitRow = <usize>units << 2;
	const gateRow = 3 * unitRow;
	const k = inputs + units;
	const packedA = work + 256;
	const packedH = packedA + (<usize>inputs << 4);
	memory.fill(packedA, 0, <usize>(((batch + 3) & ~3) * k) << 2);
	for (let s = 0; s < steps; s++) {
		const t = reverse ? steps - 1 - s : s;
		const now = <usize>(s * batch);
		const before = hidden + now * unitRow - <usize>batch * unitRow;
		const out = resets + now * unitRow;
		packA(x + (<usize>(t * inputs) << 2), steps * inputs, 1, batch, inputs, packedA, k);
		if (s > 0) packA(before, units, 1, batch, units, packedH, k);
		gemmPacked(
			batch, 2 * units, k, packedA, packedGates, k, gates + now * gateRow, gateRow, 1, bias, false, 0, 0, work,
		);
		for (let b = 0; b < batch; b++) {
			const g = gates + (now + b) * gateRow;
			const row = <usize>b * unitRow;
			if (hard) hardSigmoidRow(g, 2 * units);
			else sigmoidRow(g, 2 * units);
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				const r = load4(g + at + unitRow, left);
				store4(out + row + at, s > 0 ? f32x4.mul(r, load4(before + row + at, left)) : f32x4.splat(0), left);
			}
		}
		if (s > 0) packA(out, units, 1, batch, units, packedH, k);
		gemmPacked(
			batch, units, k, packedA, packedCandidate, k, gates + now * gateRow + 2 * unitRow, gateRow,
			1, bias ? bias + 2 * unitRow : 0, false, 0, 0, work,
		);
		for (let b = 0; b < batch; b++) {
			const g = gates + (now + b) * gateRow;
			const last = before + <usize>b * unitRow;
			const h = hidden + (now + b) * unitRow;
			const skip = mask != 0 && load<f32>(mask + (<usize>(b * steps + t) << 2)) == 0;
			tanhRow(g + 2 * unitRow, g + 2 * unitRow, units);
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				const z = load4(g + at, left);
				const candidate = load4(g + at + 2 * unitRow, left);
				const previous = s > 0 ? load4(last + at, left) : f32x4.splat(0);
				const value = f32x4.add(f32x4.mul(z, previous), f32x4.mul(f32x4.sub(ONE, z), candidate));
				store4(h + at, skip ? previous : value, left);
			}
		}
	}
}

/**
 * As `lstmBackward`. packedGates: (2·units × units) transposed U of update and reset; packedCandidate likewise;
 * dr: batch × units work array. work: 256 bytes and a packed A of batch (rounded up to 4) × 2·units.
 */
export function gruBackward(
	batch: i32, steps: i32, units: i32, gates: usize, hidden: usize, packedGates: usize, packedCandidate: usize,
	dy: usize, dyStride: i32, dyLast: usize, dyLastStride: i32, mask: usize, reverse: bool, hard: bool,
	dgates: usize, dh: usize, dr: usize, work: usize,
): void {
	const gateRow = <usize>(3 * units) << 2;
	const unitRow = <usize>units << 2;
	const one = ONE;
	const zero = f32x4.splat(0);
	memory.fill(dh, 0, <usize>batch * unitRow);
	if (dyLast) {
		for (let b = 0; b < batch; b++) {
			memory.copy(dh + <usize>b * unitRow, dyLast + (<usize>(b * dyLastStride) << 2), unitRow);
		}
	}
	for (let s = steps - 1; s >= 0; s--) {
		const t = reverse ? steps - 1 - s : s;
		const first = <usize>(s * batch);
		const now = dgates + first * gateRow;
		const before = hidden + first * unitRow - <usize>batch * unitRow;
		for (let b = 0; b < batch; b++) {
			const sequence = <usize>(b * steps + t);
			const upstream = dh + <usize>b * unitRow;
			const out = now + <usize>b * gateRow;
			const above = dy ? dy + ((sequence * <usize>dyStride) << 2) : 0;
			const skip = mask != 0 && load<f32>(mask + (sequence << 2)) == 0;
			const g = gates + (first + b) * gateRow;
			const last = before + <usize>b * unitRow;
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				let d = load4(upstream + at, left);
				if (above) d = f32x4.add(d, load4(above + at, left));
				if (skip) {
					store4(upstream + at, d, left);
					store4(out + at, zero, left);
					store4(out + at + 2 * unitRow, zero, left);
					continue;
				}
				const z = load4(g + at, left);
				const candidate = load4(g + at + 2 * unitRow, left);
				const previous = s > 0 ? load4(last + at, left) : zero;
				store4(out + at, f32x4.mul(f32x4.mul(d, f32x4.sub(previous, candidate)), gateSlope(z, hard)), left);
				const slope = f32x4.sub(one, f32x4.mul(candidate, candidate));
				store4(out + at + 2 * unitRow, f32x4.mul(f32x4.mul(d, f32x4.sub(one, z)), slope), left);
				store4(upstream + at, f32x4.mul(d, z), left);
			}
		}
		packA(now + 2 * unitRow, 3 * units, 1, batch, units, work + 256, units);
		gemmPacked(batch, units, units, work + 256, packedCandidate, units, dr, unitRow, 0, 0, false, 0, 0, work);
		for (let b = 0; b < batch; b++) {
			const g = gates + (first + b) * gateRow;
			const out = now + <usize>b * gateRow;
			const last = before + <usize>b * unitRow;
			const upstream = dh + <usize>b * unitRow;
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				const d = load4(dr + <usize>b * unitRow + at, left);
				const r = load4(g + at + unitRow, left);
				const previous = s > 0 ? load4(last + at, left) : zero;
				store4(out + at + unitRow, f32x4.mul(f32x4.mul(d, previous), gateSlope(r, hard)), left);
				store4(upstream + at, f32x4.add(load4(upstream + at, left), f32x4.mul(d, r)), left);
			}
		}
		if (s > 0) {
			packA(now, 3 * units, 1, batch, 2 * units, work + 256, 2 * units);
			gemmPacked(batch, units, 2 * units, work + 256, packedGates, 2 * units, dh, unitRow, 2, 0, false, 0, 0, work);
		}
	}
}
