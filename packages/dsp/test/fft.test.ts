import { createRandom } from '@ser/core';
import { describe, expect, test } from 'vitest';
import { fft, ifft, irfft, rfft } from '../src/index.js';

const lengths = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 17, 31, 64, 100, 101, 128, 400, 401, 512, 1000, 1024];

function randomValues(count: number, seed: number): Float64Array {
	const random = createRandom(seed);
	return Float64Array.from({ length: count }, () => random.normal());
}

/** The transform by its definition. */
function slow(input: Float64Array): Float64Array {
	const n = input.length / 2;
	const output = new Float64Array(input.length);
	for (let k = 0; k < n; k++) {
		for (let t = 0; t < n; t++) {
			const angle = (-2 * Math.PI * ((k * t) % n)) / n;
			output[2 * k]! += input[2 * t]! * Math.cos(angle) - input[2 * t + 1]! * Math.sin(angle);
			output[2 * k + 1]! += input[2 * t]! * Math.sin(angle) + input[2 * t + 1]! * Math.cos(angle);
		}
	}
	return output;
}

const largestDifference = (a: Float64Array, b: Float64Array) =>
	a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), a.length === b.length ? 0 : Infinity);

describe('fft of any length', () => {
	test.each(lengths)('%i points equal the definition, and ifft goes back', (n) => {
		const input = randomValues(2 * n, n);
		const output = fft(input);
		expect(largestDifference(output, slow(input))).toBeLessThan(1e-11 * n);
		expect(largestDifference(ifft(output), input)).toBeLessThan(1e-12 * Math.max(10, n));
	});

	test.each(lengths)('rfft of %i values is the first half of fft, and irfft goes back', (n) => {
		const real = randomValues(n, n + 1);
		const complex = new Float64Array(2 * n);
		real.forEach((value, i) => {
			complex[2 * i] = value;
		});
		const half = rfft(real);
		expect(largestDifference(half, fft(complex).slice(0, 2 * (Math.floor(n / 2) + 1)))).toBeLessThan(
			1e-12 * Math.max(10, n),
		);
		expect(largestDifference(irfft(half, n), real)).toBeLessThan(1e-12 * Math.max(10, n));
	});

	test.each([96, 1000, 1024])('Parseval: %i values keep their energy', (n) => {
		const input = randomValues(2 * n, 5);
		const energy = (values: Float64Array) => values.reduce((sum, x) => sum + x * x, 0);
		expect(energy(fft(input)) / n / energy(input)).toBeCloseTo(1, 12);
	});

	test('refuses what is no spectrum', () => {
		expect(() => fft([1, 2, 3])).toThrow(/re im pairs, got 3/);
		expect(() => fft([])).toThrow(/got 0/);
		expect(() => rfft([])).toThrow(/at least one/);
		expect(() => irfft([1, 0, 1, 0], 5)).toThrow(/5 values/);
	});
});
