import * as libsamplerate from '@alexanderolsen/libsamplerate-js';
import { createStreamResampler, resample } from '@ser/audio';
import { createRandom } from '@ser/core';
import { describe, expect, test } from 'vitest';

const noise = (length: number, seed: string) => {
	const random = createRandom(seed);
	return Float32Array.from({ length }, () => random.uniform(-0.5, 0.5));
};
const sine = (hz: number, sampleRate: number, seconds: number) =>
	Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) =>
		Math.sin((2 * Math.PI * hz * i) / sampleRate),
	);
const difference = (a: Float32Array, b: Float32Array, margin = 0) => {
	let worst = 0;
	for (let i = margin; i < a.length - margin; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
	return worst;
};
const pairs: [number, number][] = [
	[48000, 16000],
	[44100, 16000],
	[24414, 16000],
	[22050, 16000],
	[96000, 16000],
	[48000, 22050],
	[16000, 22050],
	[24414, 22050],
	[16000, 48000],
	[44101, 16000],
];

describe('it is libsamplerate’s best converter', () => {
	for (const [from, to] of pairs) {
		test(`${from} → ${to} equals the library's own output to 1e-6`, async () => {
			const samples = noise(from / 2, `${from}`);
			const ours = await resample({ samples, sampleRate: from }, to);
			// The library withholds the end until more comes: silence.
			const library = await libsamplerate.create(1, from, to, {
				converterType: libsamplerate.ConverterType.SRC_SINC_BEST_QUALITY,
			});
			const padded = new Float32Array(2 * samples.length);
			padded.set(samples);
			expect(difference(ours.samples, library.full(padded).subarray(0, ours.samples.length))).toBeLessThan(1e-6);
		});
	}
});

describe('laws', () => {
	test('length is round(n × ratio), at least one', async () => {
		for (const [from, to] of pairs) {
			for (const length of [1, 2, 3, 1000, 12345]) {
				const { samples, sampleRate } = await resample({ samples: noise(length, 'n'), sampleRate: from }, to);
				expect(samples.length).toBe(Math.max(1, Math.round((length * to) / from)));
				expect(sampleRate).toBe(to);
			}
		}
	});
	test('a tone below the new band stays where it is: no delay, no change of level', async () => {
		for (const [from, to] of pairs) {
			const { samples } = await resample({ samples: sine(1000, from, 0.5), sampleRate: from }, to);
			expect(difference(samples, sine(1000, to, 0.5), Math.round(to * 0.05))).toBeLessThan(2e-6);
		}
	});
	test('a tone above the new band disappears', async () => {
		const { samples } = await resample({ samples: sine(9000, 48000, 0.5), sampleRate: 48000 }, 16000);
		expect(difference(samples, new Float32Array(samples.length), 800)).toBeLessThan(1e-6);
	});
	test('equal rates: the same object', async () => {
		const waveform = { samples: noise(10, 'x'), sampleRate: 16000 };
		expect(await resample(waveform, 16000)).toBe(waveform);
	});
	test('calls at the same time do not disturb each other', async () => {
		const jobs = pairs
			.slice(3, 7)
			.map(([from, to]) => ({ samples: noise(20000, `${from}${to}`), sampleRate: from, to }));
		const together = await Promise.all(jobs.map((job) => resample(job, job.to)));
		for (const [i, job] of jobs.entries()) {
			expect(together[i]!.samples).toEqual((await resample(job, job.to)).samples);
		}
	});
	test('the input is not changed', async () => {
		const samples = noise(500, 'kept');
		await resample({ samples, sampleRate: 48000 }, 16000);
		expect(samples).toEqual(noise(500, 'kept'));
	});
	test('rates out of range are refused', async () => {
		const samples = noise(5, 'x');
		await expect(resample({ samples, sampleRate: 16000 }, 0)).rejects.toMatchObject({ code: 'PARAMETER' });
		await expect(resample({ samples, sampleRate: 16000 }, Number.NaN)).rejects.toMatchObject({ code: 'PARAMETER' });
		await expect(resample({ samples, sampleRate: 100 }, 192000)).rejects.toThrow(
			/within a factor of 256 of 100 Hz, got 192000/,
		);
	});
});

describe('a stream equals the whole', () => {
	for (const [from, to] of pairs) {
		test(`${from} → ${to}, pieces of any length`, async () => {
			const random = createRandom(`pieces ${from} ${to}`);
			for (const length of [1, 7, 30000]) {
				const samples = noise(length, 'stream');
				const stream = await createStreamResampler(from, to);
				const parts: number[] = [];
				for (let at = 0; at < length; ) {
					const size = random.integer(3000);
					parts.push(...stream.push(samples.subarray(at, at + size)));
					at += size;
				}
				parts.push(...stream.finish());
				expect(Float32Array.from(parts)).toEqual((await resample({ samples, sampleRate: from }, to)).samples);
			}
		});
	}
	test('equal rates and an empty stream', async () => {
		const same = await createStreamResampler(16000, 16000);
		expect(same.push(Float32Array.of(1, 2))).toEqual(Float32Array.of(1, 2));
		const none = await createStreamResampler(48000, 16000);
		expect(none.finish().length).toBe(0);
	});
});
