import { createRandom, type Matrix } from '@ser/core';

export interface MadeData {
	name: string;
	x: Matrix;
	/** class index per clip */
	y: Int32Array;
}

/**
 * Seeded Gaussian classes, dealt in turn to the rows.
 *
 * @param spread standard deviation of the class centres; the clips' own is 1
 * @param factors > 0: clips are mixtures of so many hidden factors plus noise, as functionals of one recording are
 */
export function madeData(
	name: string,
	rows: number,
	cols: number,
	options: { classes: number; spread: number; factors?: number; seed: number },
): MadeData {
	const { classes, spread, factors = 0, seed } = options;
	const random = createRandom(`classic-speed/${seed}`);
	const hidden = factors || cols;
	const centres = Float64Array.from({ length: classes * hidden }, () => spread * random.normal());
	const y = Int32Array.from({ length: rows }, (_, r) => r % classes);
	const data = new Float32Array(rows * cols);
	const loadings = factors
		? Float64Array.from({ length: factors * cols }, (_, i) => random.normal() * Math.exp(-Math.floor(i / cols) / 30))
		: undefined;
	const clip = new Float64Array(hidden);
	for (let r = 0; r < rows; r++) {
		for (let h = 0; h < hidden; h++) clip[h] = centres[y[r] * hidden + h] + random.normal();
		for (let j = 0; j < cols; j++) {
			if (!loadings) data[r * cols + j] = clip[j];
			else {
				let sum = 0.5 * random.normal();
				for (let h = 0; h < hidden; h++) sum += clip[h] * loadings[h * cols + j];
				data[r * cols + j] = sum;
			}
		}
	}
	return { name, x: { data, rows, cols }, y };
}
