import { expect, test } from 'vitest';
import { compareRuns, groupGaps, mcnemar, pairedBootstrap, significantGaps } from '../src/index.js';
import { classes, madeJudgements } from './made-judgements.js';

const shape = { speakers: 16, clipsPerSpeaker: 30 };
const good = madeJudgements({ ...shape, right: () => 0.75, seed: 1 });
const same = madeJudgements({ ...shape, right: () => 0.75, seed: 2 });
const poor = madeJudgements({ ...shape, right: () => 0.5, seed: 3 });

test('a clear difference is found, none is not, and the order of clips does not matter', () => {
	const clear = pairedBootstrap(good, poor, { classes });
	expect(clear.difference).toBeGreaterThan(0.15);
	expect(clear.interval[0]).toBeGreaterThan(0);
	expect(clear.p).toBeLessThan(0.01);
	expect(clear).toMatchObject({ clips: 480, speakers: 16 });
	expect(pairedBootstrap(good, [...poor].reverse(), { classes })).toEqual(clear);
	const none = pairedBootstrap(good, same, { classes });
	expect(none.interval[0]).toBeLessThan(0);
	expect(none.interval[1]).toBeGreaterThan(0);
	expect(none.p).toBeGreaterThan(0.05);
	const itself = pairedBootstrap(good, good, { classes });
	expect(itself).toMatchObject({ difference: 0, interval: [0, 0], p: 1 });
});

test('only common clips count, and truths must agree', () => {
	expect(pairedBootstrap(good, poor.slice(0, 60)).clips).toBe(60);
	expect(() => pairedBootstrap(good, [])).toThrow(/no clip in common/);
	const other = poor.map((clip) => ({ ...clip, truth: 'anger' }));
	expect(() => mcnemar(good, other)).toThrow(/its truth is "neutral" in one run and "anger" in the other/);
});

test('a clip judged under several seeds is paired by occurrence', () => {
	const twice = [...good, ...same];
	expect(pairedBootstrap(twice, [...poor, ...poor]).clips).toBe(960);
});

test('all pairs of runs are compared with correction and said in words', () => {
	const pairs = compareRuns([
		{ name: 'svm', judgements: good },
		{ name: 'forest', judgements: poor },
		{ name: 'logistic', judgements: same },
	]);
	expect(pairs.map(({ a, b, significant }) => [a, b, significant])).toEqual([
		['svm', 'forest', true],
		['svm', 'logistic', false],
		['forest', 'logistic', true],
	]);
	for (const { p, pCorrected, mcnemar: test } of pairs) {
		expect(pCorrected).toBeGreaterThanOrEqual(p);
		expect(test.exactPCorrected).toBeGreaterThanOrEqual(test.exactP);
	}
	expect(pairs[0].sentence).toMatch(
		/^svm is better than forest: UAR 0\.7\d+ against 0\.\d+, difference 0\.\d+ \[0\.\d+/,
	);
	expect(pairs[2].sentence).toMatch(/^logistic is better than forest: .*\[0\.\d+, 0\.\d+\]/);
	expect(pairs[1].sentence).toMatch(/^No significant difference between/);
	expect(() => compareRuns([{ name: 'a', judgements: good }])).toThrow(/at least two/);
});

test('a gap between groups of speakers, and one within speakers, are found; an even group is not', () => {
	const judgements = madeJudgements({
		speakers: 20,
		clipsPerSpeaker: 36,
		right: (speaker, clip) => (speaker % 2 ? 0.85 : 0.55) + (clip < 18 ? 0.1 : -0.1),
		groups: (speaker, clip) => ({
			sex: speaker % 2 ? 'female' : 'male',
			intensity: clip < 18 ? 'strong' : 'normal',
			half: speaker < 10 ? 'a' : 'b',
		}),
	});
	const gaps = groupGaps(judgements, { classes });
	expect(gaps.map(({ group, value, other }) => [group, value, other])).toEqual([
		['half', 'a', 'b'],
		['intensity', 'normal', 'strong'],
		['sex', 'female', 'male'],
	]);
	const [half, intensity, sex] = gaps;
	expect(sex).toMatchObject({ speakers: [10, 10], clips: [360, 360] });
	expect(sex.gap).toBeGreaterThan(0.2);
	expect(sex.interval[0]).toBeGreaterThan(0);
	expect(intensity).toMatchObject({ speakers: [20, 20] });
	expect(intensity.gap).toBeLessThan(-0.1);
	expect(half.pCorrected).toBeGreaterThan(0.05);
	const found = significantGaps(judgements, { classes });
	expect(found.map(({ group }) => group)).toEqual(['intensity', 'sex']);
	expect(found[0].sentence).toMatch(
		/^intensity: strong recognised better than normal \(UAR 0\.\d+ against 0\.\d+, gap 0\.\d+/,
	);
});

test('without a true gap, few are called significant', () => {
	let alarms = 0;
	for (let seed = 0; seed < 60; seed++) {
		const judgements = madeJudgements({
			speakers: 12,
			clipsPerSpeaker: 15,
			right: (speaker) => 0.4 + ((speaker * 7 + seed * 5) % 12) / 30,
			seed,
			groups: (speaker) => ({ sex: speaker % 2 ? 'female' : 'male' }),
		});
		alarms += significantGaps(judgements, { classes, resamples: 200 }).length;
	}
	expect(alarms).toBeLessThanOrEqual(8);
});

test('two speakers a side can never make a significant gap, and only common classes count', () => {
	const judgements = madeJudgements({
		speakers: 4,
		clipsPerSpeaker: 60,
		right: (speaker) => (speaker < 2 ? 1 : 0),
		groups: (speaker) => ({ side: speaker < 2 ? 'left' : 'right' }),
	}).filter(({ truth, groups }) => truth !== 'neutral' || groups?.side === 'left');
	const [gap] = groupGaps(judgements, { classes });
	expect(gap).toMatchObject({ uar: 1, otherUar: 0, gap: 1 });
	expect(gap.p).toBeGreaterThan(0.25);
	expect(significantGaps(judgements, { classes })).toEqual([]);
});

test('with more than two values each is compared with the others', () => {
	const judgements = madeJudgements({
		speakers: 9,
		clipsPerSpeaker: 12,
		right: () => 0.6,
		groups: (speaker) => ({ language: ['de', 'en', 'it'][speaker % 3] }),
	});
	expect(groupGaps(judgements).map(({ value, other }) => [value, other])).toEqual([
		['de', 'others'],
		['en', 'others'],
		['it', 'others'],
	]);
});
