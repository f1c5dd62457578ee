// The FFT of 4n real values as two complex FFTs of n points, of x[0] + i·x[1], x[4] + i·x[5], … in lane 0 and of
// x[2] + i·x[3], x[6] + i·x[7], … in lane 1. `table` has 48 bytes for each k = 1 … n/2: cosine and negative sine of πk/n,
// cosine and sine of πk/2n, and as integers the places of k and n − k in the transforms.
import { butterfly } from './fft';
import { add, firsts, lower, mul, seconds, splat, sub, swap, upper } from './lanes';

// @ts-ignore: decorator
@inline
function four(at: usize): v128 {
	const x = v128.load(at);
	return v128.shuffle<f32>(x, x, 0, 2, 1, 3);
}

/**
 * The first step of the transforms of a frame (f32) times a window.
 * `window` holds half of each window value, in fours: values 0, 2, 1, 3.
 */
export function start(frame: usize, window: usize, z: usize, n: usize, twiddle: usize): void {
	const q: usize = n << 3;
	const q2: usize = n << 2;
	const end = z + q;
	for (; z < end; z += 32) {
		const a = four(frame);
		const b = four(frame + q2);
		const c = four(frame + 2 * q2);
		const d = four(frame + 3 * q2);
		butterfly(
			z,
			q,
			twiddle,
			mul(lower(a), v128.load(window)),
			mul(upper(a), v128.load(window, 16)),
			mul(lower(b), v128.load(window + q)),
			mul(upper(b), v128.load(window + q, 16)),
			mul(lower(c), v128.load(window + 2 * q)),
			mul(upper(c), v128.load(window + 2 * q, 16)),
			mul(lower(d), v128.load(window + 3 * q)),
			mul(upper(d), v128.load(window + 3 * q, 16)),
		);
		frame += 16;
		window += 32;
		twiddle += 48;
	}
}

/** Two values to two places, as f32. */
// @ts-ignore: decorator
@inline
function put(a: usize, b: usize, x: v128): void {
	const y = f32x4.demote_f64x2_zero(x);
	v128.store32_lane(a, y, 0);
	v128.store32_lane(b, y, 1);
}

// @ts-ignore: decorator
@inline
function square(re: v128, im: v128): v128 {
	return add(mul(re, re), mul(im, im));
}

/**
 * The 2n + 1 bins of the real values: their squared magnitudes (f32) at `output`; or, with `imaginary`, their real parts (f64)
 * at `output` and their imaginary parts at `imaginary`.
 */
export function bins(z: usize, n: usize, table: usize, output: usize, imaginary: usize): void {
	const asPower = imaginary === 0;
	const re = v128.load(z);
	const im = v128.load(z, 16);
	const er0 = f64x2.extract_lane(re, 0);
	const or0 = f64x2.extract_lane(re, 1);
	const ei0 = f64x2.extract_lane(im, 0);
	const oi0 = f64x2.extract_lane(im, 1);
	const sum = 2 * (er0 + or0 + (ei0 + oi0));
	const difference = 2 * (er0 + or0 - (ei0 + oi0));
	const middleRe = 2 * (er0 - or0);
	const middleIm = 2 * (oi0 - ei0);
	if (asPower) {
		store<f32>(output, <f32>(sum * sum));
		store<f32>(output + 8 * n, <f32>(difference * difference));
		store<f32>(output + 4 * n, <f32>(middleRe * middleRe + middleIm * middleIm));
	} else {
		store<f64>(output, sum);
		store<f64>(output + 16 * n, difference);
		store<f64>(output + 8 * n, middleRe);
		store<f64>(imaginary, 0);
		store<f64>(imaginary + 16 * n, 0);
		store<f64>(imaginary + 8 * n, middleIm);
	}
	const flip = i64x2(0, i64.MIN_VALUE);
	const last = n >> 1;
	for (let k: usize = 1; k <= last; k++) {
		const x = z + load<u32>(table, 32);
		const y = z + load<u32>(table, 36);
		const xr = v128.load(x);
		const xi = v128.load(x, 16);
		const yr = v128.load(y);
		const yi = v128.load(y, 16);
		const er = firsts(xr, yr);
		const ei = firsts(xi, yi);
		const or = seconds(xr, yr);
		const oi = seconds(xi, yi);
		// The two transforms together are one of 2n points: p holds its points k and n − k, q those at 2n − k and n + k.
		const c = v128.xor(splat(table), flip);
		const s = splat(table + 8);
		const wr = sub(mul(or, c), mul(oi, s));
		const wi = add(mul(oi, c), mul(or, s));
		const pr = add(er, wr);
		const pi = add(ei, wi);
		const qr = swap(sub(er, wr));
		const qi = swap(sub(ei, wi));
		// Bins k and 2n − k of real values are made of these two points.
		const c2 = v128.load(table, 16);
		const s2 = swap(c2);
		const ar = add(pr, qr);
		const ai = sub(pi, qi);
		const br = add(pi, qi);
		const bi = sub(qr, pr);
		const tr = add(mul(br, c2), mul(bi, s2));
		const ti = sub(mul(bi, c2), mul(br, s2));
		const ur = add(ar, tr);
		const ui = add(ai, ti);
		const vr = sub(ar, tr);
		const vi = sub(ti, ai);
		if (asPower) {
			put(output + 4 * k, output + 4 * (n - k), square(ur, ui));
			put(output + 4 * (2 * n - k), output + 4 * (n + k), square(vr, vi));
		} else {
			v128.store64_lane(output + 8 * k, ur, 0);
			v128.store64_lane(imaginary + 8 * k, ui, 0);
			v128.store64_lane(output + 8 * (n - k), ur, 1);
			v128.store64_lane(imaginary + 8 * (n - k), ui, 1);
			v128.store64_lane(output + 8 * (2 * n - k), vr, 0);
			v128.store64_lane(imaginary + 8 * (2 * n - k), vi, 0);
			v128.store64_lane(output + 8 * (n + k), vr, 1);
			v128.store64_lane(imaginary + 8 * (n + k), vi, 1);
		}
		table += 48;
	}
}
