/** Follows the pitch periods of a signal in the convention of openSMILE's eGeMAPS, a frame at a time. */
export interface SmilePeriods {
	/** mean absolute difference of neighbouring periods over the mean period, of the last frame visited */
	readonly jitter: number;
	/** 20 log10(1 + mean absolute difference of neighbouring peak-to-peak amplitudes over their mean), dB, of the same */
	readonly shimmer: number;
	/** Visits frame `t`; 0 Hz ends a voiced stretch. */
	visit(t: number, f0: number): void;
}

/** Periods may differ by this much from the pitch. */
const range = 0.1;
/** Two periods that correlate less are not compared. */
const leastCorrelation = 0.5;

/**
 * Jitter and shimmer as openSMILE 3 prints them in eGeMAPS: each frame goes on from the end of the last period found to the end of its
 * hop, though by one period at least. A period is the lag within a tenth of the pitch period at which two stretches of that
 * length, one behind the other, correlate best (without their means): a peak of the correlation, to a fraction of a sample for jitter.
 * Its amplitudes are highest minus lowest sample, the first and last left out. A frame without such a pair repeats the one before it;
 * a period that reaches past the hop is looked at again in the next frame.
 *
 * Found by giving its component impulses, noise, and the pitch of another signal; frames agree with it to float precision.
 *
 * @param hop samples from frame to frame
 */
export function smilePeriods(samples: Float32Array, sampleRate: number, hop: number): SmilePeriods {
	const correlate = correlation(samples);
	const best = { lag: 0, refined: 0, correlation: 0 };
	let position = 0;
	let lastPeriod = 0;
	const self = {
		jitter: 0,
		shimmer: 0,
		visit(t: number, f0: number): void {
			const hopEnd = (t + 1) * hop;
			if (f0 <= 0) {
				position = hopEnd;
				lastPeriod = self.jitter = self.shimmer = 0;
				return;
			}
			const period = sampleRate / f0;
			const needed = 2 * Math.ceil((1 + range) * period) + 2;
			const end = Math.min(samples.length, Math.max(hopEnd, position + needed));
			let periods = 0;
			let periodSum = 0;
			let changes = 0;
			let changeSum = 0;
			let amplitudeSum = 0;
			let amplitudeChange = 0;
			while (position + needed <= end) {
				findBestLag(Math.floor((1 - range) * period), Math.floor((1 + range) * period));
				if (best.lag > 0 && best.correlation >= leastCorrelation) {
					if (lastPeriod > 0) {
						changeSum += Math.abs(best.refined - lastPeriod);
						changes++;
					}
					lastPeriod = best.refined;
					periodSum += best.refined;
					periods++;
					const here = spanOf(samples, position, best.lag);
					const there = spanOf(samples, position + best.lag, best.lag);
					amplitudeSum += here + there;
					amplitudeChange += Math.abs(here - there);
				}
				const next = position + (best.lag > 0 ? best.lag : Math.round(period));
				if (next >= hopEnd - 1) break;
				position = next;
			}
			if (periods === 0) return;
			self.jitter = changes === 0 ? 0 : (changeSum / changes) * (periods / periodSum);
			const relative = amplitudeSum > 0 ? Math.min(1, (2 * amplitudeChange) / amplitudeSum) : 0;
			self.shimmer = 20 * Math.log10(1 + relative);
		},
	};
	return self;

	/** Sets `best` to the highest peak of the correlation strictly between two lags; lag 0 where there is none. */
	function findBestLag(least: number, most: number): void {
		best.lag = 0;
		let highest = Number.NEGATIVE_INFINITY;
		let before = correlate(position, least);
		let here = correlate(position, least + 1);
		for (let lag = least + 1; lag < most; lag++) {
			const after = correlate(position, lag + 1);
			if (here > before && here > after && here > highest) {
				const offset = (0.5 * (before - after)) / (before - 2 * here + after);
				highest = here;
				best.lag = lag;
				best.refined = lag + offset;
				best.correlation = here - 0.25 * (before - after) * offset;
			}
			before = here;
			here = after;
		}
	}
}

/** The correlation of the `lag` samples from a position on with the `lag` samples behind them, −1…1; 0 for a constant. */
function correlation(samples: Float32Array): (position: number, lag: number) => number {
	const sums = new Float64Array(samples.length + 1);
	const squares = new Float64Array(samples.length + 1);
	for (let i = 0; i < samples.length; i++) {
		sums[i + 1] = sums[i]! + samples[i]!;
		squares[i + 1] = squares[i]! + samples[i]! ** 2;
	}
	return (position, lag) => {
		const middle = position + lag;
		const end = middle + lag;
		let product = 0;
		for (let i = position; i < middle; i++) product += samples[i]! * samples[i + lag]!;
		const first = sums[middle]! - sums[position]!;
		const second = sums[end]! - sums[middle]!;
		const spread =
			(squares[middle]! - squares[position]! - (first * first) / lag) *
			(squares[end]! - squares[middle]! - (second * second) / lag);
		return spread > 1e-20 ? (product - (first * second) / lag) / Math.sqrt(spread) : 0;
	};
}

function spanOf(samples: Float32Array, start: number, length: number): number {
	let low = samples[start + 1]!;
	let high = low;
	for (let i = start + 2; i < start + length - 1; i++) {
		const value = samples[i]!;
		if (value < low) low = value;
		else if (value > high) high = value;
	}
	return high - low;
}
