import { createRandom, SerError } from '@ser/core';
import { expect, test } from 'vitest';
import { judge, score } from '../src/index.js';
import { classes, madeJudgements } from './made-judgements.js';

const options = { classes, protocol: 'speaker:4', leaky: false };
const uneven = madeJudgements({
	speakers: 12,
	clipsPerSpeaker: 30,
	right: (speaker) => 0.3 + 0.05 * speaker,
	groups: (speaker, clip) => ({ sex: speaker % 2 ? 'female' : 'male', take: clip < 15 ? '1' : '2', corpus: 'one' }),
});

test('pools all folds, and speakers and folds carry their own scores', () => {
	const metrics = judge(uneven, options);
	const pooled = score(
		uneven.map((clip) => clip.truth),
		uneven.map((clip) => clip.predicted),
		{ classes },
	);
	expect(metrics.uar).toBe(pooled.uar);
	expect(metrics.accuracy).toBe(pooled.accuracy);
	expect(metrics.kappa).toBe(pooled.kappa);
	expect(metrics.confusion).toEqual(pooled.confusion);
	expect(metrics.chance).toBe(1 / 3);
	expect(metrics.folds.map(({ name, clips }) => [name, clips])).toEqual([
		['0', 90],
		['1', 90],
		['2', 90],
		['3', 90],
	]);
	expect(metrics.folds[1].speakers).toEqual(['speaker 01', 'speaker 05', 'speaker 09']);
	expect(metrics.perSpeaker).toHaveLength(12);
	const mean = metrics.perSpeaker.reduce((sum, own) => sum + own.accuracy * own.clips, 0) / 360;
	expect(mean).toBeCloseTo(metrics.accuracy, 12);
	expect(Object.keys(metrics.groups)).toEqual(['sex', 'take']);
	expect(metrics.groups.sex.map(({ value, speakers, clips }) => [value, speakers, clips])).toEqual([
		['female', 6, 180],
		['male', 6, 180],
	]);
	expect(metrics.groups.take.map(({ speakers }) => speakers)).toEqual([12, 12]);
});

test('the interval holds the score, repeats with its seed, and is wider over speakers than over clips', () => {
	const metrics = judge(uneven, options);
	const [low, high] = metrics.uarInterval;
	expect(low).toBeLessThan(metrics.uar);
	expect(high).toBeGreaterThan(metrics.uar);
	expect(judge(uneven, options)).toEqual(metrics);
	expect(judge(uneven, { ...options, seed: 2 }).uarInterval).not.toEqual(metrics.uarInterval);
	// Every clip a speaker of its own: the interval that ignores voices.
	const byClip = judge(
		uneven.map((clip, i) => ({ ...clip, speaker: String(i) })),
		options,
	);
	expect(high - low).toBeGreaterThan(1.3 * (byClip.uarInterval[1] - byClip.uarInterval[0]));
});

test('95 % intervals hold the true value about 95 % of the time', () => {
	// The chance of a speaker is drawn from .3….7, so the true UAR over speakers is .5.
	const random = createRandom('coverage');
	let held = 0;
	for (let seed = 0; seed < 200; seed++) {
		const chance = Array.from({ length: 25 }, () => random.uniform(0.3, 0.7));
		const judgements = madeJudgements({ speakers: 25, clipsPerSpeaker: 24, right: (s) => chance[s], seed });
		const [low, high] = judge(judgements, { ...options, resamples: 300 }).uarInterval;
		if (low <= 0.5 && high >= 0.5) held++;
	}
	expect(held / 200).toBeGreaterThan(0.88);
});

test('with one speaker clips are resampled', () => {
	const alone = madeJudgements({ speakers: 1, clipsPerSpeaker: 60, right: () => 0.6 });
	const { uarInterval, uar } = judge(alone, options);
	expect(uarInterval[0]).toBeLessThan(uar);
	expect(uarInterval[1]).toBeGreaterThan(uar);
});

test('a class that a resample lacks does not count in it', () => {
	// Only one of four speakers has sadness, always recognised; neutral and anger are never missed.
	const judgements = madeJudgements({ speakers: 4, clipsPerSpeaker: 6, right: () => 1 }).filter(
		({ truth, speaker }) => truth !== 'sadness' || speaker === 'speaker 00',
	);
	expect(judge(judgements, options).uarInterval).toEqual([1, 1]);
});

test('refuses what cannot be judged', () => {
	const refused = (body: () => unknown) => {
		try {
			body();
		} catch (error) {
			if (error instanceof SerError) return `${error.code} ${error.message}`;
		}
		return 'not refused';
	};
	expect(refused(() => judge([], options))).toMatch(/^INPUT .*at least one/);
	expect(refused(() => judge(uneven, { ...options, resamples: 0 }))).toMatch(/^PARAMETER resamples .*got 0/);
	expect(refused(() => judge(uneven, { ...options, classes: ['anger', 'neutral'] }))).toMatch(
		/^INPUT truth: "sadness"/,
	);
	const short = [{ ...uneven[0], probabilities: [1] }];
	expect(refused(() => judge(short, options))).toMatch(/^INPUT probabilities: row 0 .*got 1/);
	const wrong = [{ ...uneven[0], probabilities: [Number.NaN, 0, 1] }];
	expect(refused(() => judge(wrong, options))).toMatch(/^INPUT probabilities: row 0 .*got NaN/);
	expect(refused(() => score(['a'], ['a', 'b']))).toMatch(/^INPUT truth and predicted .*1 and 2/);
});
