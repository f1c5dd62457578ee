// Short names for what the kernels do with two doubles at once.

// @ts-ignore: decorator
@inline
export function add(a: v128, b: v128): v128 {
	return f64x2.add(a, b);
}

// @ts-ignore: decorator
@inline
export function sub(a: v128, b: v128): v128 {
	return f64x2.sub(a, b);
}

// @ts-ignore: decorator
@inline
export function mul(a: v128, b: v128): v128 {
	return f64x2.mul(a, b);
}

/** One double in both lanes. */
// @ts-ignore: decorator
@inline
export function splat(at: usize): v128 {
	return v128.load64_splat(at);
}

// @ts-ignore: decorator
@inline
export function swap(x: v128): v128 {
	return v128.shuffle<f64>(x, x, 1, 0);
}

/** Lane 0 of both. */
// @ts-ignore: decorator
@inline
export function firsts(a: v128, b: v128): v128 {
	return v128.shuffle<f64>(a, b, 0, 2);
}

/** Lane 1 of both. */
// @ts-ignore: decorator
@inline
export function seconds(a: v128, b: v128): v128 {
	return v128.shuffle<f64>(a, b, 1, 3);
}

/** The first two of four floats as doubles. */
// @ts-ignore: decorator
@inline
export function lower(x: v128): v128 {
	return f64x2.promote_low_f32x4(x);
}

/** The last two of four floats as doubles. */
// @ts-ignore: decorator
@inline
export function upper(x: v128): v128 {
	return f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 1));
}
