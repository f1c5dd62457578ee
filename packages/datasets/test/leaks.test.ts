import { resample } from '@ser/audio';
import { createRandom, type Waveform } from '@ser/core';
import {
	assertNoLeak,
	audioFingerprint,
	augmentedCopies,
	findLeaks,
	findLeaksBetween,
	findNearDuplicates,
	randomFolds,
	sentenceFolds,
	speakerFolds,
	syntheticCorpus,
} from '@ser/datasets';
import { describe, expect, it } from 'vitest';
import { makeClips, numbered } from './make-clips.js';

const clips = makeClips(numbered(4), ['a', 'b'], ['1', '2']);
const kinds = (leaks: { kind: string }[]) => leaks.map((leak) => leak.kind);

describe('findLeaks', () => {
	it('a split by speaker shares only sentences, which are reported and not refused', () => {
		const leaks = findLeaks(clips, speakerFolds(clips, 2));
		expect(leaks).toMatchObject([{ kind: 'sentence', refused: false, count: 16 }]);
		expect(assertNoLeak(clips, speakerFolds(clips, 2))).toEqual(leaks);
	});

	it('names speakers on both sides and the folds', () => {
		const split = randomFolds(clips, 4);
		const leak = findLeaks(clips, split).find(({ kind }) => kind === 'speaker')!;
		expect(leak).toMatchObject({ refused: true, count: 4, folds: ['1', '2', '3', '4'] });
		expect(leak.message).toContain('speaker test:01, test:02, test:03, test:04 is heard in training and in test');
		expect(() => assertNoLeak(clips, split)).toThrow(expect.objectContaining({ code: 'LEAKAGE' }));
		expect(kinds(assertNoLeak(clips, split, { allowLeakage: true }))).toEqual(['speaker', 'sentence']);
	});

	it('finds identical content only where it crosses sides', () => {
		const split = speakerFolds(clips, 2);
		const hashes = clips.map((_, i) => `hash ${i}`);
		hashes[1] = hashes[0]!;
		expect(kinds(findLeaks(clips, split, { contentHashes: hashes }))).toEqual(['sentence']);
		hashes[15] = hashes[0]!;
		const leak = findLeaks(clips, split, { contentHashes: hashes }).find(({ kind }) => kind === 'content')!;
		expect(leak.count).toBe(2);
		expect(leak.examples[0]).toBe('01-a-1.wav = 04-b-2.wav');
		expect(kinds(findLeaks(clips, split, { nearDuplicates: [{ a: 0, b: 15 }] }))).toContain('near-duplicate');
		expect(kinds(findLeaks(clips, split, { contentHashes: hashes, nearDuplicates: [{ a: 0, b: 15 }] }))).not.toContain(
			'near-duplicate',
		);
	});

	it('finds altered copies by sourcePath and by name', () => {
		const named = makeClips(['s'], ['a', 'b'], ['1']);
		const copy = (path: string, extra = {}) => ({ ...named[0]!, path, ...extra });
		const all = [
			...named,
			copy('/test/s-a-1_noise2.wav'),
			copy('/aug/sp0.9-s-a-1.wav'),
			copy('/x/anything.wav', { sourcePath: named[1]!.path }),
			copy('/test/other_pitch+2.wav'),
		];
		expect(augmentedCopies(all)).toEqual([
			{ copy: 2, original: 0 },
			{ copy: 3, original: 0 },
			{ copy: 4, original: 1 },
		]);
		const split = { folds: [{ name: '1', train: [0, 1], test: [2, 3, 4, 5] }] };
		expect(findLeaks(all, split).find(({ kind }) => kind === 'augmented-copy')).toMatchObject({
			count: 3,
			refused: true,
		});
		expect(augmentedCopies(makeClips(['a', 'b']))).toEqual([]);
	});

	it('folds by sentence share no sentence; the same file on both sides is named', () => {
		expect(kinds(findLeaks(clips, sentenceFolds(clips, 2)))).toEqual(['speaker']);
		expect(findLeaksBetween(clips.slice(0, 4), clips.slice(3, 6)).map(({ kind, count }) => [kind, count])).toEqual([
			['file', 1],
			['speaker', 1],
			['sentence', 3],
		]);
		expect(findLeaksBetween(clips.slice(0, 4), clips.slice(8)).map(({ kind }) => kind)).toEqual(['sentence']);
	});
});

