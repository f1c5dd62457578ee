import { deviationOf, meanOf } from './track-statistics.js';

interface TurningPoint {
	at: number;
	peak: boolean;
}

/**
 * Maxima and minima in turn, each at least a tenth of the track's range beyond the one before.
 */
export function turningPoints(track: Float64Array): TurningPoint[] {
	const points: TurningPoint[] = [];
	let low = 0;
	let high = 0;
	let least = track[0] ?? 0;
	let most = least;
	for (const value of track) {
		least = Math.min(least, value);
		most = Math.max(most, value);
	}
	const threshold = 0.1 * (most - least);
	if (!(threshold > 0)) return points;
	let seeking: 'either' | 'peak' | 'trough' = 'either';
	for (let i = 0; i < track.length; i++) {
		if (track[i]! > track[high]!) high = i;
		if (track[i]! < track[low]!) low = i;
		if (seeking !== 'trough' && track[high]! - track[i]! > threshold) {
			points.push({ at: high, peak: true });
			seeking = 'trough';
			low = i;
		} else if (seeking !== 'peak' && track[i]! - track[low]! > threshold) {
			points.push({ at: low, peak: false });
			seeking = 'peak';
			high = i;
		}
	}
	return points;
}

/**
 * Slopes of a track between its turning points, per second: mean and deviation of the rising ones, then of the falling ones
 * (as positive numbers). The track is taken to rise from its first value to the first peak and after its last trough.
 */
export function slopeStatistics(track: Float64Array, hopSeconds: number): [number, number, number, number] {
	const points = turningPoints(track);
	if (points[0]?.peak === false) points.shift();
	if (points.length === 0) return [0, 0, 0, 0];
	const last = points.at(-1)!;
	if (last.peak) {
		let trough = last.at;
		for (let i = last.at; i < track.length; i++) if (track[i]! < track[trough]!) trough = i;
		points.push({ at: trough, peak: false });
	}
	const rising: number[] = [];
	const falling: number[] = [];
	let from = 0;
	for (const { at } of points) {
		if (at > from) {
			const slope = (track[at]! - track[from]!) / ((at - from) * hopSeconds);
			if (slope > 0) rising.push(slope);
			else if (slope < 0) falling.push(-slope);
		}
		from = at;
	}
	// The rise to the end counts in the mean and in the number, but not among the squares of the deviation.
	const end = track.length - 1;
	const closing = end > from ? [(track[end]! - track[from]!) / ((end - from) * hopSeconds)] : [];
	const risingMean = meanOf([...rising, ...closing]);
	let squares = 0;
	for (const slope of rising) squares += (slope - risingMean) ** 2;
	const risingDeviation = Math.sqrt(squares / Math.max(1, rising.length + closing.length));
	return [risingMean, risingDeviation, meanOf(falling), deviationOf(falling)];
}
