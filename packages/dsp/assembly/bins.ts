// From the two transforms in real-fft.ts to the bins 0 … 2n of the real values. `table` has 48 bytes for each k = 1 … n/2:
// cosine, negative cosine and negative sine of πk/n, cosine and sine of πk/2n, and as integers the places of points k and n − k.
import { add, firsts, mul, seconds, splat, sub, swap } from './lanes';

// @ts-ignore: decorator
@inline
function squares(re: v128, im: v128): v128 {
	return f32x4.demote_f64x2_zero(add(mul(re, re), mul(im, im)));
}

/**
 * Bins k, n − k, 2n − k and n + k. With `output` 0 their squared magnitudes come back as four f32; else real and imaginary parts
 * (f64) go to `output` and `imaginary`.
 */
// @ts-ignore: decorator
@inline
function four(z: usize, table: usize, output: usize, imaginary: usize, k: usize, n: usize): v128 {
	const x = z + load<u32>(table, 40);
	const y = z + load<u32>(table, 44);
	const xr = v128.load(x);
	const xi = v128.load(x, 16);
	const yr = v128.load(y);
	const yi = v128.load(y, 16);
	// The two transforms together are one of 2n points: p holds its points k and n − k, q those at 2n − k and n + k.
	const er = firsts(xr, yr);
	const ei = firsts(xi, yi);
	const or = seconds(xr, yr);
	const oi = seconds(xi, yi);
	const c = v128.load(table);
	const s = splat(table + 16);
	const wr = sub(mul(or, c), mul(oi, s));
	const wi = add(mul(oi, c), mul(or, s));
	const pr = add(er, wr);
	const pi = add(ei, wi);
	const qr = swap(sub(er, wr));
	const qi = swap(sub(ei, wi));
	// Bins k and 2n − k of real values are made of these two points.
	const c2 = v128.load(table, 24);
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
	if (output === 0) return v128.shuffle<f64>(squares(ur, ui), squares(vr, vi), 0, 2);
	v128.store64_lane(output + 8 * k, ur, 0);
	v128.store64_lane(imaginary + 8 * k, ui, 0);
	v128.store64_lane(output + 8 * (n - k), ur, 1);
	v128.store64_lane(imaginary + 8 * (n - k), ui, 1);
	v128.store64_lane(output + 8 * (2 * n - k), vr, 0);
	v128.store64_lane(imaginary + 8 * (2 * n - k), vi, 0);
	v128.store64_lane(output + 8 * (n + k), vr, 1);
	v128.store64_lane(imaginary + 8 * (n + k), vi, 1);
	return ur;
}

/** The squared magnitudes of all bins (f32). */
export function powers(z: usize, n: usize, table: usize, output: usize): void {
	const er = load<f64>(z);
	const or = load<f64>(z, 8);
	const ei = load<f64>(z, 16);
	const oi = load<f64>(z, 24);
	const first = 2 * (er + or + (ei + oi));
	const last = 2 * (er + or - (ei + oi));
	const re = 2 * (er - or);
	const im = 2 * (ei - oi);
	store<f32>(output, <f32>(first * first));
	store<f32>(output + 8 * n, <f32>(last * last));
	store<f32>(output + 4 * n, <f32>(re * re + im * im));
	// Two k at once: where bins k, n − k − 1, n + k and 2n − k − 1 go.
	let a = output + 4;
	let b = output + 4 * n - 8;
	let c = output + 4 * n + 4;
	let d = output + 8 * n - 8;
	for (; a <= b; table += 96) {
		const x = four(z, table, 0, 0, 0, 0);
		const y = four(z, table + 48, 0, 0, 0, 0);
		v128.store64_lane(a, v128.shuffle<f32>(x, y, 0, 4, 1, 5), 0);
		v128.store64_lane(b, v128.shuffle<f32>(y, x, 0, 4, 1, 5), 1);
		v128.store64_lane(c, v128.shuffle<f32>(x, y, 2, 6, 3, 7), 1);
		v128.store64_lane(d, v128.shuffle<f32>(y, x, 2, 6, 3, 7), 0);
		a += 8;
		b -= 8;
		c += 8;
		d -= 8;
	}
}

/** Real and imaginary parts of all bins (f64). */
export function complexBins(z: usize, n: usize, table: usize, output: usize, imaginary: usize): void {
	const er = load<f64>(z);
	const or = load<f64>(z, 8);
	const ei = load<f64>(z, 16);
	const oi = load<f64>(z, 24);
	store<f64>(output, 2 * (er + or + (ei + oi)));
	store<f64>(output + 16 * n, 2 * (er + or - (ei + oi)));
	store<f64>(output + 8 * n, 2 * (er - or));
	store<f64>(imaginary, 0);
	store<f64>(imaginary + 16 * n, 0);
	store<f64>(imaginary + 8 * n, 2 * (oi - ei));
	for (let k: usize = 1; k <= n >> 1; k++, table += 48) four(z, table, output, imaginary, k, n);
}
