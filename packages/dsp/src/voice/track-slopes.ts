import { meanOf } from './track-statistics.js';

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
 * (falling is positive).
 *
 * The conventions are those that openSMILE's values show: the first turning point is passed over; behind the last, the furthest
 * value of the other kind is a turning point unless it is the end; the piece from there to the end counts in the mean
 * and in the number, but not in the squares of the deviation, and with the sign of its slope even among the falling ones.
 */
export function slopeStatistics(track: Float64Array, hopSeconds: number): [number, number, number, number] {
	const points = turningPoints(track).slice(1);
	const last = points.at(-1);
	if (!last) return [0, 0, 0, 0];
	const end = track.length - 1;
	const slopeBetween = (from: number, to: number) => (track[to]! - track[from]!) / ((to - from) * hopSeconds);
	let furthest = last.at;
	for (let i = last.at; i <= end; i++) {
		if (last.peak ? track[i]! < track[furthest]! : track[i]! > track[furthest]!) furthest = i;
	}
	if (furthest < end && furthest > last.at) points.push({ at: furthest, peak: !last.peak });
	const rising: number[] = [];
	const falling: number[] = [];
	let from = 0;
	for (const { at, peak } of points) {
		if (at > from) (peak ? rising : falling).push((peak ? 1 : -1) * slopeBetween(from, at));
		from = at;
	}
	const closing = end > from ? [slopeBetween(from, end)] : [];
	const closesFalling = points.at(-1)!.peak;
	return [
		...withClosing(rising, closesFalling ? [] : closing),
		...withClosing(falling, closesFalling ? closing : []),
	] as [number, number, number, number];
}

function withClosing(slopes: readonly number[], closing: readonly number[]): [number, number] {
	const mean = meanOf([...slopes, ...closing]);
	let squares = 0;
	for (const slope of slopes) squares += (slope - mean) ** 2;
	return [mean, Math.sqrt(squares / Math.max(1, slopes.length + closing.length))];
}
