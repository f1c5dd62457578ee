// Products of a float32 data matrix with float64 vectors, in float64 and in a fixed order of addition, so that the
// TypeScript fallback (src/linear-kernels-plain.ts) gives the same bits. Rows come in blocks of four, columns in pairs,
// outputs in pairs; the caller pads with zeros.

/** scores[r * outputs + k] = data row r · coefficients row k, for rows first … rows - 1 (both multiples of four). */
export function multiply(
	data: usize,
	first: i32,
	rows: i32,
	cols: i32,
	coefficients: usize,
	outputs: i32,
	scores: usize,
): void {
	const dataStride: usize = (<usize>cols) << 2;
	const coefficientStride: usize = (<usize>cols) << 3;
	const scoreStride: usize = (<usize>outputs) << 3;
	for (let r = first; r < rows; r += 4) {
		const rowStart = data + <usize>r * dataStride;
		const scoreStart = scores + <usize>r * scoreStride;
		for (let k = 0; k < outputs; k += 2) {
			let x0 = rowStart;
			let x1 = x0 + dataStride;
			let x2 = x1 + dataStride;
			let x3 = x2 + dataStride;
			const end = x1;
			let wa = coefficients + <usize>k * coefficientStride;
			let wb = wa + coefficientStride;
			let a0 = f64x2.splat(0);
			let a1 = f64x2.splat(0);
			let a2 = f64x2.splat(0);
			let a3 = f64x2.splat(0);
			let b0 = f64x2.splat(0);
			let b1 = f64x2.splat(0);
			let b2 = f64x2.splat(0);
			let b3 = f64x2.splat(0);
			while (x0 < end) {
				const a = v128.load(wa);
				const b = v128.load(wb);
				let x = f64x2.promote_low_f32x4(v128.load64_zero(x0));
				a0 = f64x2.add(a0, f64x2.mul(x, a));
				b0 = f64x2.add(b0, f64x2.mul(x, b));
				x = f64x2.promote_low_f32x4(v128.load64_zero(x1));
				a1 = f64x2.add(a1, f64x2.mul(x, a));
				b1 = f64x2.add(b1, f64x2.mul(x, b));
				x = f64x2.promote_low_f32x4(v128.load64_zero(x2));
				a2 = f64x2.add(a2, f64x2.mul(x, a));
				b2 = f64x2.add(b2, f64x2.mul(x, b));
				x = f64x2.promote_low_f32x4(v128.load64_zero(x3));
				a3 = f64x2.add(a3, f64x2.mul(x, a));
				b3 = f64x2.add(b3, f64x2.mul(x, b));
				x0 += 8;
				x1 += 8;
				x2 += 8;
				x3 += 8;
				wa += 16;
				wb += 16;
			}
			let s = scoreStart + (<usize>k << 3);
			put(s, a0, b0);
			s += scoreStride;
			put(s, a1, b1);
			s += scoreStride;
			put(s, a2, b2);
			s += scoreStride;
			put(s, a3, b3);
		}
	}
}

// @ts-ignore: decorator
@inline
function put(at: usize, a: v128, b: v128): void {
	f64.store(at, f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1));
	f64.store(at, f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1), 8);
}

/** gradient row k += Σ over rows r of residuals[r * outputs + k] × data row r. */
export function addTransposed(
	data: usize,
	rows: i32,
	cols: i32,
	residuals: usize,
	outputs: i32,
	gradient: usize,
): void {
	const dataStride: usize = (<usize>cols) << 2;
	const gradientStride: usize = (<usize>cols) << 3;
	const residualStride: usize = (<usize>outputs) << 3;
	for (let r = 0; r < rows; r += 4) {
		const rowStart = data + <usize>r * dataStride;
		for (let k = 0; k < outputs; k += 2) {
			let x0 = rowStart;
			let x1 = x0 + dataStride;
			let x2 = x1 + dataStride;
			let x3 = x2 + dataStride;
			const end = x1;
			let ga = gradient + <usize>k * gradientStride;
			let gb = ga + gradientStride;
			let from = residuals + <usize>r * residualStride + (<usize>k << 3);
			const a0 = v128.load64_splat(from);
			const b0 = v128.load64_splat(from, 8);
			from += residualStride;
			const a1 = v128.load64_splat(from);
			const b1 = v128.load64_splat(from, 8);
			from += residualStride;
			const a2 = v128.load64_splat(from);
			const b2 = v128.load64_splat(from, 8);
			from += residualStride;
			const a3 = v128.load64_splat(from);
			const b3 = v128.load64_splat(from, 8);
			while (x0 < end) {
				let a = v128.load(ga);
				let b = v128.load(gb);
				let x = f64x2.promote_low_f32x4(v128.load64_zero(x0));
				a = f64x2.add(a, f64x2.mul(x, a0));
				b = f64x2.add(b, f64x2.mul(x, b0));
				x = f64x2.promote_low_f32x4(v128.load64_zero(x1));
				a = f64x2.add(a, f64x2.mul(x, a1));
				b = f64x2.add(b, f64x2.mul(x, b1));
				x = f64x2.promote_low_f32x4(v128.load64_zero(x2));
				a = f64x2.add(a, f64x2.mul(x, a2));
				b = f64x2.add(b, f64x2.mul(x, b2));
				x = f64x2.promote_low_f32x4(v128.load64_zero(x3));
				a = f64x2.add(a, f64x2.mul(x, a3));
				b = f64x2.add(b, f64x2.mul(x, b3));
				v128.store(ga, a);
				v128.store(gb, b);
				x0 += 8;
				x1 += 8;
				x2 += 8;
				x3 += 8;
				ga += 16;
				gb += 16;
			}
		}
	}
}
