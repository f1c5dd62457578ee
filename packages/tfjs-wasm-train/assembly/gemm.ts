// C = A · B for any strides of A and B, blocked so that the packed part of B stays in the second-level cache.

import { tile, tileStrided } from './tile';

const KC: i32 = 384;
const NC: i32 = 512;
const MC: i32 = 96;

/** Bytes of workspace that `gemm` needs: one packed block of B, one tile, one bias row, one segment. */
export const GEMM_WORKSPACE: usize = <usize>(KC * NC * 4) + 256;

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
 * One block against packed B: rows 0…m of A (element strides rowA, colA, one of them 1), C at byte stride ldc.
 * init: 0 zeros, 1 the bias row (or zeros), 2 what C holds.
 */
export function gemmPacked(
	m: i32, n: i32, k: i32, a: usize, rowA: i32, colA: i32, packed: usize, panelRows: i32, c: usize, ldc: usize,
	init: i32, bias: usize, clamp: bool, lo: f32, hi: f32, scratch: usize,
): void {
	const segment = scratch + 160;
	store<i32>(segment, 0);
	store<i32>(segment, k, 4);
	const row = <usize>rowA << 2;
	const col = <usize>colA << 2;
	for (let i0 = 0; i0 < m; i0 += MC) {
		const i1 = min(m, i0 + MC);
		let b = packed;
		for (let j = 0; j < n; j += 8, b += <usize>panelRows * 32) {
			const width = min(8, n - j);
			let biasRow: usize = 0;
			if (init == 1 && bias) {
				biasRow = bias + (<usize>j << 2);
				if (width < 8) {
					memory.copy(scratch + 128, biasRow, <usize>width << 2);
					biasRow = scratch + 128;
				}
			}
			for (let i = i0; i < i1; i += 4) {
				const height = min(4, i1 - i);
				const full = height == 4 && width == 8;
				const target = c + <usize>i * ldc + (<usize>j << 2);
				const dst = full ? target : scratch;
				const stride: usize = full ? ldc : 32;
				let start = biasRow;
				let startStride: usize = 0;
				if (init == 2) {
					if (!full) copyTile(target, ldc, scratch, 32, height, width);
					start = dst;
					startStride = stride;
				}
				const a0 = a + <usize>i * row;
				const a1 = height > 1 ? a0 + row : a0;
				const a2 = height > 2 ? a1 + row : a1;
				const a3 = height > 3 ? a2 + row : a2;
				if (colA == 1) tile(a0, a1, a2, a3, segment, 1, b, start, startStride, dst, stride, clamp, lo, hi);
				else tileStrided(a0, a1, a2, a3, col, b, k, start, startStride, dst, stride, clamp, lo, hi);
				if (!full) copyTile(scratch, 32, target, ldc, height, width);
			}
		}
	}
}

/**
 * C[m][n] = clamp(bias + A[m][k] · B[k][n]), or C += A · B. Strides of A, B, C in elements; columns of C are contiguous.
 * The result does not depend on anything but the operands: the order of additions is fixed by k alone.
 */
export function gemm(
	m: i32, n: i32, k: i32, a: usize, rowA: i32, colA: i32, b: usize, rowB: i32, colB: i32, c: usize, ldc: i32,
	accumulate: bool, bias: usize, clamp: bool, lo: f32, hi: f32, workspace: usize,
): void {
	const scratch = workspace + <usize>(KC * NC * 4);
	const stride = <usize>ldc << 2;
	for (let j = 0; j < n; j += NC) {
		const nb = min(NC, n - j);
		const target = c + (<usize>j << 2);
		let init = accumulate ? 2 : 1;
		for (let p = 0; p < k || p == 0; p += KC) {
			const kb = min(KC, k - p);
			packB(b + ((<usize>p * <usize>rowB + <usize>j * <usize>colB) << 2), rowB, colB, kb, nb, workspace);
			gemmPacked(
				m, nb, kb, a + ((<usize>p * <usize>colA) << 2), rowA, colA, workspace, kb, target, stride,
				init, bias ? bias + (<usize>j << 2) : 0, clamp && p + kb >= k, lo, hi, scratch,
			);
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