describe('fingerprints', () => {
	const { corpus, waveform } = syntheticCorpus({
		speakers: 3,
		takes: 4,
		emotions: ['anger', 'neutral', 'sadness', 'fear'],
	});
	const waves = corpus.clips.map((clip) => waveform(clip));
	const prints = waves.map((wave) => audioFingerprint(wave));
	const gain = (wave: Waveform, db: number): Waveform => ({
		...wave,
		samples: wave.samples.map((v) => Math.max(-1, Math.min(1, v * 10 ** (db / 20)))),
	});
	const trim = (wave: Waveform, start: number, end: number): Waveform => ({
		...wave,
		samples: wave.samples.slice(start, wave.samples.length - end),
	});

	it('takes of one sentence by one speaker are no duplicates', () => {
		expect(findNearDuplicates(prints)).toEqual([]);
	});

	it.each<[string, (wave: Waveform) => Waveform | Promise<Waveform>]>([
		['+6 dB', (wave) => gain(wave, 6)],
		['-12 dB', (wave) => gain(wave, -12)],
		['22.05 kHz and back', async (wave) => resample(await resample(wave, 22050), 16000)],
		['8 kHz', (wave) => resample(wave, 8000)],
		['trimmed by 0.1 and 0.25 s', (wave) => trim(wave, 1600, 4000)],
		['all at once', async (wave) => trim(gain(await resample(wave, 22050), -10), 3000, 2500)],
	])('finds a copy: %s', async (_, change) => {
		for (let i = 0; i < waves.length; i += 5) {
			const found = findNearDuplicates([...prints, audioFingerprint(await change(waves[i]!))]);
			expect(found.map(({ a, b }) => [a, b])).toEqual([[i, prints.length]]);
		}
	});

	it('measures how much was trimmed', () => {
		const [pair] = findNearDuplicates([prints[0], audioFingerprint(trim(waves[0]!, 3200, 0))]);
		expect(pair!.offsetSeconds).toBeCloseTo(0.2, 1);
	});

	it('silence, noise of the same level, short and empty clips match nothing', () => {
		const random = createRandom(1);
		const noise = () => ({
			samples: Float32Array.from({ length: 32000 }, () => random.normal(0, 0.1)),
			sampleRate: 16000,
		});
		const odd = [0, 1, 100, 4000, 32000].map((length) => ({ samples: new Float32Array(length), sampleRate: 16000 }));
		const all = [...odd, ...odd, noise(), noise(), ...waves].map((wave) => audioFingerprint(wave));
		expect(findNearDuplicates(all)).toEqual([]);
		expect(findNearDuplicates([undefined, prints[0], undefined])).toEqual([]);
		expect(audioFingerprint({ samples: new Float32Array(0), sampleRate: 44100 })).toHaveLength(0);
		expect(audioFingerprint({ samples: new Float32Array(9000), sampleRate: 4000 })).toHaveLength(0);
	});

	it('many clips use the stricter index and still find the copies', () => {
		const random = createRandom(2);
		const print = () => Uint32Array.from({ length: 100 }, () => Math.floor(random.next() * 2 ** 32));
		const many = Array.from({ length: 4200 }, print);
		const copy = many[17]!.map((word, i) => (i % 3 ? word : word ^ 5));
		expect(findNearDuplicates([...many, copy]).map(({ a, b }) => [a, b])).toEqual([[17, 4200]]);
	});
});
