import { join } from 'node:path';
import { readAudio } from '@ser/audio/node';
import type { Waveform } from '@ser/core';
import { type Clip, emotionProfiles, syntheticConversation, syntheticCorpus } from '@ser/datasets';
import { readCorpus, writeSyntheticCorpus } from '@ser/datasets/node';
import { describe, expect, it } from 'vitest';
import { tempFolder } from './temp-folder.js';

const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, v) => sum + v * v, 0) / samples.length);

/** F0 in Hz by the highest peak of the autocorrelation between 60 and 500 Hz (every second sample), median over loud frames. */
function medianF0(samples: Float32Array, rate: number): number {
	const pitches: number[] = [];
	const loud = 0.3 * rms(samples) ** 2 * 512;
	const frame = new Float64Array(512);
	for (let start = 0; start + 1024 < samples.length; start += 1536) {
		let power = 0;
		for (let i = 0; i < 512; i++) {
			frame[i] = samples[start + 2 * i]!;
			power += frame[i]! ** 2;
		}
		let best = 0;
		let lag = 1;
		for (let l = Math.floor(rate / 1000); l < rate / 120; l++) {
			let sum = 0;
			for (let i = 0; i + l < 512; i++) sum += frame[i]! * frame[i + l]!;
			if ((sum * 512) / (512 - l) > best) {
				best = (sum * 512) / (512 - l);
				lag = l;
			}
		}
		if (power > loud && best > 0.6 * power) pitches.push(rate / 2 / lag);
	}
	return pitches.sort((a, b) => a - b)[pitches.length >> 1] ?? Number.NaN;
}

/** Compared as bytes: matching large typed arrays element by element takes seconds. */
const same = (a: Waveform, b: Waveform) =>
	a.sampleRate === b.sampleRate && Buffer.from(a.samples.buffer).equals(Buffer.from(b.samples.buffer));

