// Double-precision kernels on 128-bit SIMD. A complex number is one f64x2 (re, im). The caller lays the memory out.
// src/fft/power-plain.ts and src/project-plain.ts do the same in TypeScript.

/** Flips the sign of lane 0. */
// @ts-ignore: decorator
@inline
function negateFirst(x: v128): v128 {
	return v128.xor(x, i64x2(i64.MIN_VALUE, 0));
}

// @ts-ignore: decorator
@inline
function swap(x: v128): v128 {
	return v128.shuffle<f64>(x, x, 1, 0);
}

/** x · w, with w stored as re, im. */
// @ts-ignore: decorator
@inline
function times(x: v128, re: v128, im: v128): v128 {
	return f64x2.add(f64x2.mul(x, re), f64x2.mul(swap(x), im));
}

/** One radix-4 step of Stockham's transform: `n` points of `stride` interleaved transforms, from x to y. */
function radix4(x: usize, y: usize, n: i32, stride: i32, twiddle: usize): void {
	const quarter: usize = (<usize>(n >> 2)) * stride * 16;
	const run: usize = <usize>stride * 16;
	let source = x;
	let target = y;
	for (let p = 0; p < n >> 2; p++) {
		const t1 = twiddle + <usize>(p * stride) * 16;
		const t2 = twiddle + <usize>(2 * p * stride) * 16;
		const t3 = twiddle + <usize>(3 * p * stride) * 16;
		const r1 = v128.load64_splat(t1);
		const i1 = negateFirst(v128.load64_splat(t1, 8));
		const r2 = v128.load64_splat(t2);
		const i2 = negateFirst(v128.load64_splat(t2, 8));
		const r3 = v128.load64_splat(t3);
		const i3 = negateFirst(v128.load64_splat(t3, 8));
		const end = source + run;
		while (source < end) {
			const a = v128.load(source);
			const b = v128.load(source + quarter);
			const c = v128.load(source + 2 * quarter);
			const d = v128.load(source + 3 * quarter);
			const ac = f64x2.add(a, c);
			const bd = f64x2.add(b, d);
			const aMinusC = f64x2.sub(a, c);
			const turned = negateFirst(swap(f64x2.sub(b, d)));
			v128.store(target, f64x2.add(ac, bd));
			v128.store(target + run, times(f64x2.sub(aMinusC, turned), r1, i1));
			v128.store(target + 2 * run, times(f64x2.sub(ac, bd), r2, i2));
			v128.store(target + 3 * run, times(f64x2.add(aMinusC, turned), r3, i3));
			source += 16;
			target += 16;
		}
		target += 3 * run;
	}
}

function radix2(x: usize, y: usize, stride: i32): void {
	const run: usize = <usize>stride * 16;
	for (let i: usize = 0; i < run; i += 16) {
		const a = v128.load(x + i);
		const b = v128.load(x + run + i);
		v128.store(y + i, f64x2.add(a, b));
		v128.store(y + run + i, f64x2.sub(a, b));
	}
}

/** Transforms `size` (a power of two) points from `a`, with `b` as work space; returns which of the two holds the result. */
function transform(a: usize, b: usize, size: i32, twiddle: usize): usize {
	let n = size;
	let stride = 1;
	while (n >= 4) {
		radix4(a, b, n, stride, twiddle);
		const held = a;
		a = b;
		b = held;
		n >>= 2;
		stride <<= 2;
	}
	if (n === 2) {
		radix2(a, b, stride);
		return b;
	}
	return a;
}

/**
 * The power spectrum of one real frame of 2 × half samples (f32), as half + 1 f32 values.
 * `window` holds half of each window value; `twiddle` e^(−2πik/half); `unpack` e^(−2πik/(2·half)), k = 0 … half / 2.
 */
export function power(
	input: usize,
	window: usize,
	half: i32,
	twiddle: usize,
	unpack: usize,
	a: usize,
	b: usize,
	output: usize,
): void {
	for (let k: usize = 0; k < <usize>half; k++) {
		const x = f64x2.promote_low_f32x4(v128.load64_zero(input + 8 * k));
		v128.store(a + 16 * k, f64x2.mul(x, v128.load(window + 16 * k)));
	}
	const z = transform(a, b, half, twiddle);
	const first = 2 * (load<f64>(z) + load<f64>(z, 8));
	const last = 2 * (load<f64>(z) - load<f64>(z, 8));
	store<f32>(output, <f32>(first * first));
	store<f32>(output + <usize>half * 4, <f32>(last * last));
	let low: usize = 1;
	let high: usize = <usize>half - 1;
	const conjugate = i64x2(0, i64.MIN_VALUE);
	while (low <= high) {
		const x = v128.load(z + 16 * low);
		const y = v128.xor(v128.load(z + 16 * high), conjugate);
		const even = f64x2.add(x, y);
		// −i · (x − y)
		const odd = v128.xor(swap(f64x2.sub(x, y)), conjugate);
		const turned = times(odd, v128.load64_splat(unpack + 16 * low), negateFirst(v128.load64_splat(unpack + 16 * low, 8)));
		const plus = f64x2.add(even, turned);
		const minus = f64x2.sub(even, turned);
		const re = v128.shuffle<f64>(plus, minus, 0, 2);
		const im = v128.shuffle<f64>(plus, minus, 1, 3);
		const squares = f32x4.demote_f64x2_zero(f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im)));
		store<f32>(output + 4 * low, f32x4.extract_lane(squares, 0));
		store<f32>(output + 4 * high, f32x4.extract_lane(squares, 1));
		low++;
		high--;
	}
}

/**
 * Twelve weighted sums of one row (f32) at a time, `blocks` times: sums[12·b + c] = Σ row[i] · weights[(b · length + i) · 12 + c].
 * Each sum adds in order, so that plain code gives the same bits.
 */
export function project(row: usize, length: i32, weights: usize, blocks: i32, sums: usize): void {
	let w = weights;
	const end = row + <usize>length * 4;
	for (let block = 0; block < blocks; block++) {
		let s0 = f64x2.splat(0);
		let s1 = f64x2.splat(0);
		let s2 = f64x2.splat(0);
		let s3 = f64x2.splat(0);
		let s4 = f64x2.splat(0);
		let s5 = f64x2.splat(0);
		for (let at = row; at < end; at += 4) {
			const x = f64x2.splat(<f64>load<f32>(at));
			s0 = f64x2.add(s0, f64x2.mul(x, v128.load(w)));
			s1 = f64x2.add(s1, f64x2.mul(x, v128.load(w, 16)));
			s2 = f64x2.add(s2, f64x2.mul(x, v128.load(w, 32)));
			s3 = f64x2.add(s3, f64x2.mul(x, v128.load(w, 48)));
			s4 = f64x2.add(s4, f64x2.mul(x, v128.load(w, 64)));
			s5 = f64x2.add(s5, f64x2.mul(x, v128.load(w, 80)));
			w += 96;
		}
		v128.store(sums, s0);
		v128.store(sums, s1, 16);
		v128.store(sums, s2, 32);
		v128.store(sums, s3, 48);
		v128.store(sums, s4, 64);
		v128.store(sums, s5, 80);
		sums += 96;
	}
}
