// Dropout with random bits that are a function of (seed, position): the backward pass computes the same bits again.

import { load4, store4 } from './math';

/** An integer hash with low bias (prospector's lowbias32), four at a time. */
// @ts-ignore: decorator
@inline
function hash4(value: v128): v128 {
	let x = v128.xor(value, i32x4.shr_u(value, 16));
	x = i32x4.mul(x, i32x4.splat(0x7feb352d));
	x = v128.xor(x, i32x4.shr_u(x, 15));
	x = i32x4.mul(x, i32x4.splat(<i32>0x846ca68b));
	return v128.xor(x, i32x4.shr_u(x, 16));
}

/**
 * out = x · mask / keep, where position i survives when hash(hash(i) + seed) / 2³² ≥ rate; x = 0 writes the scaled mask itself.
 */
export function dropout(x: usize, n: i32, rate: f32, seed: i32, out: usize): void {
	const scale = f32x4.splat(1 / (1 - rate));
	// Compared as 24-bit integers, which floats hold exactly.
	const threshold = i32x4.splat(<i32>(rate * 16777216));
	const start = i32x4.splat(seed);
	let index = i32x4(0, 1, 2, 3);
	const step = i32x4.splat(4);
	for (let i = 0; i < n; i += 4) {
		const at = <usize>i << 2;
		const draw = i32x4.shr_u(hash4(i32x4.add(hash4(index), start)), 8);
		const kept = v128.andnot(scale, i32x4.lt_s(draw, threshold));
		store4(out + at, x ? f32x4.mul(load4(x + at, n - i), kept) : kept, n - i);
		index = i32x4.add(index, step);
	}
}
