// A whole LSTM layer in one call. Gate order input, forget, cell, output (as tfjs and Keras).
// gates, hidden, cells: steps × batch × …, in the order in which the steps are walked, so that a step is contiguous
// memory that stays in the cache. x, dy and mask keep batch × steps.

import { gemmPacked, packA } from './gemm';
import { hardSigmoidRow, load4, ONE, sigmoidRow, store4, tanhRow } from './math';

/** The derivative of a gate, from its output. */
// @ts-ignore: decorator
@inline
function gateSlope(y: v128, hard: bool): v128 {
	const one = ONE;
	if (!hard) return f32x4.mul(y, f32x4.sub(one, y));
	const inside = v128.and(f32x4.gt(y, f32x4.splat(0)), f32x4.lt(y, one));
	return v128.and(f32x4.splat(0.2), inside);
}

/** One row of gates to activated gates, cell and output, row by row rather than unit by unit. previous = 0: no state yet. */
function cellsForward(g: usize, units: i32, previous: usize, c: usize, h: usize, hard: bool): void {
	const unitRow = <usize>units << 2;
	const o = g + 3 * unitRow;
	if (hard) {
		hardSigmoidRow(g, 2 * units);
		hardSigmoidRow(o, units);
	} else {
		sigmoidRow(g, 2 * units);
		sigmoidRow(o, units);
	}
	tanhRow(g + 2 * unitRow, g + 2 * unitRow, units);
	for (let u = 0; u < units; u += 4) {
		const at = <usize>u << 2;
		const left = units - u;
		let cell = f32x4.mul(load4(g + at, left), load4(g + at + 2 * unitRow, left));
		if (previous) cell = f32x4.add(cell, f32x4.mul(load4(g + at + unitRow, left), load4(previous + at, left)));
		store4(c + at, cell, left);
	}
	tanhRow(c, h, units);
	for (let u = 0; u < units; u += 4) {
		const at = <usize>u << 2;
		store4(h + at, f32x4.mul(load4(h + at, units - u), load4(o + at, units - u)), units - u);
	}
}

/**
 * packed: W over U ((inputs + units) × 4·units) in panels. bias (4·units) and mask (0 = skip the step) may be 0.
 * `reverse` walks from the last step to the first.
 * work: 256 bytes and a packed A of batch (rounded up to 4) × (inputs + units).
 */
export function lstmForward(
	batch: i32, steps: i32, inputs: i32, units: i32, x: usize, packed: usize, bias: usize,
	gates: usize, hidden: usize, cells: usize, mask: usize, reverse: bool, hard: bool, work: usize,
): void {
	const unitRow = <usize>units << 2;
	const gateRow = 4 * unitRow;
	const k = inputs + units;
	const packedA = work + 256;
	const packedH = packedA + (<usize>inputs << 4);
	memory.fill(packedA, 0, <usize>(((batch + 3) & ~3) * k) << 2);
	for (let s = 0; s < steps; s++) {
		const t = reverse ? steps - 1 - s : s;
		const g = gates + <usize>(s * batch) * gateRow;
		const h = hidden + <usize>(s * batch) * unitRow;
		const c = cells + <usize>(s * batch) * unitRow;
		const lastH = h - <usize>batch * unitRow;
		const lastC = c - <usize>batch * unitRow;
		packA(x + (<usize>(t * inputs) << 2), steps * inputs, 1, batch, inputs, packedA, k);
		if (s > 0) packA(lastH, units, 1, batch, units, packedH, k);
		gemmPacked(batch, 4 * units, k, packedA, packed, k, g, gateRow, 1, bias, false, 0, 0, work);
		for (let b = 0; b < batch; b++) {
			const row = <usize>b * unitRow;
			if (mask && load<f32>(mask + (<usize>(b * steps + t) << 2)) == 0) {
				if (s > 0) {
					memory.copy(h + row, lastH + row, unitRow);
					memory.copy(c + row, lastC + row, unitRow);
				} else {
					memory.fill(h + row, 0, unitRow);
					memory.fill(c + row, 0, unitRow);
				}
				continue;
			}
			cellsForward(g + <usize>b * gateRow, units, s > 0 ? lastC + row : 0, c + row, h + row, hard);
		}
	}
}

