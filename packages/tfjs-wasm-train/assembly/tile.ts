// The three register tiles everything else stands on: 4 rows × 8 columns of the result in eight SIMD registers.
// The inner loops are not unrolled: V8 then keeps everything in registers (unrolled four times they took a third longer).
// B always comes packed, eight columns side by side; A is read in place through four row pointers.

import { fma } from './math';

/**
 * dst[4][8] = init + Σ over segments of A · B. A segment is (byte offset from the row pointer, length): a run of A that
 * is contiguous in memory, so the same tile serves a matrix row and the taps of a convolution.
 * `init` may be 0 (zeros); initStride 0 broadcasts one row (a bias). Strides are bytes.
 */
export function tile(
	a0: usize, a1: usize, a2: usize, a3: usize, segments: usize, segmentCount: i32, b: usize,
	init: usize, initStride: usize, dst: usize, dstStride: usize, clamp: bool, lo: f32, hi: f32,
): void {
	let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
	let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
	let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
	let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
	let x: v128, y: v128, s: v128;
	if (init) {
		c00 = v128.load(init);
		c01 = v128.load(init, 16);
		c10 = v128.load(init + 1 * initStride);
		c11 = v128.load(init + 1 * initStride, 16);
		c20 = v128.load(init + 2 * initStride);
		c21 = v128.load(init + 2 * initStride, 16);
		c30 = v128.load(init + 3 * initStride);
		c31 = v128.load(init + 3 * initStride, 16);
	}
	for (let i = 0; i < segmentCount; i++) {
		const offset = <usize>load<i32>(segments);
		const length = <usize>load<i32>(segments, 4);
		segments += 8;
		let p0 = a0 + offset, p1 = a1 + offset, p2 = a2 + offset, p3 = a3 + offset;
		const end = b + length * 32;
		while (b < end) {
			x = v128.load(b);
			y = v128.load(b, 16);
			s = v128.load32_splat(p0);
			c00 = fma(s, x, c00);
			c01 = fma(s, y, c01);
			s = v128.load32_splat(p1);
			c10 = fma(s, x, c10);
			c11 = fma(s, y, c11);
			s = v128.load32_splat(p2);
			c20 = fma(s, x, c20);
			c21 = fma(s, y, c21);
			s = v128.load32_splat(p3);
			c30 = fma(s, x, c30);
			c31 = fma(s, y, c31);
			p0 += 4;
			p1 += 4;
			p2 += 4;
			p3 += 4;
			b += 32;
		}
	}
	if (clamp) {
		const low = f32x4.splat(lo), high = f32x4.splat(hi);
		c00 = f32x4.pmin(f32x4.pmax(c00, low), high);
		c01 = f32x4.pmin(f32x4.pmax(c01, low), high);
		c10 = f32x4.pmin(f32x4.pmax(c10, low), high);
		c11 = f32x4.pmin(f32x4.pmax(c11, low), high);
		c20 = f32x4.pmin(f32x4.pmax(c20, low), high);
		c21 = f32x4.pmin(f32x4.pmax(c21, low), high);
		c30 = f32x4.pmin(f32x4.pmax(c30, low), high);
		c31 = f32x4.pmin(f32x4.pmax(c31, low), high);
	}
	v128.store(dst, c00);
	v128.store(dst, c01, 16);
	v128.store(dst + 1 * dstStride, c10);
	v128.store(dst + 1 * dstStride, c11, 16);
	v128.store(dst + 2 * dstStride, c20);
	v128.store(dst + 2 * dstStride, c21, 16);
	v128.store(dst + 3 * dstStride, c30);
	v128.store(dst + 3 * dstStride, c31, 16);
}

/**
 * A column of tiles one below the other, A packed as [tile][k][4] (`packA`): one pointer instead of four, and no call
 * for each tile. `init` steps down four rows a tile; initStride 0 broadcasts one row.
 */