describe('syntheticCorpus', () => {
	it('has speakers × emotions × takes, sorted, called synthetic', () => {
		const { corpus } = syntheticCorpus();
		expect(corpus.clips).toHaveLength(280);
		expect(new Set(corpus.clips.map((clip) => clip.speaker)).size).toBe(10);
		expect(new Set(corpus.clips.map((clip) => clip.emotion)).size).toBe(7);
		expect(corpus.clips.every((clip) => clip.corpus === 'synthetic' && clip.path.startsWith('synthetic:'))).toBe(true);
		expect(corpus.notes.join()).toContain('synthetic');
		const paths = corpus.clips.map((clip) => clip.path);
		expect([...paths].sort()).toEqual(paths);
	});

	it('is the same for the same seed, in any order of asking, and another one for another seed', () => {
		const one = syntheticCorpus({ speakers: 2, takes: 1, seed: 5 });
		const two = syntheticCorpus({ speakers: 2, takes: 1, seed: 5 });
		const last = one.corpus.clips.at(-1)!;
		two.waveform(two.corpus.clips[0]!);
		expect(same(one.waveform(last), two.waveform(last))).toBe(true);
		expect(same(one.waveform(last), one.waveform(last))).toBe(true);
		const other = syntheticCorpus({ speakers: 2, takes: 1, seed: 6 });
		expect(same(other.waveform(other.corpus.clips.at(-1)!), one.waveform(last))).toBe(false);
	});

	it('more speakers or takes leave the earlier ones as they were', () => {
		const small = syntheticCorpus({ speakers: 2, takes: 2 });
		const large = syntheticCorpus({ speakers: 4, takes: 6 });
		for (const clip of small.corpus.clips.slice(0, 5))
			expect(same(large.waveform(clip), small.waveform(clip))).toBe(true);
	});

	it('every clip is finite, heard, and a plausible utterance, at every rate', () => {
		for (const sampleRate of [8000, 16000, 44100]) {
			const { corpus, waveform } = syntheticCorpus({
				speakers: 2,
				takes: 1,
				sampleRate,
				emotions: Object.keys(emotionProfiles) as Clip['emotion'][] as never,
			});
			for (const clip of corpus.clips) {
				const { samples, sampleRate: rate } = waveform(clip);
				expect(rate).toBe(sampleRate);
				expect(samples.length / rate).toBeGreaterThan(0.6);
				expect(samples.length / rate).toBeLessThan(6);
				expect(samples.every((v) => Number.isFinite(v) && Math.abs(v) <= 1)).toBe(true);
				expect(rms(samples)).toBeGreaterThan(0.003);
			}
		}
	});

	it('differs by emotion as the literature says, and by speaker by more', () => {
		const { corpus, waveform } = syntheticCorpus({ speakers: 4, emotions: ['anger', 'neutral', 'sadness', 'fear'] });
		const measured = corpus.clips.map((clip) => {
			const { samples, sampleRate } = waveform(clip);
			return {
				emotion: clip.emotion,
				sex: clip.sex,
				level: 20 * Math.log10(rms(samples)),
				pitch: Math.log2(medianF0(samples, sampleRate)),
				seconds: samples.length / sampleRate,
			};
		});
		const mean = (key: 'level' | 'pitch' | 'seconds', fits: Partial<(typeof measured)[number]>) => {
			const values = measured.filter((row) => (fits.sex ?? row.sex) === row.sex && fits.emotion === row.emotion);
			return values.reduce((sum, row) => sum + row[key], 0) / values.length;
		};
		expect(mean('level', { emotion: 'anger' })).toBeGreaterThan(mean('level', { emotion: 'neutral' }) + 3);
		expect(mean('level', { emotion: 'sadness' })).toBeLessThan(mean('level', { emotion: 'neutral' }) - 3);
		expect(mean('pitch', { emotion: 'fear' })).toBeGreaterThan(mean('pitch', { emotion: 'neutral' }) + 0.2);
		expect(mean('pitch', { emotion: 'sadness' })).toBeLessThan(mean('pitch', { emotion: 'neutral' }));
		expect(mean('seconds', { emotion: 'sadness' })).toBeGreaterThan(1.2 * mean('seconds', { emotion: 'anger' }));
		const women = mean('pitch', { emotion: 'neutral', sex: 'female' });
		expect(women).toBeGreaterThan(mean('pitch', { emotion: 'neutral', sex: 'male' }) + 0.5);
	});

	it.each([
		[{ speakers: 0 }, /speakers must be an integer from 1 to 999, got 0/],
		[{ takes: 1.5 }, /takes must be/],
		[{ sampleRate: 100 }, /sampleRate must be/],
		[{ emotions: [] }, /at least one emotion/],
		[{ emotions: ['rage'] as never }, /emotions must be some of .* got rage/],
		[{ emotions: ['anger', 'anger'] as never }, /must not name one twice/],
	])('refuses %j', (options, message) => {
		expect(() => syntheticCorpus(options)).toThrow(message);
	});

	it('refuses a clip of another corpus', () => {
		expect(() => syntheticCorpus({ seed: 1 }).waveform(syntheticCorpus({ seed: 2 }).corpus.clips[0]!)).toThrow(
			/is not a clip of this/,
		);
	});

	it('written as WAV it is read back as the same corpus', async () => {
		const root = await tempFolder();
		const steps: number[] = [];
		const written = await writeSyntheticCorpus(root, {
			speakers: 2,
			takes: 2,
			emotions: ['anger', 'calm'],
			onProgress: (done) => steps.push(done),
		});
		const read = await readCorpus(root);
		expect(read.name).toBe('synthetic');
		expect(read.clips).toEqual(written.clips);
		expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		const { corpus, waveform } = syntheticCorpus({ speakers: 2, takes: 2, emotions: ['anger', 'calm'] });
		const { samples } = await readAudio(join(root, 's01/synthetic_s01f_anger_1_1.wav'));
		const original = waveform(corpus.clips.find((clip) => clip.path.endsWith('s01f_anger_1_1'))!).samples;
		expect(samples.length).toBe(original.length);
		expect(samples.every((v, i) => Math.abs(v - original[i]!) <= 0.5001 / 32768)).toBe(true);
	});
});

describe('syntheticConversation', () => {
	it('has the asked length and knows who says what when', () => {
		const { waveform, segments } = syntheticConversation({ seconds: 40, seed: 3 });
		expect(waveform.samples).toHaveLength(40 * 16000);
		expect(segments.length).toBeGreaterThan(8);
		expect(new Set(segments.map((segment) => segment.emotion)).size).toBeGreaterThan(2);
		expect(new Set(segments.map((segment) => segment.speaker)).size).toBe(2);
		let before = 0;
		for (const { start, end } of segments) {
			expect(start).toBeGreaterThan(before);
			expect(end).toBeGreaterThan(start);
			const inside = rms(waveform.samples.subarray(Math.round(start * 16000), Math.round(end * 16000)));
			const pause = rms(waveform.samples.subarray(Math.round(before * 16000), Math.round(start * 16000)));
			expect(inside).toBeGreaterThan(5 * pause);
			before = end;
		}
		expect(before).toBeLessThanOrEqual(40);
		const again = syntheticConversation({ seconds: 40, seed: 3 });
		expect(same(again.waveform, waveform)).toBe(true);
		expect(again.segments).toEqual(segments);
		expect(() => syntheticConversation({ seconds: 1 })).toThrow(/from 2 to 36000, got 1/);
	});
});
