// Scaled dot-product attention over arrays of batch × steps × (heads · size): heads are read in place by strides.

import { gemm } from './gemm';
import { exp4, lanes, load4, store4, sum4 } from './math';

// @ts-ignore: decorator
@inline
function max4(v: v128): f32 {
	return max(
		max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
		max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
	);
}

/** Softmax of scale · row in place; keys whose mask is 0 get probability 0 (all masked: all 0). */
export function softmaxRow(row: usize, cols: i32, scale: f32, mask: usize): void {
	const factor = f32x4.splat(scale);
	const lowest = f32x4.splat(-Infinity);
	let best = lowest;
	for (let c = 0; c < cols; c += 4) {
		const at = <usize>c << 2;
		const left = cols - c;
		let x = f32x4.mul(load4(row + at, left), factor);
		if (mask) x = v128.bitselect(lowest, x, f32x4.eq(load4(mask + at, left), f32x4.splat(0)));
		store4(row + at, x, left);
		best = f32x4.max(best, v128.bitselect(x, lowest, lanes(left)));
	}
	const largest = max4(best);
	if (largest == -Infinity) {
		memory.fill(row, 0, <usize>cols << 2);
		return;
	}
	const top = f32x4.splat(largest);
	let sum = f32x4.splat(0);
	for (let c = 0; c < cols; c += 4) {
		const at = <usize>c << 2;
		const left = cols - c;
		const x = load4(row + at, left);
		const e = v128.and(exp4(f32x4.sub(x, top)), v128.and(lanes(left), f32x4.gt(x, lowest)));
		store4(row + at, e, left);
		sum = f32x4.add(sum, e);
	}
	const inverse = f32x4.splat(1 / sum4(sum));
	for (let c = 0; c < cols; c += 4) {
		const at = <usize>c << 2;
		store4(row + at, f32x4.mul(load4(row + at, cols - c), inverse), cols - c);
	}
}

/** Multiplies two arrays of n floats. */
function multiply(a: usize, b: usize, n: i32, out: usize): void {
	for (let i = 0; i < n; i += 4) {
		const at = <usize>i << 2;
		store4(out + at, f32x4.mul(load4(a + at, n - i), load4(b + at, n - i)), n - i);
	}
}

/**
 * out = (dropout ∘ softmax(scale · Q Kᵀ)) V per head. probabilities: batch × heads × queries × keys, kept before dropout;
 * dropout (same shape: 0 or 1 / keep probability) and mask (batch × keys) may be 0; dropped: queries × keys work array.
 */
export function attentionForward(
	batch: i32, heads: i32, queries: i32, keys: i32, size: i32, valueSize: i32, q: usize, k: usize, v: usize, scale: f32, mask: usize,
	dropout: usize, probabilities: usize, dropped: usize, out: usize, workspace: usize,
): void {
	const width = heads * size;
	const valueWidth = heads * valueSize;
	for (let b = 0; b < batch; b++) {
		for (let h = 0; h < heads; h++) {
			const p = probabilities + (<usize>(b * heads + h) * <usize>(queries * keys) << 2);
			gemm(
				queries, keys, size, q + (<usize>(b * queries * width + h * size) << 2), width, 1,
				k + (<usize>(b * keys * width + h * size) << 2), 1, width, p, keys, false, 0, false, 0, 0, workspace,
			);
			for (let i = 0; i < queries; i++) {
				softmaxRow(p + (<usize>(i * keys) << 2), keys, scale, mask ? mask + (<usize>(b * keys) << 2) : 0);
			}
			let used = p;
			if (dropout) {
				multiply(p, dropout + (p - probabilities), queries * keys, dropped);
				used = dropped;
			}
			gemm(
				queries, valueSize, keys, used, keys, 1, v + (<usize>(b * keys * valueWidth + h * valueSize) << 2), valueWidth, 1,
				out + (<usize>(b * queries * valueWidth + h * valueSize) << 2), valueWidth, false, 0, false, 0, 0, workspace,
			);
		}
	}
}

/** dq, dk, dv of `attentionForward`; scores: queries × keys work array. */
export function attentionBackward(
	batch: i32, heads: i32, queries: i32, keys: i32, size: i32, valueSize: i32, q: usize, k: usize, v: usize, scale: f32,
	dropout: usize, probabilities: usize, dropped: usize, scores: usize, dout: usize, dq: usize, dk: usize, dv: usize, workspace: usize,
): void {
	const width = heads * size;
	const valueWidth = heads * valueSize;
	const factor = f32x4.splat(scale);
	for (let b = 0; b < batch; b++) {
		for (let h = 0; h < heads; h++) {
			const p = probabilities + (<usize>(b * heads + h) * <usize>(queries * keys) << 2);
			const queryAt = <usize>(b * queries * width + h * size) << 2;
			const keyAt = <usize>(b * keys * width + h * size) << 2;
			const valueAt = <usize>(b * keys * valueWidth + h * valueSize) << 2;
			const outAt = <usize>(b * queries * valueWidth + h * valueSize) << 2;
			const drop = dropout ? dropout + (p - probabilities) : 0;
			let used = p;
			if (drop) {
				multiply(p, drop, queries * keys, dropped);
				used = dropped;
			}
			gemm(
				keys, valueSize, queries, used, 1, keys, dout + outAt, valueWidth, 1, dv + valueAt, valueWidth,
				false, 0, false, 0, 0, workspace,
			);
			gemm(
				queries, keys, valueSize, dout + outAt, valueWidth, 1, v + valueAt, 1, valueWidth, scores, keys,
				false, 0, false, 0, 0, workspace,
			);
			if (drop) multiply(scores, drop, queries * keys, scores);
			for (let i = 0; i < queries; i++) {
				const row = scores + (<usize>(i * keys) << 2);
				const pr = p + (<usize>(i * keys) << 2);
				let sum = f32x4.splat(0);
				for (let c = 0; c < keys; c += 4) {
					const at = <usize>c << 2;
					sum = f32x4.add(sum, f32x4.mul(load4(row + at, keys - c), load4(pr + at, keys - c)));
				}
				const total = f32x4.splat(sum4(sum));
				for (let c = 0; c < keys; c += 4) {
					const at = <usize>c << 2;
					const left = keys - c;
					const d = f32x4.mul(load4(pr + at, left), f32x4.sub(load4(row + at, left), total));
					store4(row + at, f32x4.mul(d, factor), left);
				}
			}
			gemm(
				queries, size, keys, scores, keys, 1, k + keyAt, width, 1, dq + queryAt, width, false, 0, false, 0, 0, workspace,
			);
			gemm(
				keys, size, queries, scores, 1, keys, q + queryAt, width, 1, dk + keyAt, width, false, 0, false, 0, 0, workspace,
			);
		}
	}
}
