import { createRandom } from '@ser/core';
import { expect, test } from 'vitest';
import { applyTemperature, calibration, fitTemperature, unsureThreshold } from '../src/index.js';
import { madeJudgements } from './made-judgements.js';

const classes = ['a', 'b', 'c'];

test('a model that is twice too sure gets temperature 2, and its calibration error shrinks', () => {
	const random = createRandom(5);
	const truth: string[] = [];
	const rows: number[][] = [];
	for (let i = 0; i < 3000; i++) {
		const logits = classes.map(() => 1.5 * random.normal());
		const p = applyTemperature([logits], 1, { logits: true })[0];
		let drawn = 0;
		for (let rest = random.next() - p[0]; rest > 0 && drawn < 2; rest -= p[drawn]) drawn++;
		truth.push(classes[drawn]);
		rows.push(applyTemperature([logits], 0.5, { logits: true })[0]);
	}
	const temperature = fitTemperature(rows, truth, { classes });
	expect(temperature).toBeGreaterThan(1.85);
	expect(temperature).toBeLessThan(2.15);
	const mended = applyTemperature(rows, temperature);
	for (const row of mended.slice(0, 50)) expect(row.reduce((sum, p) => sum + p)).toBeCloseTo(1, 12);
	const before = calibration(rows, truth, { classes });
	const after = calibration(mended, truth, { classes });
	expect(after.ece).toBeLessThan(before.ece / 3);
	expect(after.logLoss).toBeLessThan(before.logLoss);
	expect(() => applyTemperature(rows, 0)).toThrow(/temperature must be > 0, got 0/);
});

test('certainty stays certainty: temperature has its bounds', () => {
	expect(fitTemperature([[1, 0]], ['a'], { classes: ['a', 'b'] })).toBe(0.01);
	expect(fitTemperature([[1, 0]], ['b'], { classes: ['a', 'b'] })).toBe(100);
});

test('the unsure threshold answers as often as the wanted accuracy allows', () => {
	const clip = (confidence: number, right: boolean) => ({
		truth: 'a',
		predicted: right ? 'a' : 'b',
		probabilities: [confidence, 1 - confidence],
	});
	const judged = [clip(0.9, true), clip(0.8, true), clip(0.8, false), clip(0.7, true), clip(0.6, false)];
	expect(unsureThreshold(judged, { accuracy: 0.75 })).toEqual({
		threshold: 0.7,
		accuracy: 0.75,
		coverage: 0.8,
		reached: true,
	});
	expect(unsureThreshold(judged, { accuracy: 1 })).toMatchObject({ threshold: 0.9, coverage: 0.2, reached: true });
	// Equal confidences go together: two of five clips cannot be answered without the third.
	expect(unsureThreshold(judged, { coverage: 0.4 })).toMatchObject({ threshold: 0.8, coverage: 0.6 });
	expect(unsureThreshold([clip(0.9, false)], { accuracy: 0.5 })).toMatchObject({ accuracy: 0, reached: false });
	expect(() => unsureThreshold(judged, { accuracy: 2 })).toThrow(/accuracy or coverage/);
	expect(() => unsureThreshold([], { coverage: 1 })).toThrow(/at least one/);
});

test('judgements fit unsureThreshold as they are', () => {
	const judgements = madeJudgements({ speakers: 3, clipsPerSpeaker: 20, right: () => 0.7 });
	expect(unsureThreshold(judgements, { coverage: 1 }).coverage).toBe(1);
});
