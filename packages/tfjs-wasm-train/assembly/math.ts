// Elementary functions on four floats.

/** a · b + c; one rounding in the relaxed build, two in the baseline build. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
	if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
	return f32x4.add(f32x4.mul(a, b), c);
}

// Constants as exported variables: V8 loads a variable with one instruction, but builds a constant anew with three, at each
// use, which made up more than half of sigmoid and tanh. Exported, so that the compiler cannot turn them back into constants.
export let EXP_LOW: v128 = f32x4.splat(-87.33654);
export let EXP_HIGH: v128 = f32x4.splat(88.37626);
export let ROUNDER: v128 = f32x4.splat(12582912);
export let LOG2_E: v128 = f32x4.splat(1.44269504088896341);
export let LN2_HIGH: v128 = f32x4.splat(0.693359375);
export let LN2_LOW: v128 = f32x4.splat(-2.12194440e-4);
export let E7: v128 = f32x4.splat(1.9875691500e-4);
export let E6: v128 = f32x4.splat(1.3981999507e-3);
export let E5: v128 = f32x4.splat(8.3334519073e-3);
export let E4: v128 = f32x4.splat(4.1665795894e-2);
export let E3: v128 = f32x4.splat(1.6666665459e-1);
export let E2: v128 = f32x4.splat(5.0000001201e-1);
export let ONE: v128 = f32x4.splat(1);
export let BIAS: v128 = i32x4.splat(127);
export let MINUS_LOG2_E: v128 = f32x4.splat(-1.44269504088896341);
export let EXPONENT_LOW: v128 = f32x4.splat(-126);
export let EXPONENT_HIGH: v128 = f32x4.splat(126);
export let S5: v128 = f32x4.splat(0.001326472731307149);
export let S4: v128 = f32x4.splat(0.009671512991189957);
export let S3: v128 = f32x4.splat(0.05550733581185341);
export let S2: v128 = f32x4.splat(0.24022242426872253);
export let S1: v128 = f32x4.splat(0.6931470036506653);
export let TANH_LOW: v128 = f32x4.splat(-7.90531110763549805);
export let TANH_HIGH: v128 = f32x4.splat(7.90531110763549805);
export let P6: v128 = f32x4.splat(-2.76076847742355e-16);
export let P5: v128 = f32x4.splat(2.00018790482477e-13);
export let P4: v128 = f32x4.splat(-8.60467152213735e-11);
export let P3: v128 = f32x4.splat(5.12229709037114e-8);
export let P2: v128 = f32x4.splat(1.48572235717979e-5);
export let P1: v128 = f32x4.splat(6.37261928875436e-4);
export let P0: v128 = f32x4.splat(4.89352455891786e-3);
export let Q3: v128 = f32x4.splat(1.19825839466702e-6);
export let Q2: v128 = f32x4.splat(1.18534705686654e-4);
export let Q1: v128 = f32x4.splat(2.26843463243900e-3);
export let Q0: v128 = f32x4.splat(4.89352518554385e-3);

/**
 * e^x to about 1 ulp (Cephes expf: split by ln 2, polynomial of degree 5); saturates at ±88. Adding 1.5 · 2²³ rounds to an
 * integer and leaves it in the low bits. pmin and pmax are one instruction each and let NaN pass.
 */
// @ts-ignore: decorator
@inline
export function exp4(value: v128): v128 {
	const x = f32x4.pmin(f32x4.pmax(value, EXP_LOW), EXP_HIGH);
	const rounder = ROUNDER;
	const shifted = f32x4.add(f32x4.mul(x, LOG2_E), rounder);
	const n = f32x4.sub(shifted, rounder);
	let r = f32x4.sub(x, f32x4.mul(n, LN2_HIGH));
	r = f32x4.sub(r, f32x4.mul(n, LN2_LOW));
	let p = E7;
	p = fma(p, r, E6);
	p = fma(p, r, E5);
	p = fma(p, r, E4);
	p = fma(p, r, E3);
	p = fma(p, r, E2);
	p = f32x4.add(fma(f32x4.mul(p, r), r, r), ONE);
	return f32x4.mul(p, i32x4.shl(i32x4.add(shifted, BIAS), 23));
}

