/**
 * Running median of a strided series, the ends mirrored with the end repeated.
 *
 * @param window odd or even number of values; an even window takes the upper of the two middle ones, as scipy does
 * Equals `scipy.ndimage.median_filter(…, mode='reflect')` in one dimension.
 */
export function medianFilter(
	input: Float32Array,
	start: number,
	stride: number,
	length: number,
	window: number,
	output: Float32Array,
): void {
	const before = Math.floor(window / 2);
	const middle = Math.floor(window / 2);
	const period = 2 * length;
	const at = (i: number) => {
		const folded = ((i % period) + period) % period;
		return input[start + stride * (folded < length ? folded : period - 1 - folded)]!;
	};
	const sorted = new Float32Array(window);
	for (let i = 0; i < window; i++) sorted[i] = at(i - before);
	sorted.sort();
	output[start] = sorted[middle]!;
	for (let n = 1; n < length; n++) {
		replace(sorted, at(n - 1 - before), at(n - before + window - 1));
		output[start + stride * n] = sorted[middle]!;
	}
}

/** Takes one value out of a sorted array and puts another in. */
function replace(sorted: Float32Array, leaving: number, entering: number): void {
	let low = 0;
	let high = sorted.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! < leaving) low = middle + 1;
		else high = middle;
	}
	let i = low;
	for (; i < sorted.length - 1 && sorted[i + 1]! < entering; i++) sorted[i] = sorted[i + 1]!;
	for (; i > 0 && sorted[i - 1]! > entering; i--) sorted[i] = sorted[i - 1]!;
	sorted[i] = entering;
}
