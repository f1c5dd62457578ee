/** Mean of each value and its two neighbours; the edge values count twice at the edges. */
export function smooth(values: Float64Array): Float64Array {
	const n = values.length;
	return values.map((value, i) => (values[Math.max(0, i - 1)]! + value + values[Math.min(n - 1, i + 1)]!) / 3);
}

/**
 * Mean of each value and its neighbours that are not 0; zeros stay. One value longer than the track, as openSMILE's is.
 *
 * At either end the edge value stands for its missing neighbour, and the last one follows once more by itself. openSMILE ends the track
 * twice: the pitch of the last frames comes only when everything before them has been smoothed and ended so, and the extra value takes the
 * place of their first.
 *
 * @param settled how many values are there before that; `values.length` for one end
 */
export function smoothVoiced(values: Float64Array, settled: number): Float64Array {
	const smoothed = new Float64Array(values.length + 1);
	smoothStretch(values, 0, settled, smoothed);
	smoothed[settled] = values[settled - 1]!;
	if (settled === values.length) return smoothed;
	smoothStretch(values, settled + 1, values.length, smoothed);
	smoothed[values.length] = values.at(-1)!;
	return smoothed;
}

/** Smooths the values from `start` to before `end`, which looks like the end of the track. */
function smoothStretch(values: Float64Array, start: number, end: number, smoothed: Float64Array): void {
	for (let i = start; i < end; i++) {
		const value = values[i]!;
		const before = values[Math.max(0, i - 1)]!;
		const after = values[Math.min(end - 1, i + 1)]!;
		const count = 1 + (before === 0 ? 0 : 1) + (after === 0 ? 0 : 1);
		if (value !== 0) smoothed[i] = (before + value + after) / count;
	}
}
