// C = A · B for any strides of A and B, blocked so that the packed parts of A and B stay in the second-level cache.

import { load4 } from './math';
import { tileColumn } from './tile';

export const KC: i32 = 384;
export const NC: i32 = 512;
export const MC: i32 = 96;

/** Bytes of workspace that `gemm` needs: one packed block of B, one of A, one tile and one bias row. */
export const GEMM_WORKSPACE: usize = <usize>(KC * NC * 4) + <usize>(KC * MC * 4) + 256;

/** Packs B[k][n] into panels [n / 8][k][8], the last one filled with zeros. Strides are elements. */
export function packB(b: usize, rowStride: i32, colStride: i32, k: i32, n: i32, dst: usize): void {
	packRows(b, rowStride, colStride, k, n, dst, k);
}

/** `packB` for k rows of a panel that is `panelRows` rows high; dst already points at the first of them. */
export function packRows(b: usize, rowStride: i32, colStride: i32, k: i32, n: i32, dst: usize, panelRows: i32): void {
	const row = <usize>rowStride << 2;
	const col = <usize>colStride << 2;
	for (let j = 0; j < n; j += 8, dst += <usize>panelRows * 32) {
		const width = min(8, n - j);
		let source = b + <usize>j * col;
		let target = dst;
		if (colStride == 1 && width == 8) {
			for (let i = 0; i < k; i++, source += row, target += 32) {
				v128.store(target, v128.load(source));
				v128.store(target, v128.load(source, 16), 16);
			}
		} else {
			for (let c = 0; c < width; c++) {
				let s = source + <usize>c * col;
				let t = target + (<usize>c << 2);
				for (let i = 0; i < k; i++, s += row, t += 32) store<f32>(t, load<f32>(s));
			}
			for (let c = width; c < 8; c++) {
				let t = target + (<usize>c << 2);
				for (let i = 0; i < k; i++, t += 32) store<f32>(t, 0);
			}
		}
	}
}

/** Copies a height × width part of a tile; strides are bytes. */
export function copyTile(src: usize, srcStride: usize, dst: usize, dstStride: usize, height: i32, width: i32): void {
	for (let r = 0; r < height; r++) {
		memory.copy(dst + <usize>r * dstStride, src + <usize>r * srcStride, <usize>width << 2);
	}
}

/**
 * Packs A[m][k] into tiles [m / 4][k][4], the last one filled with zeros. Strides are elements; one of them is 1.
 * A tile is `tileRows` ≥ k rows high, so that several operands can stand below each other.
 */
export function packA(a: usize, rowStride: i32, colStride: i32, m: i32, k: i32, dst: usize, tileRows: i32): void {
	const row = <usize>rowStride << 2;
	const col = <usize>colStride << 2;
	const tileBytes = <usize>tileRows << 4;
	for (let i = 0; i < m; i += 4, dst += tileBytes) {
		const left = m - i;
		let source = a + <usize>i * row;
		let target = dst;
		if (rowStride == 1) {
			if (left >= 4) {
				for (let p = 0; p < k; p++, source += col, target += 16) v128.store(target, v128.load(source));
			} else {
				for (let p = 0; p < k; p++, source += col, target += 16) v128.store(target, load4(source, left));
			}
			continue;
		}
		const a1 = left > 1 ? row : 0;
		const a2 = left > 2 ? 2 * row : 0;
		const a3 = left > 3 ? 3 * row : 0;
		let p = 0;
		if (colStride == 1) {
			for (; p + 4 <= k; p += 4, source += 16, target += 64) {
				const r0 = v128.load(source), r1 = v128.load(source + a1);
				const r2 = v128.load(source + a2), r3 = v128.load(source + a3);
				const low01 = i32x4.shuffle(r0, r1, 0, 4, 1, 5), high01 = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
				const low23 = i32x4.shuffle(r2, r3, 0, 4, 1, 5), high23 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
				v128.store(target, i64x2.shuffle(low01, low23, 0, 2));
				v128.store(target, i64x2.shuffle(low01, low23, 1, 3), 16);
				v128.store(target, i64x2.shuffle(high01, high23, 0, 2), 32);
				v128.store(target, i64x2.shuffle(high01, high23, 1, 3), 48);
			}
		}
		for (; p < k; p++, source += col, target += 16) {
			store<f32>(target, load<f32>(source));
			store<f32>(target, load<f32>(source + a1), 4);
			store<f32>(target, load<f32>(source + a2), 8);
			store<f32>(target, load<f32>(source + a3), 12);
		}
	}
}

/**
 * One block of packed A (m rows) against packed B, C at byte stride ldc; scratch ≥ 160 bytes.
 * init: 0 zeros, 1 the bias row (or zeros), 2 what C holds.
 */
