import { createRandom, type Matrix, type Random, SerError } from '@ser/core';

export interface SpecAugmentOptions {
	/** blocks of bands to blank, default 2 */
	frequencyMasks?: number;
	/** widest block in bands, default 10; widths are uniform in 0…this */
	maxMaskBands?: number;
	/** blocks of frames to blank, default 2 */
	timeMasks?: number;
	/** longest block in frames, default 40; lengths are uniform in 0…this, and at most a third of the clip */
	maxMaskFrames?: number;
	/** value inside: the mean of the matrix (default), its minimum, or a number */
	fill?: 'mean' | 'min' | number;
	/** default 0 */
	seed?: number | string;
}

/**
 * Blanks random blocks of bands and of frames (SpecAugment, Park et al. 2019, without its time warp: see `stretchFrames`).
 *
 * @param matrix frames × bands, left as it is
 * @returns a new matrix of the same shape
 * @throws {SerError} PARAMETER for a count or width that is negative or not whole
 */
export function specAugment(matrix: Matrix, options: SpecAugmentOptions = {}): Matrix {
	const { frequencyMasks = 2, maxMaskBands = 10, timeMasks = 2, maxMaskFrames = 40, fill = 'mean', seed = 0 } = options;
	for (const [name, value] of Object.entries({ frequencyMasks, maxMaskBands, timeMasks, maxMaskFrames })) {
		if (!Number.isInteger(value) || value < 0) {
			throw new SerError('PARAMETER', `${name} must be a whole number ≥ 0, got ${value}`);
		}
	}
	const result = { ...matrix, data: matrix.data.slice() };
	const value = fillValue(matrix.data, fill);
	const random = createRandom(seed);
	maskBands(result, frequencyMasks, maxMaskBands, value, random);
	maskFrames(result, timeMasks, maxMaskFrames, value, random);
	return result;
}

/** The number that stands for `fill` in this plane. */
export function fillValue(data: Float32Array, fill: 'mean' | 'min' | number): number {
	if (typeof fill === 'number') return fill;
	if (data.length === 0) return 0;
	let sum = 0;
	let least = Number.POSITIVE_INFINITY;
	for (let i = 0; i < data.length; i++) {
		sum += data[i]!;
		if (data[i]! < least) least = data[i]!;
	}
	return fill === 'min' ? least : sum / data.length;
}

/** Blanks `count` random blocks of up to `widest` bands, in place. */
export function maskBands({ data, rows, cols }: Matrix, count: number, widest: number, value: number, random: Random) {
	for (let m = 0; m < count; m++) {
		const width = random.integer(Math.min(widest, cols) + 1);
		const first = random.integer(cols - width + 1);
		for (let t = 0; t < rows; t++) data.fill(value, t * cols + first, t * cols + first + width);
	}
}

/** Blanks `count` random blocks of up to `longest` frames (at most a third of all), in place. */
export function maskFrames(
	{ data, rows, cols }: Matrix,
	count: number,
	longest: number,
	value: number,
	random: Random,
) {
	for (let m = 0; m < count; m++) {
		const length = random.integer(Math.min(longest, Math.floor(rows / 3)) + 1);
		const first = random.integer(rows - length + 1);
		data.fill(value, first * cols, (first + length) * cols);
	}
}
