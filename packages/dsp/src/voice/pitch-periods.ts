/** Jitter and shimmer of one frame. */
export interface PeriodMeasures {
	/** mean absolute difference of neighbouring periods over the mean period, 0…1 */
	jitter: number;
	/** mean absolute difference of neighbouring peak amplitudes, dB */
	shimmer: number;
}

/** Follows the pitch periods of a signal from frame to frame. */
export interface PeriodTracker {
	/** The measures over the periods of frame [start, end) given its pitch; 0 Hz resets the tracker. */
	measure(start: number, end: number, f0: number): PeriodMeasures;
}

const none: PeriodMeasures = { jitter: 0, shimmer: 0 };

/**
 * Period by period: the next period is the lag, within a quarter of the pitch period, at which the waveform correlates best
 * with itself one period on, refined by a parabola; its amplitude is its span from lowest to highest sample.
 */
export function periodTracker(samples: Float32Array, sampleRate: number): PeriodTracker {
	return {
		measure(start, end, f0) {
			if (f0 <= 0) return none;
			const expected = sampleRate / f0;
			const least = Math.max(2, Math.floor(0.75 * expected));
			const most = Math.ceil(1.25 * expected);
			let position = start;
			let lastPeriod = 0;
			let lastSpan = 0;
			let periods = 0;
			let periodSum = 0;
			let jitterSum = 0;
			let shimmerSum = 0;
			let pairs = 0;
			const width = Math.round(expected);
			while (Math.round(position) + most + width + 1 < end) {
				const from = Math.round(position);
				const period = bestLag(samples, from, width, least, most);
				const span = spanOf(samples, from, Math.round(period));
				if (lastPeriod > 0) {
					jitterSum += Math.abs(period - lastPeriod);
					if (span > 0 && lastSpan > 0) shimmerSum += Math.abs(20 * Math.log10(span / lastSpan));
					pairs++;
				}
				lastPeriod = period;
				lastSpan = span;
				periodSum += period;
				periods++;
				position += period;
			}
			if (pairs === 0) return none;
			return { jitter: jitterSum / pairs / (periodSum / periods), shimmer: shimmerSum / pairs };
		},
	};
}

/** The lag in [least, most] with the highest normalised correlation of `width` samples, to a fraction of a sample. */
function bestLag(samples: Float32Array, from: number, width: number, least: number, most: number): number {
	let best = least;
	let bestScore = Number.NEGATIVE_INFINITY;
	let before = 0;
	let after = 0;
	let previous = 0;
	let takeNext = false;
	for (let lag = least; lag <= most; lag++) {
		let product = 0;
		let energy = 0;
		for (let i = from; i < from + width; i++) {
			product += samples[i]! * samples[i + lag]!;
			energy += samples[i + lag]! ** 2;
		}
		const score = energy > 0 ? product / Math.sqrt(energy) : 0;
		if (takeNext) {
			after = score;
			takeNext = false;
		}
		if (score > bestScore) {
			before = previous;
			bestScore = score;
			best = lag;
			takeNext = true;
		}
		previous = score;
	}
	if (best === least || best === most) return best;
	const bend = before - 2 * bestScore + after;
	return bend < 0 ? best + (0.5 * (before - after)) / bend : best;
}

function spanOf(samples: Float32Array, from: number, length: number): number {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (let i = from; i < from + length; i++) {
		if (samples[i]! < low) low = samples[i]!;
		if (samples[i]! > high) high = samples[i]!;
	}
	return high - low;
}