/**
 * 1 / (1 + e^-x), to 1e-7 absolute. 2^(-x / ln 2) is split into an integer, added to the exponent bits, and a remainder
 * within ±½ (minimax polynomial of degree 5 with p(0) = 1, 9e-8): two thirds of the instructions of `exp4`.
 */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
	const t = f32x4.pmin(f32x4.pmax(f32x4.mul(x, MINUS_LOG2_E), EXPONENT_LOW), EXPONENT_HIGH);
	const rounder = ROUNDER;
	const shifted = f32x4.add(t, rounder);
	const r = f32x4.sub(t, f32x4.sub(shifted, rounder));
	let p = S5;
	p = fma(p, r, S4);
	p = fma(p, r, S3);
	p = fma(p, r, S2);
	p = fma(p, r, S1);
	p = fma(p, r, ONE);
	const e = i32x4.add(p, i32x4.shl(shifted, 23));
	return f32x4.div(ONE, f32x4.add(ONE, e));
}

/** tanh x to 4e-7 relative: the rational function of degree 13 over 6 of Eigen, which reaches 1 where it is clamped. */
// @ts-ignore: decorator
@inline
export function tanh4(value: v128): v128 {
	const x = f32x4.pmin(f32x4.pmax(value, TANH_LOW), TANH_HIGH);
	const z = f32x4.mul(x, x);
	let p = P6;
	p = fma(p, z, P5);
	p = fma(p, z, P4);
	p = fma(p, z, P3);
	p = fma(p, z, P2);
	p = fma(p, z, P1);
	p = fma(p, z, P0);
	let q = Q3;
	q = fma(q, z, Q2);
	q = fma(q, z, Q1);
	q = fma(q, z, Q0);
	return f32x4.div(f32x4.mul(x, p), q);
}

/**
 * sigmoid of n floats, in place. The loop holds the constants in registers, and the iterations overlap: half the time of
 * the same gates one after the other.
 */
export function sigmoidRow(p: usize, n: i32): void {
	const scale = MINUS_LOG2_E, low = EXPONENT_LOW, high = EXPONENT_HIGH, rounder = ROUNDER, one = ONE;
	const s5 = S5, s4 = S4, s3 = S3, s2 = S2, s1 = S1;
	const end = p + (<usize>(n & ~3) << 2);
	for (; p < end; p += 16) {
		const t = f32x4.pmin(f32x4.pmax(f32x4.mul(v128.load(p), scale), low), high);
		const shifted = f32x4.add(t, rounder);
		const r = f32x4.sub(t, f32x4.sub(shifted, rounder));
		let q = fma(s5, r, s4);
		q = fma(q, r, s3);
		q = fma(q, r, s2);
		q = fma(q, r, s1);
		q = fma(q, r, one);
		const e = i32x4.add(q, i32x4.shl(shifted, 23));
		v128.store(p, f32x4.div(one, f32x4.add(one, e)));
	}
	if (n & 3) store4(p, sigmoid4(load4(p, n & 3)), n & 3);
}

/** tanh of n floats; dst may be src. */
export function tanhRow(src: usize, dst: usize, n: i32): void {
	const low = TANH_LOW, high = TANH_HIGH;
	const p6 = P6, p5 = P5, p4 = P4, p3 = P3, p2 = P2, p1 = P1, p0 = P0, q3 = Q3, q2 = Q2, q1 = Q1, q0 = Q0;
	const end = src + (<usize>(n & ~3) << 2);
	for (; src < end; src += 16, dst += 16) {
		const x = f32x4.pmin(f32x4.pmax(v128.load(src), low), high);
		const z = f32x4.mul(x, x);
		let p = fma(p6, z, p5);
		let q = fma(q3, z, q2);
		p = fma(p, z, p4);
		q = fma(q, z, q1);
		p = fma(p, z, p3);
		q = fma(q, z, q0);
		p = fma(p, z, p2);
		p = fma(p, z, p1);
		p = fma(p, z, p0);
		v128.store(dst, f32x4.div(f32x4.mul(x, p), q));
	}
	if (n & 3) store4(dst, tanh4(load4(src, n & 3)), n & 3);
}

/** Keras' hard sigmoid of n floats, in place. */
export function hardSigmoidRow(p: usize, n: i32): void {
	for (let i = 0; i < n; i += 4, p += 16) store4(p, hardSigmoid4(load4(p, n - i)), n - i);
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
