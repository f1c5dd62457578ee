import type { Libsamplerate } from './libsamplerate.js';

/** Points of the kernel per sample. Cubic interpolation between them is good to 1e-9. */
const density = 256;
/** Samples on either side that the best converter looks at: 340,239 coefficients, 2381 to a sample. */
export const kernelHalfWidth = 143;

/** The impulse response of libsamplerate's best converter, a function of time in samples of the lower rate. */
export type Kernel = (time: number) => number;

/**
 * Reads the converter's filter out of the library: what one impulse becomes when it is upsampled 256 times. For any
 * other pair of rates the library uses the same curve (stretched to the lower rate), so this is all there is to know.
 */
export function readKernel(library: Libsamplerate): Kernel {
	const margin = kernelHalfWidth + 2;
	// The library holds the last outputs back until it has seen what follows: twice the margin of silence.
	const impulse = new Float32Array(4 * margin);
	impulse[margin] = 1;
	library.inputSampleRate = 750;
	library.outputSampleRate = 750 * density;
	const table = library.full(impulse);
	const at = (index: number) => table[index] as number;
	return (time) => {
		if (Math.abs(time) >= kernelHalfWidth) return 0;
		const position = (margin + time) * density;
		const index = Math.floor(position);
		const u = position - index;
		const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
		// Lagrange's cubic through four points
		return (
			(-a * u * (u - 1) * (u - 2)) / 6 +
			(b * (u + 1) * (u - 1) * (u - 2)) / 2 -
			(c * (u + 1) * u * (u - 2)) / 2 +
			(d * (u + 1) * u * (u - 1)) / 6
		);
	};
}
