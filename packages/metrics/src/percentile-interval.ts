import type { Interval } from './types.js';

/**
 * The central interval of resampled values, between their percentiles (linear interpolation, as `numpy.quantile`).
 *
 * @param values resampled statistics, at least one; not changed
 * @param level share of the values inside, default 0.95
 */
export function percentileInterval(values: ArrayLike<number>, level = 0.95): Interval {
	const sorted = Float64Array.from(values).sort();
	const at = (share: number) => {
		const position = share * (sorted.length - 1);
		const below = Math.floor(position);
		const low = sorted[below];
		const high = sorted[Math.min(below + 1, sorted.length - 1)];
		return low + (high - low) * (position - below);
	};
	return [at((1 - level) / 2), at((1 + level) / 2)];
}
