import type { RootFinder } from './polynomial-roots.js';

/**
 * Turns the roots of a prediction polynomial into resonances, lowest first: frequency = angle, bandwidth = −ln(radius)·rate/π.
 *
 * @param count resonances wanted; missing ones are 0
 * @param output 2 × count values at `at`: frequencies, then bandwidths, Hz
 * @param maximumBandwidth broader resonances are passed over
 */
export function poleFormants(
	{ real, imaginary }: RootFinder,
	sampleRate: number,
	count: number,
	output: Float32Array,
	at: number,
	maximumBandwidth = Number.POSITIVE_INFINITY,
	minimumHz = 0,
): void {
	output.fill(0, at, at + 2 * count);
	let after = minimumHz;
	for (let n = 0; n < count; n++) {
		let best = Number.POSITIVE_INFINITY;
		let bandwidth = 0;
		for (let i = 0; i < real.length; i++) {
			if (imaginary[i]! <= 1e-9) continue;
			const hz = (Math.atan2(imaginary[i]!, real[i]!) * sampleRate) / (2 * Math.PI);
			if (hz <= after || hz >= best) continue;
			const width = (-Math.log(Math.hypot(real[i]!, imaginary[i]!)) * sampleRate) / Math.PI;
			if (width > maximumBandwidth || width < 0) continue;
			best = hz;
			bandwidth = width;
		}
		if (best === Number.POSITIVE_INFINITY) return;
		output[at + n] = best;
		output[at + count + n] = bandwidth;
		after = best;
	}
}
