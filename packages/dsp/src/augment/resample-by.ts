const halfWidth = 16;
/** Kernel values between two zero crossings. */
const steps = 256;

/**
 * Reads a signal at equal distances: value i is the signal at i · step, band-limited by a Hann-windowed sinc of 32 zero
 * crossings below the lower of the two Nyquist frequencies.
 *
 * @param step samples of the input per sample of the output, > 0
 */
export function resampleBy(samples: Float32Array, step: number, length: number): Float32Array {
	const cutoff = Math.min(1, 1 / step);
	const reach = halfWidth / cutoff;
	const kernel = Float64Array.from({ length: halfWidth * steps + 2 }, (_, i) => {
		const x = i / steps;
		if (x >= halfWidth) return 0;
		const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
		return cutoff * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / halfWidth));
	});
	const output = new Float32Array(length);
	for (let i = 0; i < length; i++) {
		const at = i * step;
		const last = Math.min(samples.length - 1, Math.floor(at + reach));
		let sum = 0;
		for (let j = Math.max(0, Math.ceil(at - reach)); j <= last; j++) {
			const position = Math.abs(at - j) * cutoff * steps;
			const k = Math.floor(position);
			sum += samples[j]! * (kernel[k]! + (position - k) * (kernel[k + 1]! - kernel[k]!));
		}
		output[i] = sum;
	}
	return output;
}
