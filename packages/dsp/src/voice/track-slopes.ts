import { meanOf } from './track-statistics.js';

interface TurningPoint {
	at: number;
	peak: boolean;
}

/**
 * Maxima and minima in turn. The conventions are those that openSMILE 3 shows for made-up tracks: a turning point is higher, or lower,
 * than both its neighbours and not among the two values at either end; it must be a tenth of the track's range away from the turning
 * point before it (or from the first value), a maximum alternatively from the minimum before it, kept or not. A later maximum
 * replaces the one before it if it is 5 % higher, or higher and a tenth of the range above the minimum before it;
 * a later minimum if it is lower, though the next maximum is still compared with the first of them, unless the maximum before the later
 * one, kept or not, was a tenth of the range above it.
 */
export function turningPoints(track: Float64Array): TurningPoint[] {
	const points: TurningPoint[] = [];
	const threshold = 0.1 * rangeOf(track);
	if (!(threshold > 0)) return points;
	let high = track[0]!;
	let low = high;
	let lastMaximum = high;
	let lastMinimum = high;
	for (let i = 2; i < track.length - 2; i++) {
		const value = track[i]!;
		const last = points.at(-1);
		if (value > track[i - 1]! && value > track[i + 1]!) {
			lastMaximum = value;
			const rises = value - lastMinimum >= threshold;
			if (!last?.peak) {
				if (!rises && value - low < threshold) continue;
				points.push({ at: i, peak: true });
			} else if (value > 1.05 * high || (value > high && rises)) last.at = i;
			else continue;
			high = value;
		} else if (value < track[i - 1]! && value < track[i + 1]!) {
			lastMinimum = value;
			if (last && !last.peak) {
				if (value >= track[last.at]!) continue;
				last.at = i;
				if (lastMaximum - value >= threshold) low = value;
			} else if (high - value >= threshold) {
				points.push({ at: i, peak: false });
				low = value;
			}
		}
	}
	return points;
}

function rangeOf(track: Float64Array): number {
	let least = Number.POSITIVE_INFINITY;
	let most = Number.NEGATIVE_INFINITY;
	for (const value of track) {
		least = Math.min(least, value);
		most = Math.max(most, value);
	}
	return most - least;
}

/**
 * Slopes of a track between its turning points, per second: mean and deviation of the rising ones, then of the falling ones
 * (falling is positive).
 *
 * As openSMILE's values show, the piece from the last turning point to the end counts in the mean and in the number, but not in the
 * squares of the deviation, and with the sign of its slope even among the falling ones.
 */
export function slopeStatistics(track: Float64Array, hopSeconds: number): [number, number, number, number] {
	const points = turningPoints(track);
	if (points.length === 0) return [0, 0, 0, 0];
	const end = track.length - 1;
	const slopeBetween = (from: number, to: number) => (track[to]! - track[from]!) / ((to - from) * hopSeconds);
	const rising: number[] = [];
	const falling: number[] = [];
	let from = 0;
	for (const { at, peak } of points) {
		(peak ? rising : falling).push((peak ? 1 : -1) * slopeBetween(from, at));
		from = at;
	}
	const closing = [slopeBetween(from, end)];
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
