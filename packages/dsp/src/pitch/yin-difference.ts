import type { PadMode } from '../stft/framing.js';
import { createAutocorrelation } from './autocorrelation.js';

/** YIN's cumulative mean normalised difference of one frame after another. */
export interface YinDifference {
	/** periods: maxPeriod − minPeriod + 1 */
	readonly size: number;
	/** `size` values of the frame last visited; near 0 where it repeats itself after minPeriod + i samples */
	readonly difference: Float64Array;
	/** Goes through the frames that start at `first`, `first + hop`, …: `visit(t)` while `difference` belongs to frame t. */
	each(
		samples: Float32Array,
		first: number,
		hop: number,
		count: number,
		padMode: PadMode,
		visit: (t: number) => void,
	): void;
	/** Where the parabola through value i and its neighbours has its extreme, samples; 0 where it is outside ±1. */
	shift(i: number): number;
}

/**
 * Plans YIN's difference function (de Cheveigné & Kawahara 2002, steps 1-3) in the form librosa 0.11 gives it.
 *
 * @param frameLength samples
 * @param minPeriod samples, ≥ 1
 * @param maxPeriod samples, < frameLength
 */
export function createYinDifference(frameLength: number, minPeriod: number, maxPeriod: number): YinDifference {
	const { lags, each } = createAutocorrelation(frameLength, maxPeriod);
	const size = maxPeriod - minPeriod + 1;
	const difference = new Float64Array(size);

	function fill(frame: Float32Array, at: number): void {
		const energy = lags[0]!;
		let head = 0;
		let cumulative = 0;
		for (let k = 1; k <= maxPeriod; k++) {
			// librosa leaves the first sample's energy out at k = 1 only.
			const x = frame[at + k - 1]!;
			head += x * x;
			const value = 2 * (energy - lags[k]!) - (k === 1 ? 0 : head);
			cumulative += value;
			if (k >= minPeriod) difference[k - minPeriod] = value / (cumulative / k + 1.1754943508222875e-38);
		}
	}

	return {
		size,
		difference,
		each(samples, first, hop, count, padMode, visit) {
			each(samples, first, hop, count, padMode, (t, frame, at) => {
				fill(frame, at);
				visit(t);
			});
		},
		shift(i) {
			if (i < 1 || i >= size - 1) return 0;
			const before = difference[i - 1]!;
			const after = difference[i + 1]!;
			const curve = before + after - 2 * difference[i]!;
			const slope = (after - before) / 2;
			return Math.abs(slope) >= Math.abs(curve) ? 0 : -slope / curve;
		},
	};
}
