import { realFft } from '../fft/real-fft.js';

/** YIN's cumulative mean normalised difference of one frame after another. */
export interface YinDifference {
	/** periods: maxPeriod − minPeriod + 1 */
	readonly size: number;
	/** Fills `difference` and `shift` from a frame. */
	process(frame: Float64Array): void;
	/** `size` values; near 0 where the frame repeats itself after minPeriod + i samples */
	readonly difference: Float64Array;
	/** `size` values: where the parabola through a value and its neighbours has its extreme, samples; 0 where it is outside ±1 */
	readonly shift: Float64Array;
}

/**
 * Plans YIN's difference function (de Cheveigné & Kawahara 2002, steps 1-3) in the form librosa 0.11 gives it.
 *
 * @param frameLength samples
 * @param minPeriod samples, ≥ 1
 * @param maxPeriod samples, < frameLength
 */
export function createYinDifference(frameLength: number, minPeriod: number, maxPeriod: number): YinDifference {
	let padded = 2;
	while (padded < frameLength + maxPeriod) padded *= 2;
	const plan = realFft(padded);
	const signal = new Float64Array(padded);
	const power = new Float64Array(plan.bins);
	const spectrum = new Float64Array(2 * plan.bins);
	const size = maxPeriod - minPeriod + 1;
	const difference = new Float64Array(size);
	const shift = new Float64Array(size);
	return {
		size,
		difference,
		shift,
		process(frame) {
			signal.set(frame);
			signal.fill(0, frameLength);
			plan.power(power, 0, signal);
			for (let k = 0; k < power.length; k++) spectrum[2 * k] = power[k]!;
			plan.inverse(signal, spectrum);
			// signal now holds the autocorrelation.
			const energy = signal[0]!;
			let head = 0;
			let cumulative = 0;
			for (let k = 1; k <= maxPeriod; k++) {
				// librosa leaves the first sample's energy out at k = 1 only.
				head += frame[k - 1]! * frame[k - 1]!;
				const value = 2 * (energy - signal[k]!) - (k === 1 ? 0 : head);
				cumulative += value;
				if (k >= minPeriod) difference[k - minPeriod] = value / (cumulative / k + 1.1754943508222875e-38);
			}
			for (let i = 1; i < size - 1; i++) {
				const before = difference[i - 1]!;
				const after = difference[i + 1]!;
				const curve = before + after - 2 * difference[i]!;
				const slope = (after - before) / 2;
				shift[i] = Math.abs(slope) >= Math.abs(curve) ? 0 : -slope / curve;
			}
		},
	};
}
