import { type Clip, type Corpus, commonLabel, corpusWeights, mapLabels, mergeCorpora } from '@ser/datasets';
import { describe, expect, it } from 'vitest';
import { makeClips } from './make-clips.js';

const corpusOf = (name: string, clips: Clip[]): Corpus => ({
	name,
	clips,
	notes: ['n'],
	skipped: [],
	unmappedLabels: { odd: 1 },
});

describe('labels', () => {
	it.each([
		['Happy', 'happiness'],
		['ANG', 'anger'],
		['Pleasant surprise', 'surprise'],
		['  fearful ', 'fear'],
		['Dégoût', 'disgust'],
		['De\u0301gou\u0302t', 'disgust'],
		['level 1', undefined],
		['constructor', undefined],
	])('%s → %s', (word, label) => {
		expect(commonLabel(word)).toBe(label);
	});

	it('five: calm becomes neutral, the rest is left out and counted', () => {
		const clips = makeClips(['a'], ['anger', 'calm', 'disgust', 'surprise', 'weird'], ['1', '2']);
		const mapped = mapLabels(clips, 'five');
		expect(mapped.clips.map((clip) => clip.emotion)).toEqual(['anger', 'anger', 'neutral', 'neutral']);
		expect(mapped.indices).toEqual([0, 1, 2, 3]);
		expect(mapped.unmapped).toEqual({ disgust: 2, surprise: 2, weird: 2 });
		expect(mapped.notes[0]).toBe(
			'6 clips have no place in the five labels and are left out: disgust (2), surprise (2), weird (2)',
		);
		expect(mapped.notes[1]).toBe('calm is counted as neutral');
		expect(clips[2]!.emotion).toBe('calm');
	});

	it('common, corpus, a map of one’s own, and quadrants', () => {
		const clips = makeClips(['a'], ['Angry', 'happy', 'boredom'], ['1']);
		expect(mapLabels(clips, 'common').clips.map((clip) => clip.emotion)).toEqual(['anger', 'happiness', 'boredom']);
		expect(mapLabels(clips, 'corpus').clips).toHaveLength(3);
		expect(mapLabels(clips, { Angry: 'bad', happy: 'good' }).unmapped).toEqual({ boredom: 1 });
		expect(mapLabels(clips, 'valence-arousal').clips.map((clip) => clip.emotion)).toEqual([
			'unpleasant-active',
			'pleasant-active',
			'unpleasant-passive',
		]);
		const rated = [{ ...clips[0]!, valence: 0.5, arousal: -0.5 }];
		expect(mapLabels(rated, 'valence-arousal').clips[0]!.emotion).toBe('pleasant-passive');
	});

	it('refuses a scheme that is none and one that leaves nothing', () => {
		const clips = makeClips(['a'], ['weird'], ['1']);
		expect(() => mapLabels(clips, 'six' as never)).toThrow(/labels must be/);
		expect(() => mapLabels(clips, 'five')).toThrow(/no clip has a label in the five labels; labels found: weird \(1\)/);
		expect(mapLabels(clips, JSON.parse('{"__proto__":"x","weird":"y"}')).clips[0]!.emotion).toBe('y');
	});
});

describe('several corpora', () => {
	it('keeps speakers of nameless corpora apart and people of known ones together', () => {
		let n = 0;
		const folders = () =>
			corpusOf(
				'folders',
				makeClips(['s1'], ['a'], ['1'], 'folders').map((clip) => ({ ...clip, path: `/${n++}` })),
			);
		const ravdess = () => corpusOf('ravdess', makeClips(['01'], ['a'], ['1'], 'ravdess'));
		const merged = mergeCorpora([folders(), folders(), ravdess(), ravdess()]);
		expect(merged.name).toBe('folders+folders-2+ravdess');
		expect(new Set(merged.clips.map((clip) => clip.speaker))).toEqual(
			new Set(['folders:s1', 'folders-2:s1', 'ravdess:01']),
		);
		expect(merged.unmappedLabels).toEqual({ odd: 4 });
		expect(() => mergeCorpora([])).toThrow(/at least one/);
	});

	it('the same files given twice count once', () => {
		const ravdess = () => corpusOf('ravdess', makeClips(['01'], ['a', 'b'], ['1'], 'ravdess'));
		const merged = mergeCorpora([ravdess(), ravdess()]);
		expect(merged.clips).toHaveLength(2);
		expect(merged.skipped).toHaveLength(2);
		expect(merged.skipped[0]!.reason).toBe('given twice');
	});

	it('balanced weights give every corpus the same sum and the mean 1', () => {
		const clips = [...makeClips(['a'], ['x'], ['1', '2', '3'], 'one'), ...makeClips(['a'], ['x'], ['1'], 'two')];
		const weights = [...corpusWeights(clips, 'balanced')];
		expect(weights.slice(0, 3).reduce((a, b) => a + b)).toBeCloseTo(weights[3]!, 12);
		expect(weights.reduce((a, b) => a + b) / 4).toBeCloseTo(1, 12);
		expect([...corpusWeights(clips, { two: 0.1 })]).toEqual([1, 1, 1, 0.1]);
		expect(() => corpusWeights(clips, { two: -1 })).toThrow(/≥ 0, got -1/);
		expect(() => corpusWeights(clips, { three: 1 })).toThrow(/corpora here: one, two/);
	});
});
