// Activations in place, and the gradient before them from what came out. Codes: 0 linear, 1 relu, 2 sigmoid, 3 tanh.

import { load4, sigmoid4, store4, tanh4 } from './math';

/** x ← activation(x). */
export function activate(x: usize, n: i32, kind: i32): void {
	for (let i = 0; i < n; i += 4, x += 16) {
		const v = load4(x, n - i);
		let y = v;
		if (kind == 1) y = f32x4.pmax(v, f32x4.splat(0));
		else if (kind == 2) y = sigmoid4(v);
		else if (kind == 3) y = tanh4(v);
		store4(x, y, n - i);
	}
}

/** out = dy · activation'(…), from the output y. */
export function activationGrad(dy: usize, y: usize, n: i32, kind: i32, out: usize): void {
	const one = f32x4.splat(1);
	for (let i = 0; i < n; i += 4, dy += 16, y += 16, out += 16) {
		const d = load4(dy, n - i);
		const v = load4(y, n - i);
		let g = d;
		if (kind == 1) g = v128.and(d, f32x4.gt(v, f32x4.splat(0)));
		else if (kind == 2) g = f32x4.mul(d, f32x4.mul(v, f32x4.sub(one, v)));
		else if (kind == 3) g = f32x4.mul(d, f32x4.sub(one, f32x4.mul(v, v)));
		store4(out, g, n - i);
	}
}

/** Copies rows of `bytes` from one stride to another (bytes). */
export function copyRows(src: usize, srcStride: usize, dst: usize, dstStride: usize, rows: i32, bytes: usize): void {
	for (let r = 0; r < rows; r++, src += srcStride, dst += dstStride) memory.copy(dst, src, bytes);
}
