// A whole GRU layer in one call. Gate order update, reset, candidate (as tfjs and Keras with reset_after = false).
// gates: batch × steps × 3·units, holding x·W + b before and the activated gates after the forward pass.

import { gemmPacked } from './gemm';
import { hardSigmoid4, load4, sigmoid4, store4, tanh4 } from './math';

// @ts-ignore: decorator
@inline
function gate(x: v128, hard: bool): v128 {
	return hard ? hardSigmoid4(x) : sigmoid4(x);
}

// @ts-ignore: decorator
@inline
function gateSlope(y: v128, hard: bool): v128 {
	const one = f32x4.splat(1);
	if (!hard) return f32x4.mul(y, f32x4.sub(one, y));
	return v128.and(f32x4.splat(0.2), v128.and(f32x4.gt(y, f32x4.splat(0)), f32x4.lt(y, one)));
}

/** As `lstmForward`. packedGates: U of update and reset (units × 2·units); packedCandidate: units × units; resets keeps r · h. */
export function gruForward(
	batch: i32, steps: i32, units: i32, gates: usize, packedGates: usize, packedCandidate: usize,
	hidden: usize, hiddenStride: i32, resets: usize, mask: usize, reverse: bool, hard: bool, scratch: usize,
): void {
	const gateRow = <usize>(3 * units) << 2;
	const unitRow = <usize>units << 2;
	const hiddenRow = <usize>hiddenStride << 2;
	for (let s = 0; s < steps; s++) {
		const t = reverse ? steps - 1 - s : s;
		const before = reverse ? t + 1 : t - 1;
		const now = gates + <usize>t * gateRow;
		if (s > 0) {
			gemmPacked(
				batch, 2 * units, units, hidden + <usize>before * hiddenRow, steps * hiddenStride, 1, packedGates, units,
				now, <usize>steps * gateRow, 2, 0, false, 0, 0, scratch,
			);
		}
		for (let b = 0; b < batch; b++) {
			const row = <usize>(b * steps + t);
			const g = gates + row * gateRow;
			const last = hidden + <usize>(b * steps + before) * hiddenRow;
			const out = resets + row * unitRow;
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				store4(g + at, gate(load4(g + at, left), hard), left);
				const r = gate(load4(g + at + unitRow, left), hard);
				store4(g + at + unitRow, r, left);
				store4(out + at, s > 0 ? f32x4.mul(r, load4(last + at, left)) : f32x4.splat(0), left);
			}
		}
		if (s > 0) {
			gemmPacked(
				batch, units, units, resets + <usize>t * unitRow, steps * units, 1, packedCandidate, units,
				now + 2 * unitRow, <usize>steps * gateRow, 2, 0, false, 0, 0, scratch,
			);
		}
		for (let b = 0; b < batch; b++) {
			const row = <usize>(b * steps + t);
			const g = gates + row * gateRow;
			const last = hidden + <usize>(b * steps + before) * hiddenRow;
			const h = hidden + row * hiddenRow;
			const skip = mask != 0 && load<f32>(mask + (row << 2)) == 0;
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				const z = load4(g + at, left);
				const candidate = tanh4(load4(g + at + 2 * unitRow, left));
				store4(g + at + 2 * unitRow, candidate, left);
				const previous = s > 0 ? load4(last + at, left) : f32x4.splat(0);
				const value = f32x4.add(f32x4.mul(z, previous), f32x4.mul(f32x4.sub(f32x4.splat(1), z), candidate));
				store4(h + at, skip ? previous : value, left);
			}
		}
	}
}

/** As `lstmBackward`. packedGates: (2·units × units) transposed U of update and reset; packedCandidate likewise; dr: batch × units work array. */
export function gruBackward(
	batch: i32, steps: i32, units: i32, gates: usize, hidden: usize, hiddenStride: i32, packedGates: usize, packedCandidate: usize,
	dy: usize, dyStride: i32, dyLast: usize, dyLastStride: i32, mask: usize, reverse: bool, hard: bool,
	dgates: usize, dh: usize, dr: usize, scratch: usize,
): void {
	const gateRow = <usize>(3 * units) << 2;
	const unitRow = <usize>units << 2;
	const hiddenRow = <usize>hiddenStride << 2;
	const one = f32x4.splat(1);
	const zero = f32x4.splat(0);
	memory.fill(dh, 0, <usize>batch * unitRow);
	if (dyLast) {
		for (let b = 0; b < batch; b++) {
			memory.copy(dh + <usize>b * unitRow, dyLast + (<usize>(b * dyLastStride) << 2), unitRow);
		}
	}
	for (let s = steps - 1; s >= 0; s--) {
		const t = reverse ? steps - 1 - s : s;
		const before = reverse ? t + 1 : t - 1;
		const now = dgates + <usize>t * gateRow;
		for (let b = 0; b < batch; b++) {
			const row = <usize>(b * steps + t);
			const upstream = dh + <usize>b * unitRow;
			const out = dgates + row * gateRow;
			const above = dy ? dy + ((row * <usize>dyStride) << 2) : 0;
			const skip = mask != 0 && load<f32>(mask + (row << 2)) == 0;
			const g = gates + row * gateRow;
			const last = hidden + <usize>(b * steps + before) * hiddenRow;
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
		gemmPacked(
			batch, units, units, now + 2 * unitRow, steps * 3 * units, 1, packedCandidate, units,
			dr, unitRow, 1, 0, false, 0, 0, scratch,
		);
		for (let b = 0; b < batch; b++) {
			const row = <usize>(b * steps + t);
			const g = gates + row * gateRow;
			const out = dgates + row * gateRow;
			const last = hidden + <usize>(b * steps + before) * hiddenRow;
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
			gemmPacked(
				batch, units, 2 * units, now, steps * 3 * units, 1, packedGates, 2 * units,
				dh, unitRow, 2, 0, false, 0, 0, scratch,
			);
		}
	}
}
