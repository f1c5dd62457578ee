// Normalisation of each row of a rows × cols matrix.

import { lanes, load4, store4, sum4 } from './math';

/** y = (x - mean) · inverse · gamma + beta per row; `statistics` keeps [mean, inverse deviation] of each row. */
export function layerNormForward(
	x: usize, rows: i32, cols: i32, gamma: usize, beta: usize, epsilon: f32, y: usize, statistics: usize,
): void {
	const stride = <usize>cols << 2;
	for (let r = 0; r < rows; r++, x += stride, y += stride, statistics += 8) {
		let sum = f32x4.splat(0);
		for (let c = 0; c < cols; c += 4) sum = f32x4.add(sum, load4(x + (<usize>c << 2), cols - c));
		const mean: f32 = sum4(sum) / <f32>cols;
		const m = f32x4.splat(mean);
		let squares = f32x4.splat(0);
		for (let c = 0; c < cols; c += 4) {
			const d = v128.and(f32x4.sub(load4(x + (<usize>c << 2), cols - c), m), lanes(cols - c));
			squares = f32x4.add(squares, f32x4.mul(d, d));
		}
		const inverse: f32 = 1 / sqrt<f32>(sum4(squares) / <f32>cols + epsilon);
		store<f32>(statistics, mean);
		store<f32>(statistics, inverse, 4);
		const scale = f32x4.splat(inverse);
		for (let c = 0; c < cols; c += 4) {
			const at = <usize>c << 2;
			const left = cols - c;
			let z = f32x4.mul(f32x4.sub(load4(x + at, left), m), scale);
			if (gamma) z = f32x4.mul(z, load4(gamma + at, left));
			if (beta) z = f32x4.add(z, load4(beta + at, left));
			store4(y + at, z, left);
		}
	}
}

/** dx, dgamma, dbeta of `layerNormForward`. */
export function layerNormBackward(
	dy: usize, x: usize, rows: i32, cols: i32, gamma: usize, statistics: usize, dx: usize, dgamma: usize, dbeta: usize,
): void {
	const stride = <usize>cols << 2;
	memory.fill(dgamma, 0, stride);
	memory.fill(dbeta, 0, stride);
	const share: f32 = 1 / <f32>cols;
	for (let r = 0; r < rows; r++, x += stride, dy += stride, dx += stride, statistics += 8) {
		const m = f32x4.splat(load<f32>(statistics));
		const inverse = f32x4.splat(load<f32>(statistics, 4));
		let sum = f32x4.splat(0);
		let product = f32x4.splat(0);
		for (let c = 0; c < cols; c += 4) {
			const at = <usize>c << 2;
			const left = cols - c;
			let d = load4(dy + at, left);
			const normal = v128.and(f32x4.mul(f32x4.sub(load4(x + at, left), m), inverse), lanes(left));
			store4(dbeta + at, f32x4.add(load4(dbeta + at, left), d), left);
			store4(dgamma + at, f32x4.add(load4(dgamma + at, left), f32x4.mul(d, normal)), left);
			if (gamma) d = f32x4.mul(d, load4(gamma + at, left));
			sum = f32x4.add(sum, d);
			product = f32x4.add(product, f32x4.mul(d, normal));
		}
		const meanSum = f32x4.splat(sum4(sum) * share);
		const slope = f32x4.splat(sum4(product) * share);
		for (let c = 0; c < cols; c += 4) {
			const at = <usize>c << 2;
			const left = cols - c;
			let d = load4(dy + at, left);
			if (gamma) d = f32x4.mul(d, load4(gamma + at, left));
			const normal = f32x4.mul(f32x4.sub(load4(x + at, left), m), inverse);
			store4(dx + at, f32x4.mul(inverse, f32x4.sub(f32x4.sub(d, meanSum), f32x4.mul(normal, slope))), left);
		}
	}
}
