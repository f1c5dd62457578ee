import { createRandom, type Matrix } from '@ser/core';

/** Seeded Gaussian classes, dealt in turn to the rows, and five speakers. */
export function blobs(options: { rows: number; cols: number; classes: string[]; spread: number; seed: number }) {
	const { rows, cols, classes, spread, seed } = options;
	const random = createRandom(`blobs/${seed}`);
	const centres = Float64Array.from({ length: classes.length * cols }, () => spread * random.normal());
	const x: Matrix = { data: new Float32Array(rows * cols), rows, cols };
	const y: string[] = [];
	const groups: string[] = [];
	for (let r = 0; r < rows; r++) {
		const c = r % classes.length;
		for (let j = 0; j < cols; j++) x.data[r * cols + j] = centres[c * cols + j] + random.normal();
		y.push(classes[c]);
		groups.push(`speaker ${Math.floor((5 * r) / rows)}`);
	}
	return { x, y, groups };
}
