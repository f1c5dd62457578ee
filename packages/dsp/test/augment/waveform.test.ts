import { createRandom } from '@ser/core';
import { describe, expect, it } from 'vitest';
import {
	addNoise,
	augmenter,
	augmenterSteps,
	bandLimit,
	gain,
	mixBabble,
	noiseColors,
	pitchShift,
	reverb,
	roomResponse,
	timeShift,
	timeStretch,
	vtlp,
} from '../../src/augment/index.js';
import { rfft } from '../../src/fft/fft.js';
import { formants } from '../../src/voice/formants.js';
import { subharmonicF0 } from '../../src/voice/subharmonic-f0.js';
import { vowel } from '../voice/vowel.js';

const sampleRate = 16000;
const voice = vowel({ f0: 150, seconds: 1, formants: [700, 1200, 2600] });

function power(samples: ArrayLike<number>): number {
	let sum = 0;
	for (let i = 0; i < samples.length; i++) sum += samples[i]! ** 2;
	return sum / samples.length;
}

/** Energy between two frequencies. */
function bandEnergy(samples: Float32Array, from: number, to: number): number {
	const spectrum = rfft(samples);
	let sum = 0;
	for (let k = 0; k < spectrum.length / 2; k++) {
		const hz = (k * sampleRate) / samples.length;
		if (hz >= from && hz < to) sum += spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
	}
	return sum;
}

function medianPitch(samples: Float32Array): number {
	const voiced = subharmonicF0(samples, { sampleRate })
		.f0.filter((hz) => hz > 0)
		.sort();
	return voiced[voiced.length >> 1]!;
}

function medianFormant(samples: Float32Array, n: number): number {
	const { frequencies } = formants(samples, { sampleRate });
	const track = Float32Array.from({ length: frequencies.rows }, (_, t) => frequencies.data[t * 3 + n]!);
	const found = track.filter((hz) => hz > 0).sort();
	return found[found.length >> 1]!;
}

describe('noise', () => {
	it.each(noiseColors)('%s noise reaches the SNR within 0.1 dB', (color) => {
		for (const snrDb of [-5, 0, 12.5, 30]) {
			const noisy = addNoise(voice, { snrDb, color, seed: 3 });
			const noise = noisy.map((value, i) => value - voice[i]!);
			expect(Math.abs(10 * Math.log10(power(voice) / power(noise)) - snrDb)).toBeLessThan(0.1);
		}
	});

	it('has the slopes of its colours', () => {
		const one = new Float32Array(1 << 16).fill(1e-9);
		one[0] = 1;
		for (const [color, slope] of [
			['white', 0],
			['pink', -3],
			['brown', -6],
		] as const) {
			const noise = addNoise(one, { snrDb: -60, color, seed: 1 });
			const low = bandEnergy(noise, 400, 800) / 400;
			const high = bandEnergy(noise, 1600, 3200) / 1600;
			expect(Math.abs((10 * Math.log10(high / low)) / 2 - slope)).toBeLessThan(0.8);
		}
	});

	it('mixes babble at the SNR, repeats with the seed, refuses silence', () => {
		const clips = [0, 1, 2].map((seed) => addNoise(voice, { snrDb: 5, seed }).subarray(0, 4000 + 900 * seed));
		const mixed = mixBabble(voice, clips, { snrDb: 6, seed: 1 });
		const babble = mixed.map((value, i) => value - voice[i]!);
		expect(Math.abs(10 * Math.log10(power(voice) / power(babble)) - 6)).toBeLessThan(0.1);
		expect(mixBabble(voice, clips, { snrDb: 6, seed: 1 })).toEqual(mixed);
		expect(mixBabble(voice, clips, { snrDb: 6, seed: 2 })).not.toEqual(mixed);
		expect(() => mixBabble(voice, [new Float32Array(9)], { snrDb: 0 })).toThrow(/not silent/);
	});

	it('keeps silence silent', () => {
		expect(addNoise(new Float32Array(100), { snrDb: 0 }).every((v) => v === 0)).toBe(true);
	});
});

