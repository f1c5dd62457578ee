/** Clips gathered into the units that a bootstrap draws: each unit is a sparse confusion matrix. */
export interface ResamplingUnits {
	/** one name per unit */
	names: string[];
	classCount: number;
	/** cells of unit u: start[u] … start[u + 1] - 1 */
	start: Int32Array;
	/** truth × classCount + predicted */
	cell: Int32Array;
	count: Float64Array;
}

/**
 * Gathers clips by unit (the speaker), or makes each clip a unit of its own when there is only one speaker.
 *
 * @param truth class indices
 * @param predicted class indices
 * @param speakers one per clip
 */
export function resamplingUnits(
	truth: ArrayLike<number>,
	predicted: ArrayLike<number>,
	speakers: readonly string[],
	classCount: number,
): ResamplingUnits {
	const single = new Set(speakers).size < 2;
	const perUnit = new Map<string, Map<number, number>>();
	for (let i = 0; i < speakers.length; i++) {
		const name = single ? String(i) : (speakers[i] as string);
		let cells = perUnit.get(name);
		if (!cells) perUnit.set(name, (cells = new Map()));
		const cell = truth[i] * classCount + predicted[i];
		cells.set(cell, (cells.get(cell) ?? 0) + 1);
	}
	const names = [...perUnit.keys()];
	const start = new Int32Array(names.length + 1);
	names.forEach((name, u) => {
		start[u + 1] = start[u] + (perUnit.get(name) as Map<number, number>).size;
	});
	const cell = new Int32Array(start[names.length]);
	const count = new Float64Array(cell.length);
	let at = 0;
	for (const cells of perUnit.values()) {
		for (const [key, value] of cells) {
			cell[at] = key;
			count[at++] = value;
		}
	}
	return { names, classCount, start, cell, count };
}

/** Adds unit `u` to a flat confusion matrix, `weight` times. */
export function addUnit(units: ResamplingUnits, u: number, into: Float64Array, weight = 1): void {
	const end = units.start[u + 1];
	for (let i = units.start[u]; i < end; i++) {
		into[units.cell[i]] += weight * units.count[i];
	}
}