/** Four units of one step back: gates as `cellsForward` left them, th = tanh(cell); dh and dc come in and go out. above, previous may be 0. */
// @ts-ignore: decorator
@inline
function cellBackward(
	g: usize, unitRow: usize, tanhCell: usize, previous: usize, above: usize, dh: usize, dc: usize, out: usize, hard: bool, left: i32,
): void {
	const one = ONE;
	const i = load4(g, left);
	const f = load4(g + unitRow, left);
	const candidate = load4(g + 2 * unitRow, left);
	const o = load4(g + 3 * unitRow, left);
	const th = load4(tanhCell, left);
	let d = load4(dh, left);
	if (above) d = f32x4.add(d, load4(above, left));
	let dcell = load4(dc, left);
	dcell = f32x4.add(dcell, f32x4.mul(f32x4.mul(d, o), f32x4.sub(one, f32x4.mul(th, th))));
	const p = previous ? load4(previous, left) : f32x4.splat(0);
	store4(out, f32x4.mul(f32x4.mul(dcell, candidate), gateSlope(i, hard)), left);
	store4(out + unitRow, f32x4.mul(f32x4.mul(dcell, p), gateSlope(f, hard)), left);
	const slope = f32x4.sub(one, f32x4.mul(candidate, candidate));
	store4(out + 2 * unitRow, f32x4.mul(f32x4.mul(dcell, i), slope), left);
	store4(out + 3 * unitRow, f32x4.mul(f32x4.mul(d, th), gateSlope(o, hard)), left);
	store4(dc, f32x4.mul(dcell, f), left);
	store4(dh, f32x4.splat(0), left);
}

/**
 * dgates (before activation, steps × batch × 4·units) from dy (rows `dyStride` apart, or 0) and the gradient of the
 * output of the last step walked (rows `dyLastStride` apart, or 0). packed: Uᵀ (4·units × units).
 * dh and dc: batch × units work arrays. work: 256 bytes and a packed A of batch (rounded up to 4) × 4·units.
 */
export function lstmBackward(
	batch: i32, steps: i32, units: i32, gates: usize, cells: usize, packed: usize, dy: usize, dyStride: i32,
	dyLast: usize, dyLastStride: i32, mask: usize, reverse: bool, hard: bool, dgates: usize, dh: usize, dc: usize, work: usize,
): void {
	const unitRow = <usize>units << 2;
	const gateRow = 4 * unitRow;
	memory.fill(dc, 0, <usize>batch * unitRow);
	memory.fill(dh, 0, <usize>batch * unitRow);
	if (dyLast) {
		for (let b = 0; b < batch; b++) {
			memory.copy(dh + <usize>b * unitRow, dyLast + (<usize>(b * dyLastStride) << 2), unitRow);
		}
	}
	for (let s = steps - 1; s >= 0; s--) {
		const t = reverse ? steps - 1 - s : s;
		const now = <usize>(s * batch);
		for (let b = 0; b < batch; b++) {
			const sequence = <usize>(b * steps + t);
			const row = <usize>b * unitRow;
			const upstream = dh + row;
			const out = dgates + (now + b) * gateRow;
			const above = dy ? dy + ((sequence * <usize>dyStride) << 2) : 0;
			if (mask && load<f32>(mask + (sequence << 2)) == 0) {
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
			const g = gates + (now + b) * gateRow;
			const c = cells + (now + b) * unitRow;
			const previous = s > 0 ? c - <usize>batch * unitRow : 0;
			tanhRow(c, work + 256, units);
			let u = 0;
			for (; u + 4 <= units; u += 4) {
				const at = <usize>u << 2;
				cellBackward(
					g + at, unitRow, work + 256 + at, previous ? previous + at : 0, above ? above + at : 0,
					upstream + at, dc + row + at, out + at, hard, 4,
				);
			}
			if (u < units) {
				const at = <usize>u << 2;
				cellBackward(
					g + at, unitRow, work + 256 + at, previous ? previous + at : 0, above ? above + at : 0,
					upstream + at, dc + row + at, out + at, hard, units - u,
				);
			}
		}
		if (s > 0) {
			packA(dgates + now * gateRow, 4 * units, 1, batch, 4 * units, work + 256, 4 * units);
			gemmPacked(batch, units, 4 * units, work + 256, packed, 4 * units, dh, unitRow, 2, 0, false, 0, 0, work);
		}
	}
}
