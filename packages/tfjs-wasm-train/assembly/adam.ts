// Adam with decoupled weight decay (Loshchilov & Hutter 2019), the sum of squares for clipping, and moving averages.

import { load4, store4 } from './math';

/** Σ x², added up in 64-bit. */
export function sumSquares(x: usize, n: i32): f64 {
	let low = f64x2.splat(0);
	let high = f64x2.splat(0);
	for (let i = 0; i < n; i += 4, x += 16) {
		const v = load4(x, n - i);
		const a = f64x2.promote_low_f32x4(v);
		const b = f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 0, 1));
		low = f64x2.add(low, f64x2.mul(a, a));
		high = f64x2.add(high, f64x2.mul(b, b));
	}
	const sum = f64x2.add(low, high);
	return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * One step on n weights: m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², out = w · keep - rate · m / (√v · root + ε)
 * with g = gradScale · gradient, keep = 1 - learning rate · weight decay, rate = learning rate / (1-β₁ᵗ), root = 1 / √(1-β₂ᵗ).
 */
export function adamStep(
	n: i32, w: usize, gradient: usize, m: usize, v: usize, out: usize,
	gradScale: f32, beta1: f32, beta2: f32, keep: f32, rate: f32, root: f32, epsilon: f32,
): void {
	const scale = f32x4.splat(gradScale);
	const b1 = f32x4.splat(beta1), c1 = f32x4.splat(1 - beta1);
	const b2 = f32x4.splat(beta2), c2 = f32x4.splat(1 - beta2);
	const k = f32x4.splat(keep), r = f32x4.splat(rate), s = f32x4.splat(root), e = f32x4.splat(epsilon);
	for (let i = 0; i < n; i += 4) {
		const at = <usize>i << 2;
		const left = n - i;
		const g = f32x4.mul(load4(gradient + at, left), scale);
		const first = f32x4.add(f32x4.mul(load4(m + at, left), b1), f32x4.mul(g, c1));
		const second = f32x4.add(f32x4.mul(load4(v + at, left), b2), f32x4.mul(f32x4.mul(g, g), c2));
		store4(m + at, first, left);
		store4(v + at, second, left);
		const step = f32x4.div(f32x4.mul(first, r), f32x4.add(f32x4.mul(f32x4.sqrt(second), s), e));
		store4(out + at, f32x4.sub(f32x4.mul(load4(w + at, left), k), step), left);
	}
}

/** average ← decay · average + (1 - decay) · w. */
export function averageStep(n: i32, average: usize, w: usize, decay: f32): void {
	const d = f32x4.splat(decay), c = f32x4.splat(1 - decay);
	for (let i = 0; i < n; i += 4) {
		const at = <usize>i << 2;
		const left = n - i;
		store4(average + at, f32x4.add(f32x4.mul(load4(average + at, left), d), f32x4.mul(load4(w + at, left), c)), left);
	}
}
