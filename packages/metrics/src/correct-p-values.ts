import { SerError } from '@ser/core';

/**
 * Holm's step-down correction (1979): p-values that keep the chance of any false alarm below the level.
 * Equals `statsmodels.stats.multitest.multipletests(method='holm')`.
 *
 * @param pValues each 0…1
 * @returns corrected values in the order given
 * @throws {SerError} INPUT for a value outside 0…1
 * @example
 * holm([0.01, 0.04, 0.03]); // [0.03, 0.06, 0.06]
 */
export function holm(pValues: readonly number[]): number[] {
	const order = ascending(pValues);
	const corrected = new Array<number>(pValues.length);
	let greatest = 0;
	order.forEach((index, rank) => {
		greatest = Math.max(greatest, Math.min(1, pValues[index] * (pValues.length - rank)));
		corrected[index] = greatest;
	});
	return corrected;
}

/**
 * Benjamini & Hochberg's correction (1995): p-values that keep the share of false alarms among all alarms below the
 * level; for many features. Equals `scipy.stats.false_discovery_control`.
 *
 * @param pValues each 0…1
 * @returns corrected values in the order given
 * @throws {SerError} INPUT for a value outside 0…1
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): number[] {
	const values = Array.from(pValues);
	const order = ascending(values);
	const corrected = new Array<number>(values.length);
	let least = 1;
	for (let rank = order.length - 1; rank >= 0; rank--) {
		least = Math.min(least, (values[order[rank]] * values.length) / (rank + 1));
		corrected[order[rank]] = least;
	}
	return corrected;
}

function ascending(pValues: readonly number[]): number[] {
	for (const p of pValues) {
		if (!(p >= 0 && p <= 1)) throw new SerError('INPUT', `p-values must be in 0…1, got ${p}`);
	}
	return pValues.map((_, i) => i).sort((a, b) => pValues[a] - pValues[b]);
}
