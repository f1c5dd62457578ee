// Elementary functions on four floats.

/** a · b + c; one rounding in the relaxed build, two in the baseline build. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
	return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * e^x to about 1 ulp (Cephes expf: split by ln 2, polynomial of degree 5); saturates at ±88. Adding 1.5 · 2²³ rounds to an
 * integer and leaves it in the low bits. pmin and pmax are one instruction each and let NaN pass.
 */
// @ts-ignore: decorator
@inline
export function exp4(value: v128): v128 {
	const x = f32x4.pmin(f32x4.pmax(value, f32x4.splat(-87.33654)), f32x4.splat(88.37626));
	const rounder = f32x4.splat(12582912);
	const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), rounder);
	const n = f32x4.sub(shifted, rounder);
	let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
	r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
	let p = f32x4.splat(1.9875691500e-4);
	p = fma(p, r, f32x4.splat(1.3981999507e-3));
	p = fma(p, r, f32x4.splat(8.3334519073e-3));
	p = fma(p, r, f32x4.splat(4.1665795894e-2));
	p = fma(p, r, f32x4.splat(1.6666665459e-1));
	p = fma(p, r, f32x4.splat(5.0000001201e-1));
	p = f32x4.add(fma(f32x4.mul(p, r), r, r), f32x4.splat(1));
	return f32x4.mul(p, i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23));
}

/** 1 / (1 + e^-x). */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
	return f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), exp4(f32x4.neg(x))));
}

/** tanh x: an odd polynomial below 0.625 (Cephes tanhf), 1 - 2 / (e^2x + 1) above. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
	const z = f32x4.mul(x, x);
	let p = f32x4.splat(-5.70498872745e-3);
	p = fma(p, z, f32x4.splat(2.06390887954e-2));
	p = fma(p, z, f32x4.splat(-5.37397155531e-2));
	p = fma(p, z, f32x4.splat(1.33314422036e-1));
	p = fma(p, z, f32x4.splat(-3.33332819422e-1));
	const small = fma(f32x4.mul(p, z), x, x);
	const e = exp4(f32x4.add(x, x));
	const large = f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), f32x4.add(e, f32x4.splat(1))));
	return v128.bitselect(small, large, f32x4.lt(f32x4.abs(x), f32x4.splat(0.625)));
}

/** Keras' hard sigmoid: 0.2 x + 0.5 clamped to 0…1. */
// @ts-ignore: decorator
@inline
export function hardSigmoid4(x: v128): v128 {
	const y = f32x4.add(f32x4.mul(x, f32x4.splat(0.2)), f32x4.splat(0.5));
	return f32x4.pmin(f32x4.pmax(y, f32x4.splat(0)), f32x4.splat(1));
}

/** The sum of the four lanes, always in the same order. */
// @ts-ignore: decorator
@inline
export function sum4(v: v128): f32 {
	return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** Four floats, or the `count` that are left (the rest zeros). */
// @ts-ignore: decorator
@inline
export function load4(pointer: usize, count: i32): v128 {
	return count >= 4 ? v128.load(pointer) : loadPart(pointer, count);
}

/** Stores four floats, or the `count` that are left. */
// @ts-ignore: decorator
@inline
export function store4(pointer: usize, value: v128, count: i32): void {
	if (count >= 4) v128.store(pointer, value);
	else storePart(pointer, value, count);
}

function loadPart(pointer: usize, count: i32): v128 {
	let v = v128.load32_zero(pointer);
	if (count > 1) v = f32x4.replace_lane(v, 1, load<f32>(pointer, 4));
	if (count > 2) v = f32x4.replace_lane(v, 2, load<f32>(pointer, 8));
	return v;
}

function storePart(pointer: usize, value: v128, count: i32): void {
	store<f32>(pointer, f32x4.extract_lane(value, 0));
	if (count > 1) store<f32>(pointer, f32x4.extract_lane(value, 1), 4);
	if (count > 2) store<f32>(pointer, f32x4.extract_lane(value, 2), 8);
}

/** Ones in the first `count` lanes, zeros in the rest. */
// @ts-ignore: decorator
@inline
export function lanes(count: i32): v128 {
	return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(count));
}
