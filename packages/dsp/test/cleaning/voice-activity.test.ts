import { describe, expect, it } from 'vitest';
import { addNoise } from '../../src/augment/index.js';
import { createVadStream } from '../../src/cleaning/vad-stream.js';
import { voiceActivity } from '../../src/cleaning/voice-activity.js';
import { vowel } from '../voice/vowel.js';

const sampleRate = 16000;

/** Two vowels, at 1–1.6 s and 2.6–3.4 s of 4.4 s, in noise of the given level under the whole signal's. */
function twoVowels(snrDb: number, seed = 1): Float32Array {
	const signal = new Float32Array(4.4 * sampleRate);
	signal.set(vowel({ f0: 130, seconds: 0.6, formants: [600, 1400, 2500] }), sampleRate);
	signal.set(vowel({ f0: 180, seconds: 0.8, formants: [400, 2000, 2700] }), 2.6 * sampleRate);
	return Number.isFinite(snrDb) ? addNoise(signal, { snrDb, color: 'pink', seed }) : signal;
}

function streamed(samples: Float32Array, size: number) {
	const stream = createVadStream({ sampleRate });
	const found = [];
	for (let at = 0; at < samples.length; at += size) found.push(...stream.push(samples.subarray(at, at + size)));
	return [...found, ...stream.finish()];
}

describe('voice activity', () => {
	it.each([Number.POSITIVE_INFINITY, 30, 15, 5])('finds both vowels at %s dB, whole and streamed', (snrDb) => {
		for (const found of [voiceActivity(twoVowels(snrDb), { sampleRate }), streamed(twoVowels(snrDb), 1000)]) {
			expect(found.length).toBe(2);
			const [first, second] = found as [(typeof found)[0], (typeof found)[0]];
			for (const [value, truth] of [
				[first.start, 1],
				[first.end, 1.6],
				[second.start, 2.6],
				[second.end, 3.4],
			] as const) {
				expect(Math.abs(value - truth)).toBeLessThan(0.12);
			}
			expect(first.startSample).toBe(Math.round(first.start * sampleRate));
		}
	});

	it('finds nothing in silence and in steady noise', () => {
		expect(voiceActivity(new Float32Array(16000), { sampleRate })).toEqual([]);
		expect(voiceActivity(new Float32Array(10), { sampleRate })).toEqual([]);
		const silence = new Float32Array(48000).fill(1e-12);
		for (const color of ['white', 'pink', 'brown'] as const) {
			const noise = addNoise(silence, { snrDb: -200, color, seed: 5 });
			const spoken = voiceActivity(noise, { sampleRate }).reduce((sum, { start, end }) => sum + end - start, 0);
			expect(spoken).toBeLessThan(0.3);
		}
	});

	it('a stream does not depend on the size of its chunks', () => {
		const signal = twoVowels(20);
		const reference = streamed(signal, signal.length);
		for (const size of [1, 37, 160, 4096]) expect(streamed(signal, size)).toEqual(reference);
	});

	it('says while it runs whether someone speaks', () => {
		const signal = twoVowels(30);
		const stream = createVadStream({ sampleRate });
		stream.push(signal.subarray(0, 0.9 * sampleRate));
		expect(stream.active).toBe(false);
		stream.push(signal.subarray(0.9 * sampleRate, 1.3 * sampleRate));
		expect(stream.active).toBe(true);
		stream.push(signal.subarray(1.3 * sampleRate, 2.3 * sampleRate));
		expect(stream.active).toBe(false);
	});

	it('joins across pauses shorter than the hangover', () => {
		expect(voiceActivity(twoVowels(30), { sampleRate, hangoverSeconds: 1.5 }).length).toBe(1);
	});

	it('refuses options out of range by name', () => {
		const signal = new Float32Array(100);
		expect(() => voiceActivity(signal, { sampleRate: 100 })).toThrow(/sampleRate must be ≥ 4000, got 100/);
		expect(() => voiceActivity(signal, { sampleRate, onsetDb: 1, offsetDb: 2 })).toThrow(/offsetDb/);
		expect(() => createVadStream({ sampleRate, hangoverSeconds: -1 })).toThrow(/hangoverSeconds/);
		expect(() => voiceActivity(new Float32Array([Number.NaN]), { sampleRate })).toThrow(/finite/);
	});
});
