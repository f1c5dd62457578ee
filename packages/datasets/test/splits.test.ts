import { join } from 'node:path';
import { createRandom, SerError } from '@ser/core';
import {
	type Clip,
	emoboxFolds,
	innerSpeakerFolds,
	leaveOneCorpusOut,
	leaveOneSpeakerOut,
	listFolds,
	randomFolds,
	type Split,
	sentenceFolds,
	speakerFolds,
	speakerSentenceFolds,
	splitFromSpec,
} from '@ser/datasets';
import { parseSpeakerLists, readSplit } from '@ser/datasets/node';
import { describe, expect, it } from 'vitest';
import { makeClips, numbered } from './make-clips.js';
import { tempFolder } from './temp-folder.js';

const speakersIn = (clips: readonly Clip[], indices: readonly number[]) =>
	[...new Set(indices.map((i) => clips[i]!.speaker))].sort();

function expectLaws(clips: readonly Clip[], split: Split, coversAll = true): void {
	const tested = split.folds.flatMap((fold) => fold.test);
	expect(new Set(tested).size).toBe(tested.length);
	if (coversAll) expect(tested.length).toBe(clips.length);
	for (const fold of split.folds) {
		expect(fold.train.length).toBeGreaterThan(0);
		expect(fold.test.length).toBeGreaterThan(0);
		const train = new Set(fold.train);
		expect(fold.test.some((index) => train.has(index))).toBe(false);
		if (!split.leaky) {
			const heard = new Set(fold.train.map((index) => clips[index]!.speaker));
			expect(fold.test.some((index) => heard.has(clips[index]!.speaker))).toBe(false);
		}
	}
}

/** Clips whose classes are spread unevenly over their speakers. */
function uneven(seed: number): Clip[] {
	const random = createRandom(seed);
	return numbered(3 + random.integer(12)).flatMap((speaker) =>
		makeClips(
			[speaker],
			['anger', 'fear', 'neutral', 'sadness'].filter(() => random.next() < 0.8).concat('calm'),
			numbered(1 + random.integer(6)),
		),
	);
}

describe('speakerFolds', () => {
	it('20 RAVDESS actors in 5 folds are 01-04, 05-08, …', () => {
		const clips = makeClips(numbered(20), ['a', 'b'], ['1'], 'ravdess').reverse();
		const split = speakerFolds(clips, 5);
		expect(split.folds.map((fold) => speakersIn(clips, fold.test).map((name) => name.slice(-2)))).toEqual([
			['01', '02', '03', '04'],
			['05', '06', '07', '08'],
			['09', '10', '11', '12'],
			['13', '14', '15', '16'],
			['17', '18', '19', '20'],
		]);
		expect(split).toMatchObject({ protocol: 'speaker:5', leaky: false, notes: [] });
		expect(split.folds[0]!.name).toBe('1');
	});

	it.each(['consecutive', 'shuffled', 'stratified'] as const)(
		'%s: disjoint speakers, every clip tested once',
		(order) => {
			for (let seed = 0; seed < 20; seed++) {
				const clips = uneven(seed);
				expectLaws(clips, speakerFolds(clips, 3, { order, seed }));
			}
		},
	);

	it('the same seed gives the same folds, another one others', () => {
		const clips = makeClips(numbered(12));
		const of = (seed: number) => JSON.stringify(speakerFolds(clips, 4, { order: 'shuffled', seed }).folds);
		expect(of(1)).toBe(of(1));
		expect(of(1)).not.toBe(of(2));
	});

	it('stratified folds have more even classes than consecutive ones', () => {
		const clips = [
			...makeClips(numbered(6), ['anger'], numbered(8)),
			...makeClips(['07', '08', '09', '10', '11', '12'], ['calm'], numbered(8)),
		];
		const share = (split: Split) =>
			split.folds.map((fold) => fold.test.filter((i) => clips[i]!.emotion === 'anger').length / fold.test.length);
		expect(share(speakerFolds(clips, 3))).toEqual([1, 0.5, 0]);
		expect(share(speakerFolds(clips, 3, { order: 'stratified' }))).toEqual([0.5, 0.5, 0.5]);
	});

	it('several corpora: each one is spread over the folds', () => {
		const clips = [
			...makeClips(numbered(4), ['a', 'b'], ['1'], 'one'),
			...makeClips(numbered(2), ['a', 'b'], ['1'], 'two'),
		];
		const split = speakerFolds(clips, 2);
		expect(split.folds.map((fold) => speakersIn(clips, fold.test))).toEqual([
			['one:01', 'one:02', 'two:01'],
			['one:03', 'one:04', 'two:02'],
		]);
	});

	it('fewer speakers than folds lower the number, and it is said', () => {
		const split = speakerFolds(makeClips(['a', 'b', 'c']), 5);
		expect(split.folds).toHaveLength(3);
		expect(split.protocol).toBe('speaker:3');
		expect(split.notes![0]).toBe('only 3 speakers: 3 folds instead of 5');
	});

	it('says which class a fold tests without training it', () => {
		const clips = [...makeClips(['a', 'b'], ['x', 'y']), ...makeClips(['c'], ['x', 'rare'])];
		expect(speakerFolds(clips, 3).notes).toEqual(['fold 3 tests rare but no training speaker has it']);
	});

	it.each([
		['one speaker', makeClips(['a']), 5, 'DATASET', /only one speaker \(test:a\)/],
		['unknown speakers', makeClips(['unknown']), 5, 'DATASET', /who speaks is unknown/],
		['one class', makeClips(['a', 'b'], ['x']), 5, 'DATASET', /at least two classes/],
		['no clips', [], 5, 'DATASET', /no clips/],
		['k = 1', makeClips(['a', 'b']), 1, 'PARAMETER', /≥ 2, got 1/],
		['k = 2.5', makeClips(['a', 'b']), 2.5, 'PARAMETER', /got 2.5/],
	])('refuses %s', (_, clips, k, code, message) => {
		let error: unknown;
		try {
			speakerFolds(clips, k);
		} catch (caught) {
			error = caught;
		}
		expect(error).toBeInstanceOf(SerError);
		expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
	});
});

