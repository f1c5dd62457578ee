// The kernel that pitch starts from: autocorrelation. The caller lays the memory out (src/kernels/real-fft-layout.ts).
// src/pitch/autocorrelation.ts does the same in TypeScript.
import { complexBins } from './bins';
import { transform } from './fft';
import { add, mul, sub } from './lanes';
import { start } from './real-fft';

/** re + i·im += conjugate(x ± y) · x, the sign changing from bin to bin; `rows` of each: real parts, then imaginary parts. */
function accumulate(sum: usize, x: usize, y: usize, row: usize): void {
	const flip = i64x2(0, i64.MIN_VALUE);
	for (const end = sum + row; sum < end; sum += 16) {
		const xr = v128.load(x);
		const xi = v128.load(x + row);
		const qr = add(xr, v128.xor(v128.load(y), flip));
		const qi = add(xi, v128.xor(v128.load(y + row), flip));
		v128.store(sum, add(v128.load(sum), add(mul(qr, xr), mul(qi, xi))));
		v128.store(sum + row, add(v128.load(sum + row), sub(mul(qr, xi), mul(qi, xr))));
		x += 16;
		y += 16;
	}
}

/** Where the transforms of 4n real values keep value i. */
// @ts-ignore: decorator
@inline
function place(i: usize): usize {
	return ((i >> 2) << 5) + ((i & 1) << 4) + ((i & 2) << 2);
}

/**
 * Autocorrelation of a frame (f32) at lags 0 … 2n. The frame is cut into `blocks` of 2n samples, the last one ended by `ending`
 * (a window like `window`, which is 2n halves and 2n zeros). A block with the one after it has all products up to lag 2n,
 * so their spectra suffice: short transforms instead of one of twice the frame.
 * `work` has room for three spectra of 2n + 2 bins; the lags are where the first was (f64).
 */
export function correlate(
	frame: usize,
	blocks: i32,
	window: usize,
	ending: usize,
	n: usize,
	twiddle: usize,
	table: usize,
	z: usize,
	work: usize,
): void {
	const row: usize = 16 * n + 16;
	const sum = work;
	let previous = work + 2 * row;
	let current = work + 4 * row;
	memory.fill(work, 0, 4 * row);
	for (let b = 0; b < blocks; b++) {
		start(frame, b + 1 < blocks ? window : ending, z, n, twiddle);
		transform(z, z + 32 * n, n >> 2, twiddle + 12 * n);
		complexBins(z, n, table, current, current + row);
		accumulate(sum, current, previous, row);
		const held = previous;
		previous = current;
		current = held;
		frame += 8 * n;
	}
	// Back by Hartley's transform: real part minus imaginary part of the transform of (even part − odd part).
	const scale = 0.125 / <f64>n;
	store<f64>(z, scale * load<f64>(sum));
	store<f64>(z + place(2 * n), scale * load<f64>(sum + 16 * n));
	for (let k: usize = 1; k < 2 * n; k++) {
		const even = scale * load<f64>(sum + 8 * k);
		const odd = scale * load<f64>(sum + row + 8 * k);
		store<f64>(z + place(k), even - odd);
		store<f64>(z + place(4 * n - k), even + odd);
	}
	transform(z, z + 32 * n, n, twiddle);
	complexBins(z, n, table, current, current + row);
	for (let k: usize = 0; k < row; k += 16) {
		v128.store(sum + k, sub(v128.load(current + k), v128.load(current + row + k)));
	}
}
