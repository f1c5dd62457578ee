// A whole LSTM layer in one call. Gate order input, forget, cell, output (as tfjs and Keras).
// gates: batch × steps × 4·units, holding x·W + b before and the activated gates after the forward pass.

import { gemmPacked } from './gemm';
import { hardSigmoid4, load4, sigmoid4, store4, tanh4 } from './math';

// @ts-ignore: decorator
@inline
function gate(x: v128, hard: bool): v128 {
	return hard ? hardSigmoid4(x) : sigmoid4(x);
}

/** The derivative of a gate, from its output. */
// @ts-ignore: decorator
@inline
function gateSlope(y: v128, hard: bool): v128 {
	const one = f32x4.splat(1);
	if (!hard) return f32x4.mul(y, f32x4.sub(one, y));
	const inside = v128.and(f32x4.gt(y, f32x4.splat(0)), f32x4.lt(y, one));
	return v128.and(f32x4.splat(0.2), inside);
}

/**
 * hidden: output rows, `hiddenStride` elements apart per step (so that two directions share one array); cells: batch × steps
 * × units. mask (batch × steps, 0 = skip the step) may be 0. `reverse` walks from the last step to the first.
 * packed: U (units × 4·units) packed by packB; scratch ≥ 192 bytes.
 */
export function lstmForward(
	batch: i32, steps: i32, units: i32, gates: usize, packed: usize, hidden: usize, hiddenStride: i32, cells: usize,
	mask: usize, reverse: bool, hard: bool, scratch: usize,
): void {
	const gateRow = <usize>(4 * units) << 2;
	const unitRow = <usize>units << 2;
	const hiddenRow = <usize>hiddenStride << 2;
	for (let s = 0; s < steps; s++) {
		const t = reverse ? steps - 1 - s : s;
		const before = reverse ? t + 1 : t - 1;
		if (s > 0) {
			gemmPacked(
				batch, 4 * units, units, hidden + <usize>before * hiddenRow, steps * hiddenStride, 1, packed, units,
				gates + <usize>t * gateRow, <usize>steps * gateRow, 2, 0, false, 0, 0, scratch,
			);
		}
		for (let b = 0; b < batch; b++) {
			const row = <usize>(b * steps + t);
			const last = <usize>(b * steps + before);
			const h = hidden + row * hiddenRow;
			const c = cells + row * unitRow;
			if (mask && load<f32>(mask + (row << 2)) == 0) {
				if (s > 0) {
					memory.copy(h, hidden + last * hiddenRow, unitRow);
					memory.copy(c, cells + last * unitRow, unitRow);
				} else {
					memory.fill(h, 0, unitRow);
					memory.fill(c, 0, unitRow);
				}
				continue;
			}
			const g = gates + row * gateRow;
			const previous = cells + last * unitRow;
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				const pi = g + at, pf = pi + unitRow, pc = pf + unitRow, po = pc + unitRow;
				const i = gate(load4(pi, left), hard);
				const f = gate(load4(pf, left), hard);
				const candidate = tanh4(load4(pc, left));
				const o = gate(load4(po, left), hard);
				store4(pi, i, left);
				store4(pf, f, left);
				store4(pc, candidate, left);
				store4(po, o, left);
				let cell = f32x4.mul(i, candidate);
				if (s > 0) cell = f32x4.add(cell, f32x4.mul(f, load4(previous + at, left)));
				store4(c + at, cell, left);
				store4(h + at, f32x4.mul(o, tanh4(cell)), left);
			}
		}
	}
}

/**
 * dgates (before activation, batch × steps × 4·units) from dy (rows `dyStride` apart, or 0) and the gradient of the
 * output of the last step walked (rows `dyLastStride` apart, or 0). packed: Uᵀ (4·units × units).
 * dh and dc: batch × units work arrays.
 */
export function lstmBackward(
	batch: i32, steps: i32, units: i32, gates: usize, cells: usize, packed: usize, dy: usize, dyStride: i32,
	dyLast: usize, dyLastStride: i32, mask: usize, reverse: bool, hard: bool, dgates: usize, dh: usize, dc: usize, scratch: usize,
): void {
	const gateRow = <usize>(4 * units) << 2;
	const unitRow = <usize>units << 2;
	const one = f32x4.splat(1);
	memory.fill(dc, 0, <usize>batch * unitRow);
	memory.fill(dh, 0, <usize>batch * unitRow);
	if (dyLast) {
		for (let b = 0; b < batch; b++) {
			memory.copy(dh + <usize>b * unitRow, dyLast + (<usize>(b * dyLastStride) << 2), unitRow);
		}
	}
	for (let s = steps - 1; s >= 0; s--) {
		const t = reverse ? steps - 1 - s : s;
		const before = reverse ? t + 1 : t - 1;
		for (let b = 0; b < batch; b++) {
			const row = <usize>(b * steps + t);
			const upstream = dh + <usize>b * unitRow;
			const cellGrad = dc + <usize>b * unitRow;
			const out = dgates + row * gateRow;
			const above = dy ? dy + ((row * <usize>dyStride) << 2) : 0;
			if (mask && load<f32>(mask + (row << 2)) == 0) {
				memory.fill(out, 0, gateRow);
				if (above) {
					for (let u = 0; u < units; u += 4) {
						const at = <usize>u << 2;
						const left = units - u;
						store4(upstream + at, f32x4.add(load4(upstream + at, left), load4(above + at, left)), left);
					}
				}
				continue;
			}
			const g = gates + row * gateRow;
			const c = cells + row * unitRow;
			const previous = cells + <usize>(b * steps + before) * unitRow;
			for (let u = 0; u < units; u += 4) {
				const left = units - u;
				const at = <usize>u << 2;
				const i = load4(g + at, left);
				const f = load4(g + at + unitRow, left);
				const candidate = load4(g + at + 2 * unitRow, left);
				const o = load4(g + at + 3 * unitRow, left);
				const th = tanh4(load4(c + at, left));
				let d = load4(upstream + at, left);
				if (above) d = f32x4.add(d, load4(above + at, left));
				let dcell = load4(cellGrad + at, left);
				dcell = f32x4.add(dcell, f32x4.mul(f32x4.mul(d, o), f32x4.sub(one, f32x4.mul(th, th))));
				const p = s > 0 ? load4(previous + at, left) : f32x4.splat(0);
				store4(out + at, f32x4.mul(f32x4.mul(dcell, candidate), gateSlope(i, hard)), left);
				store4(out + at + unitRow, f32x4.mul(f32x4.mul(dcell, p), gateSlope(f, hard)), left);
				const slope = f32x4.sub(one, f32x4.mul(candidate, candidate));
				store4(out + at + 2 * unitRow, f32x4.mul(f32x4.mul(dcell, i), slope), left);
				store4(out + at + 3 * unitRow, f32x4.mul(f32x4.mul(d, th), gateSlope(o, hard)), left);
				store4(cellGrad + at, f32x4.mul(dcell, f), left);
				store4(upstream + at, f32x4.splat(0), left);
			}
		}
		if (s > 0) {
			gemmPacked(
				batch, units, 4 * units, dgates + <usize>t * gateRow, steps * 4 * units, 1, packed, 4 * units,
				dh, unitRow, 2, 0, false, 0, 0, scratch,
			);
		}
	}
}