describe('time and pitch', () => {
	it.each(['wsola', 'phase-vocoder'] as const)('%s stretches to the length and keeps pitch and level', (method) => {
		for (const factor of [0.8, 1, 1.3]) {
			const stretched = timeStretch(voice, { factor, method });
			expect(stretched.length).toBe(Math.round(voice.length * factor));
			expect(Math.abs(medianPitch(stretched) / 150 - 1)).toBeLessThan(0.015);
			const middle = stretched.subarray(stretched.length * 0.2, stretched.length * 0.8);
			expect(Math.abs(10 * Math.log10(power(middle) / power(voice)))).toBeLessThan(2);
		}
	});

	it('wsola at factor 1 returns the signal', () => {
		const same = timeStretch(voice, { factor: 1 });
		let worst = 0;
		for (let i = 0; i < voice.length; i++) worst = Math.max(worst, Math.abs(same[i]! - voice[i]!));
		expect(worst).toBeLessThan(1e-6);
	});

	it('phase vocoder at factor 1 returns the signal', () => {
		const same = timeStretch(voice, { factor: 1, method: 'phase-vocoder' });
		let worst = 0;
		for (let i = 2000; i < voice.length - 2000; i++) worst = Math.max(worst, Math.abs(same[i]! - voice[i]!));
		expect(worst).toBeLessThan(1e-4);
	});

	it('shifts the pitch by the right factor and keeps the length', () => {
		for (const semitones of [-4, -1, 3]) {
			const shifted = pitchShift(voice, { semitones });
			expect(shifted.length).toBe(voice.length);
			expect(Math.abs(12 * Math.log2(medianPitch(shifted) / 150) - semitones)).toBeLessThan(0.3);
		}
	});

	it('shifts by whole samples both ways, and beyond the end', () => {
		const ramp = Float32Array.from([1, 2, 3, 4]);
		expect(Array.from(timeShift(ramp, { offset: 1 }))).toEqual([0, 1, 2, 3]);
		expect(Array.from(timeShift(ramp, { offset: -3 }))).toEqual([4, 0, 0, 0]);
		expect(Array.from(timeShift(ramp, { offset: 9 }))).toEqual([0, 0, 0, 0]);
		expect(Array.from(timeShift(ramp, { offset: -9 }))).toEqual([0, 0, 0, 0]);
	});
});

describe('vocal tract, room and telephone', () => {
	it('vtlp moves the formants and keeps the pitch', () => {
		const warped = vtlp(voice, { sampleRate, factor: 1.15 });
		expect(Math.abs(medianPitch(warped) / 150 - 1)).toBeLessThan(0.01);
		expect(medianFormant(warped, 1) / medianFormant(voice, 1)).toBeGreaterThan(1.08);
		expect(medianFormant(warped, 1) / medianFormant(voice, 1)).toBeLessThan(1.22);
	});

	it('a room decays by 60 dB in its time and keeps the level of the voice', () => {
		const response = roomResponse({ sampleRate, rt60Seconds: 0.5, seed: 2 });
		expect(response.length).toBe(8000);
		const early = power(response.subarray(400, 1200));
		const late = power(response.subarray(6400, 7200));
		expect(Math.abs(10 * Math.log10(early / late) - 45)).toBeLessThan(2);
		const wet = reverb(voice, { sampleRate, seed: 2 });
		expect(wet.length).toBe(voice.length);
		expect(Math.abs(10 * Math.log10(power(wet) / power(voice)))).toBeLessThan(0.01);
		expect(reverb(voice, { sampleRate, seed: 2 })).toEqual(wet);
	});

	it('the telephone passes its band and stops the rest', () => {
		const random = createRandom(1);
		const noise = Float32Array.from({ length: 16384 }, () => random.normal());
		const limited = bandLimit(noise, { sampleRate });
		const change = (from: number, to: number) =>
			10 * Math.log10(bandEnergy(limited, from, to) / bandEnergy(noise, from, to));
		expect(Math.abs(change(400, 3300))).toBeLessThan(0.1);
		expect(change(0, 200)).toBeLessThan(-25);
		expect(change(4000, 8000)).toBeLessThan(-25);
	});

	it('gain is in dB', () => {
		expect(gain(Float32Array.from([0.1]), { db: 20 })[0]).toBeCloseTo(1, 6);
	});
});

describe('augmenter', () => {
	it('writes its spec so that it makes the same chain', () => {
		const made = augmenter('noise:10..30, pitch:±2,reverb,telephone', sampleRate);
		expect(made.spec).toBe('noise:10..30,pitch:-2..2,reverb:0.1..0.6,telephone');
		const again = augmenter(made.spec, sampleRate);
		expect(again.apply(voice, 7)).toEqual(made.apply(voice, 7));
		expect(made.apply(voice, 8)).not.toEqual(made.apply(voice, 7));
		expect(augmenter({ noise: [10, 30], pitch: [-2, 2], reverb: true, telephone: true }, sampleRate).spec).toBe(
			made.spec,
		);
		expect(augmenter('none', sampleRate).apply(voice, 1)).toEqual(voice);
	});

	it('runs every step on one sample, on silence and on a voice, and stays finite', () => {
		for (const name of augmenterSteps) {
			const { apply } = augmenter(name, sampleRate, { clips: [voice] });
			for (const samples of [new Float32Array(1).fill(0.5), new Float32Array(999), voice]) {
				expect(apply(samples, 1).every(Number.isFinite)).toBe(true);
			}
		}
	});

	it('refuses what it does not know, by name', () => {
		expect(() => augmenter('echo', sampleRate)).toThrow(/step must be one of noise/);
		expect(() => augmenter('pitch:99', sampleRate)).toThrow(/pitch must lie in -24…24/);
		expect(() => augmenter('noise:x', sampleRate)).toThrow(/noise must lie/);
		expect(() => augmenter('noise:30..10', sampleRate)).toThrow(/low before high/);
		expect(() => augmenter('telephone:3', sampleRate)).toThrow(/takes no value/);
		expect(() => augmenter('babble', sampleRate)).toThrow(/babble needs clips/);
	});
});
