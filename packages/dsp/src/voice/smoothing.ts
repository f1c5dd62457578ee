/** Mean of each value and its two neighbours; the edge values count twice at the edges. */
export function smooth(values: Float64Array): Float64Array {
	const n = values.length;
	return values.map((value, i) => (values[Math.max(0, i - 1)]! + value + values[Math.min(n - 1, i + 1)]!) / 3);
}

/** Mean of each value and its neighbours that are not 0; zeros stay. */
export function smoothNonZero(values: Float64Array): Float64Array {
	return values.map((value, i) => {
		if (value === 0) return 0;
		let sum = value;
		let count = 1;
		for (const neighbour of [values[i - 1], values[i + 1]]) {
			if (neighbour) {
				sum += neighbour;
				count++;
			}
		}
		return sum / count;
	});
}
