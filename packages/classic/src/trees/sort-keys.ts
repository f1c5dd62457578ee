/**
 * Sorts the first `size` keys ascending, in place: quicksort with a median of three, insertion
 * sort for short parts. Keys must be finite.
 */
export function sortKeys(keys: Float64Array, size: number): void {
	quicksort(keys, 0, size - 1);
}

function quicksort(keys: Float64Array, first: number, last: number): void {
	let low = first;
	let high = last;
	while (high - low > 20) {
		const middle = (low + high) >> 1;
		const a = keys[low];
		const b = keys[middle];
		const c = keys[high];
		const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
		let i = low;
		let j = high;
		while (i <= j) {
			while (keys[i] < pivot) i++;
			while (keys[j] > pivot) j--;
			if (i <= j) {
				const held = keys[i];
				keys[i++] = keys[j];
				keys[j--] = held;
			}
		}
		if (j - low < high - i) {
			quicksort(keys, low, j);
			low = i;
		} else {
			quicksort(keys, i, high);
			high = j;
		}
	}
	for (let i = low + 1; i <= high; i++) {
		const key = keys[i];
		let j = i - 1;
		while (j >= low && keys[j] > key) {
			keys[j + 1] = keys[j];
			j--;
		}
		keys[j + 1] = key;
	}
}
