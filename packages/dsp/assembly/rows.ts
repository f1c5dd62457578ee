// Kernels that start from rows of numbers (f32): weighted sums, mel bands, decibels. Sums add in the order
// of the TypeScript code beside their callers, so that both give the same bits; decibels agree to 1e-12.
import { add, lower, mul, splat, sub, upper } from './lanes';

/**
 * Twelve weighted sums of a row at a time, `blocks` times, for `rows` rows:
 * sums[12·b + c] = Σ row[i] · weights[(b · length + i) · 12 + c].
 */
export function project(row: usize, rows: i32, length: i32, weights: usize, blocks: i32, sums: usize): void {
	const bytes = <usize>length * 4;
	for (let r = 0; r < rows; r++) {
		let w = weights;
		for (let block = 0; block < blocks; block++) {
			let s0 = f64x2.splat(0);
			let s1 = f64x2.splat(0);
			let s2 = f64x2.splat(0);
			let s3 = f64x2.splat(0);
			let s4 = f64x2.splat(0);
			let s5 = f64x2.splat(0);
			for (let at = row, end = row + bytes; at < end; at += 4) {
				const x = lower(v128.load32_splat(at));
				s0 = add(s0, mul(x, v128.load(w)));
				s1 = add(s1, mul(x, v128.load(w, 16)));
				s2 = add(s2, mul(x, v128.load(w, 32)));
				s3 = add(s3, mul(x, v128.load(w, 48)));
				s4 = add(s4, mul(x, v128.load(w, 64)));
				s5 = add(s5, mul(x, v128.load(w, 80)));
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
		row += bytes;
	}
}

/**
 * Sums over neighbouring triangles, two rows at once. Bins bounds[s] … bounds[s + 1] − 1 (u32) are where triangle s − 1 falls and
 * triangle s rises; `weights` has both for each bin from bounds[0] on.
 */
export function triangles(row: usize, rows: i32, length: i32, bounds: usize, weights: usize, bands: i32, output: usize): void {
	const bytes = <usize>length * 4;
	for (let r = 0; r < rows; r += 2) {
		const both = r + 1 < rows;
		const other = both ? bytes : 0;
		const target: usize = both ? <usize>bands * 4 : 0;
		let w = weights;
		let at = row + 4 * load<u32>(bounds);
		let rising = f64x2.splat(0);
		for (let band = 0; band <= bands; band++) {
			const end = row + 4 * load<u32>(bounds + 4 * band + 4);
			let fall = f64x2.splat(0);
			let rise = f64x2.splat(0);
			for (; at < end; at += 4) {
				const x = lower(v128.load32_lane(at + other, v128.load32_zero(at), 1));
				fall = add(fall, mul(x, splat(w)));
				rise = add(rise, mul(x, splat(w + 8)));
				w += 16;
			}
			if (band > 0) {
				const sum = f32x4.demote_f64x2_zero(add(rising, fall));
				v128.store32_lane(output, sum, 0);
				v128.store32_lane(output + target, sum, 1);
				output += 4;
			}
			rising = rise;
		}
		row += 2 * bytes;
		output += target;
	}
}

// In memory, because V8 makes each constant anew wherever it is used.
const constants = memory.data<f64>([
	Math.SQRT1_2, 2, 4503599627370496, 4503599627370496 + 1024, 1, 1 / 15.0, 1 / 13.0, 1 / 11.0, 1 / 9.0, 1 / 7.0, 1 / 5.0, 1 / 3.0,
	3.010299956639812, 8.685889638065037, Infinity,
]);

// @ts-ignore: decorator
@inline
function constant(i: usize): v128 {
	return splat(constants + 8 * i);
}

/**
 * 10·log10(max(x, floor)) − reference of two values.
 * x = 2^e · m with m from √½ to √2, and log(m) = 2·artanh((m − 1) / (m + 1)) as a series.
 */
// @ts-ignore: decorator
@inline
function decibel(value: v128, floor: v128, reference: v128): v128 {
	// NaN stays: pmax takes its first argument then.
	const x = f64x2.pmax(value, floor);
	// As bits: √½ begins the range of m, and 2 has the exponent 1024.
	const two = constant(1);
	const e = i64x2.shr_u(i64x2.add(i64x2.sub(x, constant(0)), two), 52);
	const m = i64x2.sub(x, i64x2.sub(i64x2.shl(e, 52), two));
	const one = constant(4);
	const z = f64x2.div(sub(m, one), add(m, one));
	const y = mul(z, z);
	let series = constant(5);
	series = add(mul(series, y), constant(6));
	series = add(mul(series, y), constant(7));
	series = add(mul(series, y), constant(8));
	series = add(mul(series, y), constant(9));
	series = add(mul(series, y), constant(10));
	series = add(mul(series, y), constant(11));
	series = mul(mul(z, add(mul(series, y), one)), constant(13));
	// 2^52 + e as a double has e in its last bits.
	const octaves = sub(v128.or(e, constant(2)), constant(3));
	const log = add(mul(octaves, constant(12)), series);
	// Infinity and NaN stay what they are.
	return sub(v128.bitselect(log, x, f64x2.lt(x, constant(14))), reference);
}

/** Decibels of `count` values in place, a multiple of four; the four values at `top` are raised to the largest. */
export function decibels(values: usize, count: i32, least: f64, reference: f64, top: usize): void {
	const floor = f64x2.splat(least);
	const shift = f64x2.splat(reference);
	let largest = v128.load(top);
	for (const end = values + 4 * <usize>count; values < end; values += 16) {
		const x = v128.load(values);
		const low = f32x4.demote_f64x2_zero(decibel(lower(x), floor, shift));
		const high = f32x4.demote_f64x2_zero(decibel(upper(x), floor, shift));
		const db = v128.shuffle<f64>(low, high, 0, 2);
		v128.store(values, db);
		largest = f32x4.pmax(largest, db);
	}
	v128.store(top, largest);
}
