/**
 * The median by Hoare's selection, in linear time.
 *
 * @param values at least one, finite
 * @returns the middle value, or the mean of the two middle ones rounded to Float32, as numpy has it for Float32
 */
export function medianOf(values: Float32Array): number {
	const work = values.slice();
	const middle = work.length >> 1;
	const upper = select(work, middle);
	if (work.length % 2 === 1) return upper;
	let lower = -Infinity;
	for (let i = 0; i < middle; i++) lower = Math.max(lower, work[i]!);
	return Math.fround((lower + upper) / 2);
}

/** Puts the k-th smallest value at index k, smaller ones before it. */
function select(values: Float32Array, k: number): number {
	let low = 0;
	let high = values.length - 1;
	while (low < high) {
		const pivot = values[(low + high) >> 1]!;
		let i = low;
		let j = high;
		while (i <= j) {
			while (values[i]! < pivot) i++;
			while (values[j]! > pivot) j--;
			if (i > j) break;
			const held = values[i]!;
			values[i++] = values[j]!;
			values[j--] = held;
		}
		if (k <= j) high = j;
		else if (k >= i) low = i;
		else break;
	}
	return values[k]!;
}
