import FFT from 'fft.js';
import type { ComplexFft } from './complex-fft.js';

/**
 * A complex FFT of any size as a convolution with a chirp (Bluestein 1970), on a power-of-two FFT of at least twice it.
 *
 * @param size ≥ 2
 */
export function createBluestein(size: number): ComplexFft {
	let padded = 2;
	while (padded < 2 * size - 1) padded *= 2;
	const plan = new FFT(padded);

	// k² is taken modulo 2·size before the angle: for long signals k²·π/size would lose its digits.
	const chirp = new Float64Array(2 * size);
	for (let k = 0; k < size; k++) {
		const angle = (Math.PI * ((k * k) % (2 * size))) / size;
		chirp[2 * k] = Math.cos(angle);
		chirp[2 * k + 1] = -Math.sin(angle);
	}
	const work = new Float64Array(2 * padded);
	const spectrum = new Float64Array(2 * padded);
	const kernel = new Float64Array(2 * padded);
	for (let k = 0; k < size; k++) {
		for (const at of [k, (padded - k) % padded]) {
			work[2 * at] = chirp[2 * k]!;
			work[2 * at + 1] = -chirp[2 * k + 1]!;
		}
	}
	plan.transform(kernel, work);

	function transform(output: Float64Array, input: Float64Array): void {
		work.fill(0);
		for (let k = 0; k < 2 * size; k += 2) {
			work[k] = input[k]! * chirp[k]! - input[k + 1]! * chirp[k + 1]!;
			work[k + 1] = input[k]! * chirp[k + 1]! + input[k + 1]! * chirp[k]!;
		}
		plan.transform(spectrum, work);
		for (let k = 0; k < 2 * padded; k += 2) {
			const re = spectrum[k]!;
			const im = spectrum[k + 1]!;
			spectrum[k] = re * kernel[k]! - im * kernel[k + 1]!;
			spectrum[k + 1] = re * kernel[k + 1]! + im * kernel[k]!;
		}
		plan.inverseTransform(work, spectrum);
		for (let k = 0; k < 2 * size; k += 2) {
			output[k] = work[k]! * chirp[k]! - work[k + 1]! * chirp[k + 1]!;
			output[k + 1] = work[k]! * chirp[k + 1]! + work[k + 1]! * chirp[k]!;
		}
	}

	const conjugate = new Float64Array(2 * size);
	return {
		size,
		transform,
		inverse(output, input) {
			for (let k = 0; k < 2 * size; k += 2) {
				conjugate[k] = input[k]!;
				conjugate[k + 1] = -input[k + 1]!;
			}
			transform(output, conjugate);
			for (let k = 0; k < 2 * size; k += 2) {
				output[k] = output[k]! / size;
				output[k + 1] = -output[k + 1]! / size;
			}
		},
	};
}
