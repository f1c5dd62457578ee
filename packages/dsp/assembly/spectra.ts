// The kernel that starts from samples: power spectra. The caller lays the memory out (src/kernels/real-fft-layout.ts).
// src/fft/power-spectrum.ts does the same in TypeScript.
import { powers } from './bins';
import { transform } from './fft';
import { start } from './real-fft';

/** The power spectra (rows of 2n + 1 f32) of `frames` frames of 4n samples (f32), `hop` bytes from one to the next. */
export function power(
	input: usize,
	hop: usize,
	frames: i32,
	window: usize,
	n: usize,
	twiddle: usize,
	table: usize,
	z: usize,
	output: usize,
): void {
	for (let f = 0; f < frames; f++) {
		start(input, window, z, n, twiddle);
		transform(z, z + 32 * n, n >> 2, twiddle + 12 * n);
		powers(z, n, table, output);
		input += hop;
		output += 8 * n + 4;
	}
}