export function tileColumn(
	tiles: i32, k: i32, a: usize, b: usize, init: usize, initStride: usize, dst: usize, dstStride: usize,
	clamp: bool, lo: f32, hi: f32,
): void {
	const end = b + <usize>k * 32;
	for (let t = 0; t < tiles; t++) {
		let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
		let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
		let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
		let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
		let x: v128, y: v128, s: v128;
		if (init) {
			c00 = v128.load(init);
			c01 = v128.load(init, 16);
			init += initStride;
			c10 = v128.load(init);
			c11 = v128.load(init, 16);
			init += initStride;
			c20 = v128.load(init);
			c21 = v128.load(init, 16);
			init += initStride;
			c30 = v128.load(init);
			c31 = v128.load(init, 16);
			init += initStride;
		}
		let p = b;
		while (p < end) {
			x = v128.load(p);
			y = v128.load(p, 16);
			s = v128.load32_splat(a);
			c00 = fma(s, x, c00);
			c01 = fma(s, y, c01);
			s = v128.load32_splat(a, 4);
			c10 = fma(s, x, c10);
			c11 = fma(s, y, c11);
			s = v128.load32_splat(a, 8);
			c20 = fma(s, x, c20);
			c21 = fma(s, y, c21);
			s = v128.load32_splat(a, 12);
			c30 = fma(s, x, c30);
			c31 = fma(s, y, c31);
			a += 16;
			p += 32;
		}
		if (clamp) {
			const low = f32x4.splat(lo), high = f32x4.splat(hi);
			c00 = f32x4.pmin(f32x4.pmax(c00, low), high);
			c01 = f32x4.pmin(f32x4.pmax(c01, low), high);
			c10 = f32x4.pmin(f32x4.pmax(c10, low), high);
			c11 = f32x4.pmin(f32x4.pmax(c11, low), high);
			c20 = f32x4.pmin(f32x4.pmax(c20, low), high);
			c21 = f32x4.pmin(f32x4.pmax(c21, low), high);
			c30 = f32x4.pmin(f32x4.pmax(c30, low), high);
			c31 = f32x4.pmin(f32x4.pmax(c31, low), high);
		}
		v128.store(dst, c00);
		v128.store(dst, c01, 16);
		dst += dstStride;
		v128.store(dst, c10);
		v128.store(dst, c11, 16);
		dst += dstStride;
		v128.store(dst, c20);
		v128.store(dst, c21, 16);
		dst += dstStride;
		v128.store(dst, c30);
		v128.store(dst, c31, 16);
		dst += dstStride;
	}
}

/** Adds to dst[4][8] (contiguous) the outer products over `rows` × `cols` pixels: A steps by aCol and aRow bytes, B is packed. */
export function tileOuter(
	a0: usize, a1: usize, a2: usize, a3: usize, aRow: usize, aCol: usize, rows: i32, cols: i32, b: usize, dst: usize,
): void {
	const init = dst, initStride: usize = 32, dstStride: usize = 32;
	let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
	let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
	let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
	let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
	let x: v128, y: v128, s: v128;
		c00 = v128.load(init);
		c01 = v128.load(init, 16);
		c10 = v128.load(init + 1 * initStride);
		c11 = v128.load(init + 1 * initStride, 16);
		c20 = v128.load(init + 2 * initStride);
		c21 = v128.load(init + 2 * initStride, 16);
		c30 = v128.load(init + 3 * initStride);
		c31 = v128.load(init + 3 * initStride, 16);
	for (let r = 0; r < rows; r++) {
		let p0 = a0, p1 = a1, p2 = a2, p3 = a3;
		const end = b + <usize>cols * 32;
		while (b < end) {
			x = v128.load(b);
			y = v128.load(b, 16);
			s = v128.load32_splat(p0);
			c00 = fma(s, x, c00);
			c01 = fma(s, y, c01);
			p0 += aCol;
			s = v128.load32_splat(p1);
			c10 = fma(s, x, c10);
			c11 = fma(s, y, c11);
			p1 += aCol;
			s = v128.load32_splat(p2);
			c20 = fma(s, x, c20);
			c21 = fma(s, y, c21);
			p2 += aCol;
			s = v128.load32_splat(p3);
			c30 = fma(s, x, c30);
			c31 = fma(s, y, c31);
			p3 += aCol;
			b += 32;
		}
		a0 += aRow;
		a1 += aRow;
		a2 += aRow;
		a3 += aRow;
	}
	v128.store(dst, c00);
	v128.store(dst, c01, 16);
	v128.store(dst + 1 * dstStride, c10);
	v128.store(dst + 1 * dstStride, c11, 16);
	v128.store(dst + 2 * dstStride, c20);
	v128.store(dst + 2 * dstStride, c21, 16);
	v128.store(dst + 3 * dstStride, c30);
	v128.store(dst + 3 * dstStride, c31, 16);
}
