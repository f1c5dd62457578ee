// Batch normalisation of a rows × cols matrix (NHWC images: cols = channels), with relu if wanted.

import { load4, store4 } from './math';

const BLOCK: i32 = 64;

/** Mean and biased variance of each column: per block of rows in two passes over cached data, blocks merged (Chan et al. 1979). */
export function columnMoments(x: usize, rows: i32, cols: i32, mean: usize, variance: usize): void {
	const stride = <usize>cols << 2;
	memory.fill(mean, 0, stride);
	memory.fill(variance, 0, stride);
	for (let r = 0; r < rows; r += BLOCK) {
		const count = min(BLOCK, rows - r);
		const inverse = f32x4.splat(1 / <f32>count);
		const weight = f32x4.splat(<f32>count / <f32>(r + count));
		const cross = f32x4.splat(<f32>((<f64>r * <f64>count) / <f64>(r + count)));
		for (let c = 0; c < cols; c += 4) {
			const left = cols - c;
			const at = <usize>c << 2;
			let sum = f32x4.splat(0);
			let p = x + at;
			for (let i = 0; i < count; i++, p += stride) sum = f32x4.add(sum, load4(p, left));
			const blockMean = f32x4.mul(sum, inverse);
			let squares = f32x4.splat(0);
			p = x + at;
			for (let i = 0; i < count; i++, p += stride) {
				const d = f32x4.sub(load4(p, left), blockMean);
				squares = f32x4.add(squares, f32x4.mul(d, d));
			}
			const before = load4(mean + at, left);
			const delta = f32x4.sub(blockMean, before);
			store4(mean + at, f32x4.add(before, f32x4.mul(delta, weight)), left);
			const spread = f32x4.add(squares, f32x4.mul(f32x4.mul(delta, delta), cross));
			store4(variance + at, f32x4.add(load4(variance + at, left), spread), left);
		}
		x += <usize>count * stride;
	}
	const share = f32x4.splat(1 / <f32>rows);
	for (let c = 0; c < cols; c += 4) {
		const at = variance + (<usize>c << 2);
		store4(at, f32x4.mul(load4(at, cols - c), share), cols - c);
	}
}

// @ts-ignore: decorator
@inline
function inverseDeviation(variance: v128, epsilon: f32): v128 {
	return f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.add(variance, f32x4.splat(epsilon))));
}

/** y = (x - mean) · gamma / √(variance + ε) + beta, then relu if wanted. gamma and beta may be 0. */
export function batchNormForward(
	x: usize, rows: i32, cols: i32, mean: usize, variance: usize, gamma: usize, beta: usize, epsilon: f32, relu: bool, y: usize,
): void {
	const stride = <usize>cols << 2;
	const floor = f32x4.splat(relu ? 0 : -Infinity);
	for (let r = 0; r < rows; r += BLOCK) {
		const count = min(BLOCK, rows - r);
		for (let c = 0; c < cols; c += 4) {
			const left = cols - c;
			const at = <usize>c << 2;
			const m = load4(mean + at, left);
			let scale = inverseDeviation(load4(variance + at, left), epsilon);
			if (gamma) scale = f32x4.mul(scale, load4(gamma + at, left));
			const shift = beta ? load4(beta + at, left) : f32x4.splat(0);
			let p = x + at;
			let q = y + at;
			for (let i = 0; i < count; i++, p += stride, q += stride) {
				const z = f32x4.add(f32x4.mul(f32x4.sub(load4(p, left), m), scale), shift);
				store4(q, relu ? f32x4.pmax(z, floor) : z, left);
			}
		}
		x += <usize>count * stride;
		y += <usize>count * stride;
	}
}

/** dgamma and dbeta, then dx, for statistics taken from the batch itself. Whether relu let a value through is computed again from x. */
export function batchNormBackward(
	dy: usize, x: usize, rows: i32, cols: i32, mean: usize, variance: usize, gamma: usize, beta: usize, epsilon: f32,
	relu: bool, fixedStatistics: bool, dx: usize, dgamma: usize, dbeta: usize,
): void {
	const stride = <usize>cols << 2;
	const zero = f32x4.splat(0);
	memory.fill(dgamma, 0, stride);
	memory.fill(dbeta, 0, stride);
	for (let r = 0; r < rows; r += BLOCK) {
		const count = min(BLOCK, rows - r);
		const base = <usize>r * stride;
		for (let c = 0; c < cols; c += 4) {
			const left = cols - c;
			const at = <usize>c << 2;
			const m = load4(mean + at, left);
			const inverse = inverseDeviation(load4(variance + at, left), epsilon);
			const scale = gamma ? f32x4.mul(inverse, load4(gamma + at, left)) : inverse;
			const shift = beta ? load4(beta + at, left) : zero;
			let sum = zero;
			let product = zero;
			let p = x + base + at;
			let q = dy + base + at;
			for (let i = 0; i < count; i++, p += stride, q += stride) {
				const centred = f32x4.sub(load4(p, left), m);
				let d = load4(q, left);
				if (relu) d = v128.and(d, f32x4.gt(f32x4.add(f32x4.mul(centred, scale), shift), zero));
				sum = f32x4.add(sum, d);
				product = f32x4.add(product, f32x4.mul(d, centred));
			}
			store4(dbeta + at, f32x4.add(load4(dbeta + at, left), sum), left);
			store4(dgamma + at, f32x4.add(load4(dgamma + at, left), f32x4.mul(product, inverse)), left);
		}
	}
	if (!dx) return;
	const share = f32x4.splat(fixedStatistics ? 0 : 1 / <f32>rows);
	for (let r = 0; r < rows; r += BLOCK) {
		const count = min(BLOCK, rows - r);
		const base = <usize>r * stride;
		for (let c = 0; c < cols; c += 4) {
			const left = cols - c;
			const at = <usize>c << 2;
			const m = load4(mean + at, left);
			const inverse = inverseDeviation(load4(variance + at, left), epsilon);
			const scale = gamma ? f32x4.mul(inverse, load4(gamma + at, left)) : inverse;
			const shift = beta ? load4(beta + at, left) : zero;
			const meanSum = f32x4.mul(load4(dbeta + at, left), share);
			const slope = f32x4.mul(f32x4.mul(load4(dgamma + at, left), share), inverse);
			let p = x + base + at;
			let q = dy + base + at;
			let o = dx + base + at;
			for (let i = 0; i < count; i++, p += stride, q += stride, o += stride) {
				const centred = f32x4.sub(load4(p, left), m);
				let d = load4(q, left);
				if (relu) d = v128.and(d, f32x4.gt(f32x4.add(f32x4.mul(centred, scale), shift), zero));
				store4(o, f32x4.mul(scale, f32x4.sub(f32x4.sub(d, meanSum), f32x4.mul(centred, slope))), left);
			}
		}
	}
}
