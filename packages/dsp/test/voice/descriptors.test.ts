import { createRandom, type Matrix } from '@ser/core';
import { describe, expect, it } from 'vitest';
import { addNoise } from '../../src/augment/index.js';
import {
	alphaRatio,
	firstHarmonicToSecond,
	firstHarmonicToThirdFormant,
	formants,
	hammarbergIndex,
	harmonicToNoise,
	jitter,
	loudness,
	shimmer,
	spectralFlux,
	spectralSlope,
	subharmonicF0,
} from '../../src/voice/index.js';
import { vowel } from './vowel.js';

const sampleRate = 16000;
const options = { sampleRate };

function median(values: ArrayLike<number>): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[sorted.length >> 1]!;
}

function meanNonZero({ data }: Matrix): number {
	const kept = data.filter((value) => value !== 0);
	return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

/** Smooth pulses whose periods and amplitudes vary by known amounts. */
function pulses(meanPeriod: number, periodSpread: number, amplitudeSpread: number) {
	const random = createRandom(1);
	const samples = new Float32Array(2 * sampleRate);
	const periods: number[] = [];
	const amplitudes: number[] = [];
	for (let at = 100; at < samples.length - 200; at += periods.at(-1)!) {
		periods.push(meanPeriod * (1 + periodSpread * random.normal()));
		amplitudes.push(0.5 * 10 ** ((amplitudeSpread * random.normal()) / 20));
		for (let i = Math.floor(at) - 12; i < at + 40; i++) {
			const x = i - at;
			samples[i]! += amplitudes.at(-1)! * Math.exp(-Math.abs(x) / 6) * Math.cos(x / 3);
		}
	}
	const change = (values: number[]) =>
		values.slice(1).reduce((sum, value, i) => sum + Math.abs(value - values[i]!), 0) / (values.length - 1);
	return { samples, jitter: change(periods) / meanPeriod, shimmer: change(amplitudes.map((a) => 20 * Math.log10(a))) };
}

describe('pitch', () => {
	it.each([70, 90, 120, 180, 260, 400, 700])('hears a vowel of %s Hz within 1 %', (f0) => {
		const track = subharmonicF0(vowel({ f0, seconds: 0.5, formants: [600, 1400, 2500] }), options);
		expect(track.f0.length).toBe(Math.floor((8000 - 960) / 160) + 1);
		expect(track.f0.every((hz) => Math.abs(hz / f0 - 1) < 0.01)).toBe(true);
		expect(median(track.voicing)).toBeGreaterThan(0.69);
	});

	it('hears none in noise, in silence, and in what is too quiet', () => {
		const random = createRandom(2);
		const noise = Float32Array.from({ length: 16000 }, () => 0.1 * random.normal());
		expect(subharmonicF0(noise, options).f0.filter((hz) => hz > 0).length).toBeLessThan(3);
		expect(subharmonicF0(new Float32Array(16000), options).f0.every((hz) => hz === 0)).toBe(true);
		const quiet = vowel({ f0: 120, seconds: 0.3, formants: [600] }).map((value) => value * 1e-3);
		expect(subharmonicF0(quiet, options).f0.every((hz) => hz === 0)).toBe(true);
	});

	it('keeps to its range and refuses a bad one', () => {
		const voice = vowel({ f0: 220, seconds: 0.3, formants: [600, 1400] });
		expect(subharmonicF0(voice, { ...options, fMax: 150 }).f0.every((hz) => hz <= 150)).toBe(true);
		expect(() => subharmonicF0(voice, { ...options, fMin: 500, fMax: 400 })).toThrow(/fMin/);
		expect(() => subharmonicF0(voice, { ...options, voicingThreshold: 1.5 })).toThrow(/voicingThreshold must be 0…1/);
		expect(() => subharmonicF0(voice, { ...options, octaveCost: -1 })).toThrow(/octaveCost/);
		expect(() => jitter(voice, { ...options, onsetCost: Number.NaN })).toThrow(/onsetCost/);
	});

	it('charges for a jump of pitch and for an onset', () => {
		const voice = vowel({ f0: 150, seconds: 0.5, formants: [600, 1400, 2500] });
		const random = createRandom(5);
		const noisy = voice.map((value, i) => (i % 3200 < 1200 ? 0 : value) + 0.12 * random.normal());
		const changes = (onsetCost: number) => {
			const { f0 } = subharmonicF0(noisy, { ...options, onsetCost });
			return f0.filter((hz, t) => t > 0 && hz > 0 !== f0[t - 1]! > 0).length;
		};
		expect(changes(0)).toBeGreaterThan(changes(300));
		const loose = subharmonicF0(noisy, { ...options, voicingThreshold: 0, octaveCost: 0 }).f0;
		const strict = subharmonicF0(noisy, { ...options, voicingThreshold: 0, octaveCost: 50 }).f0;
		const travelled = (f0: Float32Array) =>
			f0.reduce(
				(sum, hz, t) => (t > 0 && hz > 0 && f0[t - 1]! > 0 ? sum + Math.abs(Math.log2(hz / f0[t - 1]!)) : sum),
				0,
			);
		expect(travelled(strict)).toBeLessThan(travelled(loose));
	});
});

describe('periods', () => {
	it.each([0.003, 0.01, 0.02])('measures a jitter near the true one, spread %s', (spread) => {
		const made = pulses(130, spread, 0);
		expect(Math.abs(meanNonZero(jitter(made.samples, options)) / made.jitter - 1)).toBeLessThan(0.25);
	});

	it.each([0.3, 1])('measures a shimmer near the true one, spread %s dB', (spread) => {
		const made = pulses(128, 0.001, spread);
		expect(Math.abs(meanNonZero(shimmer(made.samples, options)) / made.shimmer - 1)).toBeLessThan(0.3);
	});
});

describe('voice quality', () => {
	it('HNR falls with noise', () => {
		const voice = vowel({ f0: 200, seconds: 0.6, formants: [600, 1400, 2500] });
		const values = [40, 15, 8, 3].map((snrDb) =>
			median(harmonicToNoise(addNoise(voice, { snrDb, seed: 1 }), options).data),
		);
		expect(values[0]).toBeGreaterThan(12.5);
		for (let i = 1; i < 4; i++) expect(values[i]).toBeLessThan(values[i - 1]! - 1);
	});

	it.each([
		[110, [700, 1200, 2600]],
		[150, [300, 2200, 3000]],
		[220, [500, 1500, 2500]],
	] as const)('finds the formants of a vowel of %s Hz at %s', (f0, truth) => {
		const { frequencies, bandwidths } = formants(vowel({ f0, seconds: 0.4, formants: truth }), options);
		truth.forEach((hz, n) => {
			const track = Float32Array.from({ length: frequencies.rows }, (_, t) => frequencies.data[3 * t + n]!);
			expect(Math.abs(median(track) / hz - 1)).toBeLessThan(n === 0 ? 0.14 : 0.04);
		});
		expect(median(bandwidths.data)).toBeLessThan(300);
	});

	it('compares harmonics in dB', () => {
		const f0 = 150;
		const samples = Float32Array.from({ length: 8000 }, (_, i) => {
			let sum = 0;
			for (let h = 1; h < 30; h++) sum += Math.cos((2 * Math.PI * h * f0 * i) / sampleRate) * (h === 1 ? 0.2 : 0.1 / h);
			return sum;
		});
		const truth = 20 * Math.log10(0.2 / 0.05);
		expect(Math.abs(median(firstHarmonicToSecond(samples, options).data) - truth)).toBeLessThan(1);
		expect(median(firstHarmonicToThirdFormant(samples, options).data)).toBeGreaterThan(truth + 10);
	});
});

describe('balance of the spectrum', () => {
	const random = createRandom(3);
	const white = Float32Array.from({ length: 32000 }, () => 0.1 * random.normal());
	const mean = ({ data }: Matrix) => data.reduce((sum, value) => sum + value, 0) / data.length;

	it('of white noise is that of its bands', () => {
		expect(Math.abs(mean(alphaRatio(white, options)) - 10 * Math.log10(4))).toBeLessThan(0.3);
		expect(Math.abs(mean(hammarbergIndex(white, options)))).toBeLessThan(1.5);
		expect(Math.abs(mean(spectralSlope(white, { ...options, fromHz: 500, toHz: 1500 })))).toBeLessThan(0.006);
	});

	it('of a filtered noise falls as the filter does', () => {
		let last = 0;
		const red = white.map((value) => {
			last = 0.95 * last + value;
			return last;
		});
		expect(mean(alphaRatio(red, options))).toBeLessThan(mean(alphaRatio(white, options)) - 8);
		expect(mean(spectralSlope(red, { ...options, fromHz: 500, toHz: 1500 }))).toBeLessThan(-0.006);
	});

	it('flux is nothing for a steady tone of whole periods a hop, loudness grows with level', () => {
		const tone = Float32Array.from({ length: 16000 }, (_, i) => 0.3 * Math.sin((2 * Math.PI * 500 * i) / sampleRate));
		const flux = spectralFlux(tone, options).data;
		expect(flux.every((value) => value < 1e-4)).toBe(true);
		const loud = loudness(tone, options).data[10]!;
		expect(
			loudness(
				tone.map((value) => value / 10),
				options,
			).data[10]! / loud,
		).toBeCloseTo(0.01 ** 0.33, 2);
		expect(loudness(new Float32Array(1000), options).data[0]).toBeLessThan(0.0011);
	});

	it('refuses bad edges by name', () => {
		expect(() => spectralSlope(white, { ...options, fromHz: 500, toHz: 400 })).toThrow(/fromHz/);
		expect(() => spectralSlope(white, { ...options, fromHz: 0, toHz: 9000 })).toThrow(/toHz/);
	});
});
