import { realFft } from '../fft/real-fft.js';

function sizeFor(length: number): number {
	let size = 2;
	while (size < length) size *= 2;
	return size;
}

/** The convolution of two signals, cut to the length of the first. */
export function convolve(samples: Float32Array, response: Float32Array): Float32Array {
	const plan = realFft(sizeFor(samples.length + response.length));
	const a = transformed(plan, samples);
	const b = transformed(plan, response);
	for (let k = 0; k < 2 * plan.bins; k += 2) {
		const re = a[k]! * b[k]! - a[k + 1]! * b[k + 1]!;
		a[k + 1] = a[k]! * b[k + 1]! + a[k + 1]! * b[k]!;
		a[k] = re;
	}
	return inverted(plan, a, samples.length);
}

/** A signal whose spectrum is multiplied by a real gain; no delay. */
export function shapeSpectrum(samples: Float32Array, sampleRate: number, gainAt: (hz: number) => number): Float32Array {
	const plan = realFft(sizeFor(samples.length + 1024));
	const spectrum = transformed(plan, samples);
	for (let k = 0; k < plan.bins; k++) {
		const factor = gainAt((k * sampleRate) / plan.size);
		spectrum[2 * k]! *= factor;
		spectrum[2 * k + 1]! *= factor;
	}
	return inverted(plan, spectrum, samples.length);
}

function transformed(plan: ReturnType<typeof realFft>, samples: Float32Array): Float64Array {
	const input = new Float64Array(plan.size);
	input.set(samples);
	const output = new Float64Array(2 * plan.bins);
	plan.transform(output, input);
	return output;
}

function inverted(plan: ReturnType<typeof realFft>, spectrum: Float64Array, length: number): Float32Array {
	const output = new Float64Array(plan.size);
	plan.inverse(output, spectrum);
	return Float32Array.from(output.subarray(0, length));
}
