import { createRandom, matrixFromRows, rowOf } from '@ser/core';
import { describe, expect, it } from 'vitest';
import {
	columnStatistics,
	createFeatureTable,
	enrolledStatistics,
	featuresOf,
	normalizeBySpeaker,
	rescaleInPlace,
	standardizeInPlace,
	typicalStatistics,
} from '../src/index.js';

const random = createRandom('normalisation');
const speakers = Array.from({ length: 60 }, (_, i) => `s${i % 3}`);
const rows = speakers.map((speaker) => {
	const s = Number(speaker[1]);
	return [random.normal(10 * s, 1 + s), random.normal(-5 * s, 2), 7];
});
const table = createFeatureTable(
	'vector',
	['a', 'b', 'constant'],
	rows.map((row) => matrixFromRows([row])),
);
const clipsOfSpeaker = (speaker: string) => [...speakers.keys()].filter((clip) => speakers[clip] === speaker);

describe('normalizeBySpeaker', () => {
	it('gives every speaker mean 0 and sd 1, and leaves a constant column at 0', () => {
		const scaled = normalizeBySpeaker(table, speakers);
		for (const speaker of ['s0', 's1', 's2']) {
			const { mean, sd } = columnStatistics(scaled, clipsOfSpeaker(speaker));
			for (const c of [0, 1]) {
				expect(mean[c]).toBeCloseTo(0, 5);
				expect(sd[c]).toBeCloseTo(1, 5);
			}
			expect(mean[2]).toBe(0);
		}
		expect(featuresOf(table, 0).data[0]).toBeCloseTo(rows[0]![0]!, 5); // the table itself is untouched
	});

	it('with all clips enrolled comes close to the full statistics, with one clip stays near the typical speaker', () => {
		const test = clipsOfSpeaker('s2');
		const meanOf = (enrolment: number) => {
			const scaled = normalizeBySpeaker(table, speakers, { testClips: test, enrolment, seed: 1 });
			return columnStatistics(scaled, test).mean[0]!;
		};
		expect(Math.abs(meanOf(20))).toBeLessThan(Math.abs(meanOf(1)));
		expect(meanOf(1)).toBeGreaterThan(1);
	});

	it('does not let enrolment touch training speakers', () => {
		const full = normalizeBySpeaker(table, speakers);
		const few = normalizeBySpeaker(table, speakers, { testClips: clipsOfSpeaker('s2'), enrolment: 1 });
		for (const clip of clipsOfSpeaker('s0'))
			expect(rowOf(featuresOf(few, clip), 0)).toEqual(rowOf(featuresOf(full, clip), 0));
	});
});

describe('enrolledStatistics', () => {
	const own = { mean: Float64Array.of(10), sd: Float64Array.of(4) };
	const typical = typicalStatistics([
		{ mean: Float64Array.of(0), sd: Float64Array.of(1) },
		{ mean: Float64Array.of(2), sd: Float64Array.of(1) },
	]);

	it('goes from typical to own as clips grow, and never trusts the spread of one clip', () => {
		expect(typical.mean[0]).toBe(1);
		const one = enrolledStatistics(own, 1, typical);
		const many = enrolledStatistics(own, 1000, typical);
		expect(one.sd[0]).toBeCloseTo(1, 12);
		expect(one.mean[0]).toBeCloseTo(4, 12);
		expect(many.mean[0]).toBeCloseTo(10, 1);
		expect(many.sd[0]).toBeCloseTo(4, 1);
	});
});

it('a column of very small values is scaled like any other', () => {
	const tiny = createFeatureTable(
		'vector',
		['band power'],
		[1e-9, 3e-9].map((value) => matrixFromRows([[value]])),
	);
	expect(columnStatistics(tiny, [0, 1]).sd[0]).toBeCloseTo(1e-9, 15);
	expect([...normalizeBySpeaker(tiny, ['a', 'a']).data]).toEqual([-1, 1]);
});

it('rescaling undoes standardising', () => {
	const matrix = matrixFromRows([[1, 2, 3]]);
	const statistics = { mean: Float64Array.of(5, -1, 0), sd: Float64Array.of(2, 3, 1) };
	standardizeInPlace(matrix, statistics);
	rescaleInPlace(matrix, statistics);
	expect([...matrix.data]).toEqual([1, 2, 3]);
});
