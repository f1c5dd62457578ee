import { createMatrix, createRandom } from '@ser/core';
import { describe, expect, it } from 'vitest';
import {
	augmentLogMel,
	defaultLogMelRecipe,
	mixup,
	mixupWeight,
	shiftFrequency,
	specAugment,
	stretchFrames,
	warpFrequency,
} from '../../src/augment/index.js';

/** A plane whose cell (t, k) is 3 t + k, so that every move of an axis can be read from the values. */
function ramp(rows: number, cols: number) {
	return createMatrix(
		rows,
		cols,
		Float32Array.from({ length: rows * cols }, (_, i) => 3 * Math.floor(i / cols) + (i % cols)),
	);
}

describe('log-mel plane', () => {
	it('stretches, warps and shifts a ramp as a ramp', () => {
		const stretched = stretchFrames(ramp(11, 4), { factor: 2 });
		expect(stretched.rows).toBe(22);
		expect(stretched.data[21 * 4]).toBeCloseTo(30, 4);
		expect(stretched.data[4]).toBeCloseTo((3 * 10) / 21, 4);
		const warped = warpFrequency(ramp(2, 20), { factor: 1.25 });
		expect(warped.data[10]).toBeCloseTo(8, 5);
		const shifted = shiftFrequency(ramp(2, 20), { bands: 2.5 });
		expect(Array.from(shifted.data.slice(0, 5))).toEqual([0, 0, 0, 0.5, 1.5]);
	});

	it('repeats with the seed, differs with another, and leaves its input alone', () => {
		const clip = ramp(90, 16);
		const copy = clip.data.slice();
		const recipe = { ...defaultLogMelRecipe, maxMaskBands: 4, frames: 64 };
		const a = augmentLogMel(clip, recipe, createRandom(1));
		expect(a.rows).toBe(64);
		expect(augmentLogMel(clip, recipe, createRandom(1)).data).toEqual(a.data);
		expect(augmentLogMel(clip, recipe, createRandom(2)).data).not.toEqual(a.data);
		expect(clip.data).toEqual(copy);
		const room = new Float32Array(64 * 16);
		expect(augmentLogMel(clip, recipe, createRandom(1), room).data).toBe(room);
		expect(room).toEqual(a.data);
	});

	it('with an empty recipe returns the clip itself; crops and pads to the frames asked for', () => {
		const clip = ramp(10, 3);
		expect(augmentLogMel(clip, {}, createRandom(1)).data).toEqual(clip.data);
		const crop = augmentLogMel(clip, { frames: 4 }, createRandom(1));
		const start = crop.data[0]! / 3;
		expect(Number.isInteger(start)).toBe(true);
		expect(crop.data).toEqual(clip.data.slice(start * 3, (start + 4) * 3));
		const padded = augmentLogMel(clip, { frames: 14 }, createRandom(1));
		expect(padded.data.slice(6, 36)).toEqual(clip.data);
		expect(Array.from(padded.data.slice(0, 6))).toEqual([0, 0, 0, 0, 0, 0]);
	});

	it('draws noise of the asked size and mean zero', () => {
		const flat = createMatrix(2000, 40);
		const ratios: number[] = [];
		for (let seed = 0; seed < 20; seed++) {
			const noisy = augmentLogMel(flat, { noise: 1 }, createRandom(seed));
			let sum = 0;
			let squares = 0;
			for (const v of noisy.data) {
				sum += v;
				squares += v * v;
			}
			const random = createRandom(seed);
			expect(Math.sqrt(squares / noisy.data.length) / random.next()).toBeCloseTo(1, 1);
			expect(Math.abs(sum / noisy.data.length)).toBeLessThan(0.02);
			ratios.push(squares);
		}
		expect(new Set(ratios).size).toBe(20);
	});

	it('masks at most what it was allowed to', () => {
		for (let seed = 0; seed < 30; seed++) {
			const masked = specAugment(ramp(60, 30), { maxMaskBands: 5, maxMaskFrames: 10, fill: -7, seed });
			let rows = 0;
			for (let t = 0; t < 60; t++) if (masked.data.slice(t * 30, t * 30 + 30).every((v) => v === -7)) rows++;
			expect(rows).toBeLessThanOrEqual(20);
			expect(masked.data.filter((v) => v === -7).length).toBeLessThanOrEqual(20 * 30 + 10 * 60);
		}
		const seeds = [1, 2, 3, 4].map((seed) => specAugment(ramp(60, 30), { seed }).data.join());
		expect(new Set(seeds).size).toBe(4);
	});

	it('mixes two clips; the weights follow Beta(α, α)', () => {
		const { matrix } = mixup(ramp(2, 2), createMatrix(2, 2), { weight: 0.25 });
		expect(Array.from(matrix.data)).toEqual([0, 0.25, 0.75, 1]);
		for (const alpha of [0.2, 1, 4]) {
			const random = createRandom(alpha);
			const draws = Array.from({ length: 20000 }, () => mixupWeight(alpha, random));
			const mean = draws.reduce((s, v) => s + v, 0) / draws.length;
			const variance = draws.reduce((s, v) => s + (v - mean) ** 2, 0) / draws.length;
			expect(mean).toBeCloseTo(0.5, 1);
			expect(variance * 4 * (2 * alpha + 1)).toBeCloseTo(1, 1);
		}
		expect(() => mixup(ramp(2, 2), ramp(2, 3))).toThrow(/shapes must agree/);
	});

	it('refuses a recipe out of range by name', () => {
		expect(() => augmentLogMel(ramp(3, 3), { timeStretch: 1.5 }, createRandom(1))).toThrow(/timeStretch/);
		expect(() => augmentLogMel(ramp(3, 3), { maxMaskBands: 1.5 }, createRandom(1))).toThrow(/maxMaskBands/);
		expect(() => augmentLogMel(ramp(0, 3), {}, createRandom(1))).toThrow(/at least one frame/);
		expect(() => stretchFrames(ramp(3, 3), { factor: 0 })).toThrow(/factor/);
	});
});
