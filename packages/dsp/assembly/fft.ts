// Two complex FFTs of n points at once, one in each lane: in place, by decimation in frequency, 32 bytes a point (two real
// parts, two imaginary parts). The result stands in digit-reversed order, which whoever reads it must know.
import { add, mul, splat, sub } from './lanes';

/**
 * Four points make four outputs of the next smaller transforms, at z, z + q, z + 2q, z + 3q.
 * t: cosines and negative sines of one, two and three times the angle.
 */
// @ts-ignore: decorator
@inline
export function butterfly(
	z: usize,
	q: usize,
	t: usize,
	ar: v128,
	ai: v128,
	br: v128,
	bi: v128,
	cr: v128,
	ci: v128,
	dr: v128,
	di: v128,
): void {
	const sr = add(ar, cr);
	const si = add(ai, ci);
	const ur = add(br, dr);
	const ui = add(bi, di);
	v128.store(z, add(sr, ur));
	v128.store(z, add(si, ui), 16);
	turn(z + 2 * q, sub(sr, ur), sub(si, ui), splat(t + 16), splat(t + 24));
	const mr = sub(ar, cr);
	const mi = sub(ai, ci);
	const nr = sub(br, dr);
	const ni = sub(bi, di);
	turn(z + q, add(mr, ni), sub(mi, nr), splat(t), splat(t + 8));
	turn(z + 3 * q, sub(mr, ni), add(mi, nr), splat(t + 32), splat(t + 40));
}

// @ts-ignore: decorator
@inline
function turn(z: usize, re: v128, im: v128, c: v128, s: v128): void {
	v128.store(z, sub(mul(re, c), mul(im, s)));
	v128.store(z, add(mul(im, c), mul(re, s)), 16);
}

/** All steps of transforms of n points that fill z … end. n: 4 or 8 times a power of four. */
export function transform(z: usize, end: usize, n: usize, twiddle: usize): void {
	for (; n > 8; n >>= 2) {
		step(z, end, n << 3, twiddle);
		twiddle += 12 * n;
	}
	if (n === 4) fours(z, end);
	else eights(z, end);
}

function step(z: usize, end: usize, q: usize, twiddle: usize): void {
	while (z < end) {
		let t = twiddle;
		const stop = z + q;
		while (z < stop) {
			const b = z + q;
			const c = z + 2 * q;
			const d = z + 3 * q;
			butterfly(
				z,
				q,
				t,
				v128.load(z),
				v128.load(z, 16),
				v128.load(b),
				v128.load(b, 16),
				v128.load(c),
				v128.load(c, 16),
				v128.load(d),
				v128.load(d, 16),
			);
			z += 32;
			t += 48;
		}
		z += 3 * q;
	}
}

/** Transforms of four neighbouring points. */
function fours(z: usize, end: usize): void {
	for (; z < end; z += 128) {
		const ar = v128.load(z);
		const ai = v128.load(z, 16);
		const br = v128.load(z, 32);
		const bi = v128.load(z, 48);
		const cr = v128.load(z, 64);
		const ci = v128.load(z, 80);
		const dr = v128.load(z, 96);
		const di = v128.load(z, 112);
		pair(z, 64, add(ar, cr), add(ai, ci), add(br, dr), add(bi, di));
		pair(z + 32, 64, sub(ar, cr), sub(ai, ci), sub(bi, di), sub(dr, br));
	}
}

/** Sum and difference. */
// @ts-ignore: decorator
@inline
function pair(z: usize, apart: usize, xr: v128, xi: v128, yr: v128, yi: v128): void {
	v128.store(z, add(xr, yr));
	v128.store(z, add(xi, yi), 16);
	v128.store(z + apart, sub(xr, yr));
	v128.store(z + apart, sub(xi, yi), 16);
}

/** Transforms of eight neighbouring points: of the odd four, of the even four, and both together. */
function eights(z: usize, end: usize): void {
	const h = f64x2.splat(Math.SQRT1_2);
	for (; z < end; z += 256) {
		const ar = v128.load(z, 32);
		const ai = v128.load(z, 48);
		const br = v128.load(z, 96);
		const bi = v128.load(z, 112);
		const cr = v128.load(z, 160);
		const ci = v128.load(z, 176);
		const dr = v128.load(z, 224);
		const di = v128.load(z, 240);
		const osr = add(ar, cr);
		const osi = add(ai, ci);
		const our = add(br, dr);
		const oui = add(bi, di);
		const omr = sub(ar, cr);
		const omi = sub(ai, ci);
		const onr = sub(br, dr);
		const oni = sub(bi, di);
		const fr = add(omr, oni);
		const fi = sub(omi, onr);
		const gr = sub(omr, oni);
		const gi = add(omi, onr);
		const er = v128.load(z);
		const ei = v128.load(z, 16);
		const hr = v128.load(z, 64);
		const hi = v128.load(z, 80);
		const kr = v128.load(z, 128);
		const ki = v128.load(z, 144);
		const lr = v128.load(z, 192);
		const li = v128.load(z, 208);
		const sr = add(er, kr);
		const si = add(ei, ki);
		const ur = add(hr, lr);
		const ui = add(hi, li);
		pair(z, 128, add(sr, ur), add(si, ui), add(osr, our), add(osi, oui));
		pair(z + 64, 128, sub(sr, ur), sub(si, ui), sub(osi, oui), sub(our, osr));
		const mr = sub(er, kr);
		const mi = sub(ei, ki);
		const nr = sub(hr, lr);
		const ni = sub(hi, li);
		pair(z + 32, 128, add(mr, ni), sub(mi, nr), mul(add(fr, fi), h), mul(sub(fi, fr), h));
		const pr = sub(mr, ni);
		const pi = add(mi, nr);
		const qr = mul(sub(gi, gr), h);
		const qi = mul(add(gr, gi), h);
		v128.store(z, add(pr, qr), 96);
		v128.store(z, sub(pi, qi), 112);
		v128.store(z, sub(pr, qr), 224);
		v128.store(z, add(pi, qi), 240);
	}
}