describe('other folds', () => {
	it('leaveOneSpeakerOut: one fold for each speaker, named after it', () => {
		const clips = makeClips(['b', 'a', 'c']);
		const split = leaveOneSpeakerOut(clips);
		expect(split.folds.map((fold) => fold.name)).toEqual(['test:a', 'test:b', 'test:c']);
		expectLaws(clips, split);
	});

	it('emoboxFolds: the six lists; absent actors are left out and named', () => {
		const all = makeClips(numbered(24), ['a', 'b'], ['1'], 'ravdess');
		const split = emoboxFolds(all);
		expectLaws(all, split);
		expect(speakersIn(all, split.folds[3]!.test)).toEqual(['ravdess:03', 'ravdess:05', 'ravdess:07', 'ravdess:24']);
		const twenty = makeClips(numbered(20), ['a', 'b'], ['1'], 'ravdess');
		expect(emoboxFolds(twenty).notes![0]).toContain('ravdess:21');
		expect(emoboxFolds(twenty).folds.map((fold) => fold.test.length)).toEqual([6, 8, 6, 6, 8, 6]);
		expect(() => emoboxFolds(makeClips(['a', 'b']))).toThrow(/RAVDESS only/);
	});

	it('listFolds: short and full names, leftovers always train, doubles refused', () => {
		const clips = makeClips(numbered(5));
		const split = listFolds(clips, [
			['1', '02'],
			['test:03', '99'],
		]);
		expect(split.folds.map((fold) => speakersIn(clips, fold.test))).toEqual([['test:01', 'test:02'], ['test:03']]);
		expect(split.notes).toEqual([
			'absent here and left out of the lists: 99',
			'in no list, so always in training and never tested: test:04, test:05',
		]);
		expectLaws(clips, split, false);
		expect(() => listFolds(clips, [['1'], ['01']])).toThrow(/two lists/);
		expect(() => listFolds(clips, [['9']])).toThrow(/none of the listed/);
		expect(() => listFolds(clips, [numbered(5)])).toThrow(/nothing is left to train on/);
		const two = [...makeClips(['01', '02']), ...makeClips(['01'], undefined, undefined, 'other')];
		expect(() => listFolds(two, [['01']])).toThrow(/test:01 or other:01|other:01 or test:01/);
	});

	it('randomFolds: LEAKY, stratified, seeded', () => {
		const clips = makeClips(numbered(10), ['a', 'b'], numbered(5));
		const split = randomFolds(clips, 5, { seed: 3 });
		expect(split.leaky).toBe(true);
		expect(split.description).toContain('LEAKY');
		expectLaws(clips, split);
		for (const fold of split.folds) expect(fold.test.filter((i) => clips[i]!.emotion === 'a')).toHaveLength(10);
		expect(randomFolds(clips, 5, { seed: 3 })).toEqual(split);
		expect(randomFolds(clips, 5, { seed: 4 })).not.toEqual(split);
		expect(() => randomFolds(makeClips(['a'], ['x', 'y'], ['1']), 5)).toThrow(/at least 5 clips/);
	});

	it('sentenceFolds and speakerSentenceFolds keep sentences apart', () => {
		const clips = makeClips(numbered(6), ['a', 'b'], numbered(4));
		const bySentence = sentenceFolds(clips, 3);
		expectLaws(clips, bySentence);
		const both = speakerSentenceFolds(clips, 3);
		expect(both.folds).toHaveLength(6);
		expectLaws(clips, both);
		for (const split of [bySentence, both]) {
			for (const fold of split.folds) {
				const trained = new Set(fold.train.map((i) => clips[i]!.sentence));
				expect(fold.test.some((i) => trained.has(clips[i]!.sentence))).toBe(false);
			}
		}
		const without = clips.map(({ sentence: _, ...clip }) => clip);
		expect(() => sentenceFolds(without)).toThrow(/what is said/);
		expect(() => speakerSentenceFolds(makeClips(['a', 'b'], ['x', 'y'], ['1']))).toThrow(/two sentences or more/);
	});

	it('leaveOneCorpusOut keeps people who are in both corpora out of training', () => {
		const speech = makeClips(['01', '02'], ['a', 'b'], ['1'], 'ravdess');
		const song = makeClips(['01'], ['a', 'b'], ['1'], 'ravdess').map((clip) => ({
			...clip,
			corpus: 'ravdess-song',
			path: `${clip.path}-song`,
		}));
		const other = makeClips(['x'], ['a', 'b'], ['1'], 'other');
		const clips = [...speech, ...song, ...other];
		const split = leaveOneCorpusOut(clips);
		expectLaws(clips, split);
		expect(split.notes!.join()).toContain('their speakers are tested');
		expect(() => leaveOneCorpusOut(speech)).toThrow(/two corpora/);
	});

	it('innerSpeakerFolds point into the outer list and stay inside the training clips', () => {
		const clips = makeClips(numbered(8));
		const outer = speakerFolds(clips, 4);
		const train = outer.folds[1]!.train;
		const inner = innerSpeakerFolds(clips, train, 3);
		const allowed = new Set(train);
		expect(inner.folds).toHaveLength(3);
		for (const fold of inner.folds) {
			expect([...fold.train, ...fold.test].every((index) => allowed.has(index))).toBe(true);
			expect(fold.train.length + fold.test.length).toBe(train.length);
			const heard = new Set(speakersIn(clips, fold.train));
			expect(speakersIn(clips, fold.test).some((speaker) => heard.has(speaker))).toBe(false);
		}
		const single = innerSpeakerFolds(
			clips,
			clips.map((_, i) => i).filter((i) => clips[i]!.speaker === 'test:01'),
			2,
		);
		expect(single.notes!.join()).toContain('one training speaker only');
	});

	it('splitFromSpec knows every short name and refuses the rest', async () => {
		const clips = makeClips(numbered(6), ['a', 'b'], numbered(3));
		expect(splitFromSpec('speaker:3', clips).protocol).toBe('speaker:3');
		expect(splitFromSpec('speaker', clips).protocol).toBe('speaker:5');
		expect(splitFromSpec('loso', clips).folds).toHaveLength(6);
		expect(splitFromSpec('random:4', clips).leaky).toBe(true);
		expect(splitFromSpec('sentence:3', clips).protocol).toBe('sentence:3');
		expect(splitFromSpec('speaker+sentence:2', clips).folds).toHaveLength(4);
		for (const bad of ['speaker:', 'speaker:x', 'kfold:5', '', 'list:x'])
			expect(() => splitFromSpec(bad, clips)).toThrow(/folds must be/);
		const root = await tempFolder({
			'folds.txt': '# two folds\n01, 02\n03 test:04 # more\n',
			'folds.json': '[["01"],["02"]]',
			'bad.json': '[1',
			'none.txt': '#\n',
		});
		expect((await readSplit(`list:${join(root, 'folds.txt')}`, clips)).folds).toHaveLength(2);
		expect((await readSplit(`list:${join(root, 'folds.json')}`, clips)).folds[0]!.test).toHaveLength(6);
		expect((await readSplit('speaker:3', clips)).folds).toHaveLength(3);
		await expect(readSplit(`list:${join(root, 'bad.json')}`, clips)).rejects.toMatchObject({ code: 'FORMAT' });
		await expect(readSplit(`list:${join(root, 'none.txt')}`, clips)).rejects.toMatchObject({ code: 'FORMAT' });
		await expect(readSplit(`list:${join(root, 'missing')}`, clips)).rejects.toMatchObject({ code: 'FILE' });
		expect(parseSpeakerLists('{1,11,20,21}\r\n{4,10}')).toEqual([
			['1', '11', '20', '21'],
			['4', '10'],
		]);
	});
});
