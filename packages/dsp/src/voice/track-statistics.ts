/** Mean of the values; 0 for none. */
export function meanOf(values: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < values.length; i++) sum += values[i]!;
	return values.length > 0 ? sum / values.length : 0;
}

/** Standard deviation (n in the denominator) of the values; 0 for none. */
export function deviationOf(values: ArrayLike<number>): number {
	const mean = meanOf(values);
	let squares = 0;
	for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
	return values.length > 0 ? Math.sqrt(squares / values.length) : 0;
}

/** Mean and standard deviation over the mean, with the mean's sign; 0 where the mean is 0. */
export function meanAndVariation(values: ArrayLike<number>): [number, number] {
	const mean = meanOf(values);
	return [mean, mean === 0 ? 0 : deviationOf(values) / mean];
}

/** Percentiles by linear interpolation between order statistics; zeros for no values. */
export function percentilesOf(values: ArrayLike<number>, percentiles: readonly number[]): number[] {
	const sorted = Float64Array.from(values).sort();
	return percentiles.map((percentile) => {
		if (sorted.length === 0) return 0;
		const at = (percentile / 100) * (sorted.length - 1);
		const low = Math.floor(at);
		const high = Math.min(sorted.length - 1, low + 1);
		return sorted[low]! + (at - low) * (sorted[high]! - sorted[low]!);
	});
}

/** The values that are not 0. */
export function nonZero(values: Float64Array): Float64Array {
	return values.filter((value) => value !== 0);
}