export function gemmPacked(
	m: i32, n: i32, k: i32, a: usize, b: usize, panelRows: i32, c: usize, ldc: usize,
	init: i32, bias: usize, clamp: bool, lo: f32, hi: f32, scratch: usize,
): void {
	const tiles = m >> 2;
	const rest = m & 3;
	const lastA = a + (<usize>(tiles * k) << 4);
	for (let j = 0; j < n; j += 8, b += <usize>panelRows * 32) {
		const width = min(8, n - j);
		const target = c + (<usize>j << 2);
		let start: usize = 0;
		let startStride: usize = 0;
		if (init == 2) {
			start = target;
			startStride = ldc;
		} else if (init == 1 && bias) {
			start = bias + (<usize>j << 2);
			if (width < 8) {
				memory.copy(scratch + 128, start, <usize>width << 2);
				start = scratch + 128;
			}
		}
		if (width == 8) {
			tileColumn(tiles, k, a, b, start, startStride, target, ldc, clamp, lo, hi);
			if (rest) edgeTile(rest, 8, k, lastA, b, start, startStride, target + <usize>(tiles * 4) * ldc, ldc, clamp, lo, hi, scratch);
			continue;
		}
		for (let t = 0; t < tiles; t++) {
			edgeTile(4, width, k, a + (<usize>(t * k) << 4), b, start, startStride, target + <usize>(t * 4) * ldc, ldc, clamp, lo, hi, scratch);
		}
		if (rest) edgeTile(rest, width, k, lastA, b, start, startStride, target + <usize>(tiles * 4) * ldc, ldc, clamp, lo, hi, scratch);
	}
}

/** A tile that reaches over the edge of C, by way of scratch memory. With a startStride it adds to C. */
function edgeTile(
	height: i32, width: i32, k: i32, a: usize, b: usize, start: usize, startStride: usize, c: usize, ldc: usize,
	clamp: bool, lo: f32, hi: f32, scratch: usize,
): void {
	if (startStride) {
		copyTile(c, ldc, scratch, 32, height, width);
		start = scratch;
		startStride = 32;
	}
	tileColumn(1, k, a, b, start, startStride, scratch, 32, clamp, lo, hi);
	copyTile(scratch, 32, c, ldc, height, width);
}

/**
 * C[m][n] = clamp(bias + A[m][k] · B[k][n]), or C += A · B. Strides of A, B, C in elements; columns of C are contiguous.
 * The result does not depend on anything but the operands: the order of additions is fixed by k alone.
 */
export function gemm(
	m: i32, n: i32, k: i32, a: usize, rowA: i32, colA: i32, b: usize, rowB: i32, colB: i32, c: usize, ldc: i32,
	accumulate: bool, bias: usize, clamp: bool, lo: f32, hi: f32, workspace: usize,
): void {
	const packedA = workspace + <usize>(KC * NC * 4);
	const scratch = packedA + <usize>(KC * MC * 4);
	const stride = <usize>ldc << 2;
	for (let j = 0; j < n; j += NC) {
		const nb = min(NC, n - j);
		let init = accumulate ? 2 : 1;
		for (let p = 0; p < k || p == 0; p += KC) {
			const kb = min(KC, k - p);
			const biasRow = bias ? bias + (<usize>j << 2) : 0;
			packB(b + ((<usize>p * <usize>rowB + <usize>j * <usize>colB) << 2), rowB, colB, kb, nb, workspace);
			for (let i = 0; i < m; i += MC) {
				const mb = min(MC, m - i);
				packA(a + ((<usize>p * <usize>colA + <usize>i * <usize>rowA) << 2), rowA, colA, mb, kb, packedA, kb);
				gemmPacked(
					mb, nb, kb, packedA, workspace, kb, c + <usize>i * stride + (<usize>j << 2), stride,
					init, biasRow, clamp && p + kb >= k, lo, hi, scratch,
				);
			}
			init = 2;
		}
	}
}

/** `gemm` over two levels of batch; the strides of each level are elements and may be 0 (shared operand). */
export function gemmBatch(
	outer: i32, inner: i32, m: i32, n: i32, k: i32,
	a: usize, outerA: i32, innerA: i32, rowA: i32, colA: i32,
	b: usize, outerB: i32, innerB: i32, rowB: i32, colB: i32,
	c: usize, outerC: i32, innerC: i32, ldc: i32,
	bias: usize, clamp: bool, lo: f32, hi: f32, workspace: usize,
): void {
	for (let o = 0; o < outer; o++) {
		for (let i = 0; i < inner; i++) {
			gemm(
				m, n, k, a + (<usize>(o * outerA + i * innerA) << 2), rowA, colA,
				b + (<usize>(o * outerB + i * innerB) << 2), rowB, colB,
				c + (<usize>(o * outerC + i * innerC) << 2), ldc, false, bias, clamp, lo, hi, workspace,
			);
		}
	}
}

/** Bytes `gemm` and `gemmBatch` need as workspace. */
export function gemmWorkspace(): usize {
	return GEMM_WORKSPACE;
}
