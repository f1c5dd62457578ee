/** Jitter and shimmer of one frame. */
export interface PeriodMeasures {
	/** mean absolute difference of neighbouring periods over the mean period, 0…1 */
	jitter: number;
	/** mean absolute difference of neighbouring peak amplitudes, dB */
	shimmer: number;
}

/** Follows the pitch periods of a signal from frame to frame. */
export interface PeriodTracker {
	/** The measures over the periods of the next frame [start, end), given its pitch; 0 Hz ends a voiced stretch. */
	measure(start: number, end: number, f0: number): PeriodMeasures;
}

const none: PeriodMeasures = { jitter: 0, shimmer: 0 };
/** Periods whose best correlation is not above this are not periods. */
const leastCorrelation = 0.6;

/**
 * Period by period: the next period is the lag, within a quarter of the pitch period, at which the waveform correlates best
 * with itself one period on, refined by a parabola; its amplitude is its span from lowest to highest sample. A frame goes on
 * where the frame before it ended, and compares its first period with the last one there.
 */
export function periodTracker(samples: Float32Array, sampleRate: number): PeriodTracker {
	let position = -1;
	let lastPeriod = 0;
	let lastSpan = 0;
	return {
		measure(start, end, f0) {
			if (f0 <= 0) {
				position = -1;
				return none;
			}
			if (position < start) {
				position = start;
				lastPeriod = 0;
			}
			const width = Math.round(sampleRate / f0);
			const least = Math.max(2, Math.floor((0.75 * sampleRate) / f0));
			const most = Math.ceil((1.25 * sampleRate) / f0);
			let periodSum = 0;
			let jitterSum = 0;
			let shimmerSum = 0;
			let pairs = 0;
			while (Math.round(position) + most + width < end) {
				const from = Math.round(position);
				const { lag, correlation } = bestLag(samples, from, width, least, most);
				const span = spanOf(samples, from, Math.round(lag));
				if (correlation > leastCorrelation && lastPeriod > 0) {
					jitterSum += Math.abs(lag - lastPeriod);
					if (span > 0 && lastSpan > 0) shimmerSum += Math.abs(20 * Math.log10(span / lastSpan));
					periodSum += lag;
					pairs++;
				}
				lastPeriod = correlation > leastCorrelation ? lag : 0;
				lastSpan = span;
				position += lag;
			}
			return pairs === 0 ? none : { jitter: jitterSum / periodSum, shimmer: shimmerSum / pairs };
		},
	};
}

/** The lag in [least, most] with the highest normalised correlation of `width` samples, to a fraction of a sample. */
function bestLag(samples: Float32Array, from: number, width: number, least: number, most: number) {
	let own = 1e-20;
	for (let i = from; i < from + width; i++) own += samples[i]! ** 2;
	let best = least;
	let correlation = -2;
	let before = 0;
	let after = 0;
	let previous = 0;
	let takeNext = false;
	for (let lag = least; lag <= most; lag++) {
		let product = 0;
		let energy = 1e-20;
		for (let i = from; i < from + width; i++) {
			const later = samples[i + lag]!;
			product += samples[i]! * later;
			energy += later * later;
		}
		const score = product / Math.sqrt(own * energy);
		if (takeNext) {
			after = score;
			takeNext = false;
		}
		if (score > correlation) {
			before = previous;
			correlation = score;
			best = lag;
			takeNext = true;
		}
		previous = score;
	}
	const bend = before - 2 * correlation + after;
	const refined = best > least && best < most && bend < 0 ? best + (0.5 * (before - after)) / bend : best;
	return { lag: refined, correlation };
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
