import type { FusedContext } from './fused-op.js';

/** A matrix in memory: pointer in bytes, strides in elements; one of the strides is 1. */
export interface Strided {
	at: number;
	row: number;
	col: number;
}

/** C[m][n] = A[m][k] · B[k][n] + bias, or added to C. The rows of C are `ldc` apart. */
export function product(
	{ simd, module }: FusedContext,
	[m, n, k]: [m: number, n: number, k: number],
	a: Strided,
	b: Strided,
	c: { at: number; ldc?: number },
	options: { accumulate?: boolean; bias?: number } = {},
): void {
	simd.gemm!(
		...[m, n, k, a.at, a.row, a.col, b.at, b.row, b.col, c.at, c.ldc ?? n],
		options.accumulate ?? false,
		options.bias ?? 0,
		false,
		...[0, 0, module.scratch(module.gemmBytes)],
	);
}
