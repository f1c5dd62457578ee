import { describe, expect, it } from 'vitest';
import {
	createLabelEncoder,
	createMatrix,
	createRandom,
	matrixFromRows,
	packArray,
	rowOf,
	SerError,
	takeRows,
	unpackArray,
} from '../src/index.js';

describe('createRandom', () => {
	it('repeats itself for a seed and differs between seeds', () => {
		const draw = (seed: string | number) => Array.from({ length: 5 }, createRandom(seed).next);
		expect(draw(1)).toEqual(draw(1));
		expect(draw(1)).not.toEqual(draw(2));
		expect(draw('1')).toEqual(draw(1));
	});

	it('is uniform: mean and variance of 100,000 draws within four standard errors', () => {
		const random = createRandom('uniform');
		let sum = 0;
		let squares = 0;
		const n = 100_000;
		for (let i = 0; i < n; i++) {
			const value = random.next();
			expect(value >= 0 && value < 1).toBe(true);
			sum += value;
			squares += value * value;
		}
		expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
		expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n));
	});

	it('is normal: mean, variance and share within one standard deviation', () => {
		const random = createRandom('normal');
		const n = 100_000;
		const draws = Array.from({ length: n }, () => random.normal(3, 2));
		const mean = draws.reduce((a, b) => a + b) / n;
		const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
		expect(Math.abs(mean - 3)).toBeLessThan((4 * 2) / Math.sqrt(n));
		expect(Math.abs(variance - 4)).toBeLessThan(4 * 4 * Math.sqrt(2 / n));
		expect(draws.filter((x) => Math.abs(x - 3) < 2).length / n).toBeCloseTo(0.6827, 2);
	});

	it('shuffles every item to every place about equally often, arrays and typed arrays alike', () => {
		const random = createRandom(7);
		const counts = Array.from({ length: 4 }, () => new Int32Array(4));
		for (let round = 0; round < 8000; round++) {
			random.shuffle(Int32Array.of(0, 1, 2, 3)).forEach((item, place) => {
				counts[item]![place]! += 1;
			});
		}
		for (const row of counts) for (const count of row) expect(Math.abs(count - 2000)).toBeLessThan(4 * Math.sqrt(1500));
	});

	it('forks independently of how much the parent drew', () => {
		const parent = createRandom(1);
		const before = parent.fork('a').next();
		parent.next();
		expect(parent.fork('a').next()).toBe(before);
		expect(parent.fork('b').next()).not.toBe(before);
	});
});

describe('createLabelEncoder', () => {
	it('sorts, encodes and decodes', () => {
		const encoder = createLabelEncoder(['sad', 'happy', 'sad', 'angry']);
		expect(encoder.classes).toEqual(['angry', 'happy', 'sad']);
		expect([...encoder.encode(['sad', 'angry'])]).toEqual([2, 0]);
		expect(encoder.decode([2, 0])).toEqual(['sad', 'angry']);
	});

	it('names what it does not know', () => {
		const encoder = createLabelEncoder(['a']);
		expect(() => encoder.encode(['__proto__'])).toThrow('unknown label "__proto__", known: a');
		expect(() => encoder.decode([1])).toThrow('index must be 0…0, got 1');
		expect(() => createLabelEncoder([])).toThrow(SerError);
	});
});

describe('matrix', () => {
	it('is built, viewed and subset by rows', () => {
		const matrix = matrixFromRows([
			[1, 2],
			[3, 4],
			[5, 6],
		]);
		expect([...rowOf(matrix, 1)]).toEqual([3, 4]);
		expect([...takeRows(matrix, [2, 0]).data]).toEqual([5, 6, 1, 2]);
		rowOf(matrix, 0)[0] = 9;
		expect(matrix.data[0]).toBe(9);
	});

	it('refuses data that does not fit', () => {
		expect(() => createMatrix(2, 2, new Float32Array(3))).toThrow('(2 × 2) values, got 3');
		expect(() => matrixFromRows([[1], [1, 2]])).toThrow('row 1 has 2');
	});
});

describe('packArray', () => {
	it('keeps every bit, of long arrays and of subarrays too', () => {
		const long = Float64Array.from({ length: 100_001 }, (_, i) => Math.sin(i) * 10 ** ((i % 600) - 300));
		expect(unpackArray<Float64Array>(packArray(long))).toEqual(long);
		const part = Float32Array.of(1, Number.NaN, -0, Infinity, 5).subarray(1, 4);
		expect(unpackArray(JSON.parse(JSON.stringify(packArray(part))))).toEqual(part);
		expect(unpackArray(packArray(new Int32Array(0)))).toEqual(new Int32Array(0));
	});

	it('refuses what is not one', () => {
		for (const bad of [
			undefined,
			{},
			{ $array: 'toString', base64: '' },
			{ $array: 'f32', base64: '*' },
			{ $array: 'f32', base64: 'AAA=' },
		]) {
			expect(() => unpackArray(bad)).toThrow(SerError);
		}
	});
});
