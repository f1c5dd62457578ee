import { createMatrix, type SerError } from '@ser/core';
import { describe, expect, test } from 'vitest';
import * as dsp from '../src/index.js';
import { makeSignal } from './parity/signals.js';

const voice = makeSignal('voice', 22050, 11025);

describe('known answers', () => {
	const sine = Float32Array.from({ length: 22050 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 440 * i) / 22050));

	test('a 440 Hz sine has its centroid, pitch, level and pitch class', () => {
		expect(dsp.spectralCentroid(sine).data[20]).toBeCloseTo(440, 0);
		expect(Math.abs(dsp.yin(sine).data[20]! - 440)).toBeLessThan(1);
		expect(dsp.rms(sine).data[20]).toBeCloseTo(0.5 / Math.SQRT2, 3);
		const chroma = dsp.chromaStft(sine, { tuning: 0 });
		expect(chroma.data.slice(20 * 12, 21 * 12).indexOf(1)).toBe(9);
		expect(dsp.zeroCrossingRate(sine).data[20]).toBeCloseTo(880 / 22050, 3);
		expect(dsp.estimateTuning(sine)).toBeCloseTo(0, 1);
	});

	test('an impulse has a flat spectrum', () => {
		const impulse = new Float32Array(4096);
		impulse[2048] = 1;
		const flat = dsp.spectrogram(impulse, { window: 'rect', nFft: 1024, hopLength: 2048 });
		for (const value of flat.data.subarray(flat.cols, 2 * flat.cols)) expect(value).toBeCloseTo(1, 6);
	});

	test('istft(stft(x)) is x, also for odd sizes', () => {
		for (const options of [{}, { nFft: 401, hopLength: 100 }, { nFft: 512, winLength: 400, hopLength: 100 }]) {
			const back = dsp.istft(dsp.stft(voice, options), {
				...options,
				nFft: options.nFft ?? 2048,
				length: voice.length,
			});
			expect(back.every((value, i) => Math.abs(value - voice[i]!) < 1e-6)).toBe(true);
		}
	});

	test('the orthonormal DCT of type 2 is inverted by that of type 3', () => {
		const two = dsp.dctMatrix(20, 20, { type: 2 });
		const three = dsp.dctMatrix(20, 20, { type: 3 });
		for (let i = 0; i < 20; i++) {
			for (let j = 0; j < 20; j++) {
				let sum = 0;
				for (let k = 0; k < 20; k++) sum += three[i * 20 + k]! * two[k * 20 + j]!;
				expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
			}
		}
	});

	test('deEmphasis undoes preEmphasis, hpss with margin 1 adds up', () => {
		const back = dsp.deEmphasis(dsp.preEmphasis(voice));
		const { harmonic, percussive } = dsp.hpss(voice);
		for (let i = 0; i < voice.length; i += 97) {
			expect(back[i]).toBeCloseTo(voice[i]!, 4);
			expect(harmonic[i]! + percussive[i]!).toBeCloseTo(voice[i]!, 5);
		}
	});
});

describe('a spectrogram in place of samples gives the same', () => {
	const power = dsp.spectrogram(voice);
	const magnitude = dsp.spectrogram(voice, { power: 1 });
	test('mel, MFCC, chroma, centroid', () => {
		expect(dsp.melSpectrogram(power).data).toEqual(dsp.melSpectrogram(voice).data);
		expect(dsp.mfcc(dsp.powerToDb(dsp.melSpectrogram(power))).data).toEqual(dsp.mfcc(voice).data);
		expect(dsp.chromaStft(power).data).toEqual(dsp.chromaStft(voice).data);
		expect(dsp.spectralCentroid(magnitude).data).toEqual(dsp.spectralCentroid(voice).data);
	});
});

describe('bad options are refused by name', () => {
	const refused: [string, () => unknown][] = [
		['nFft', () => dsp.stft(voice, { nFft: 256, winLength: 400 })],
		['nFft', () => dsp.stft(voice, { nFft: 0.5 })],
		['hopLength', () => dsp.mfcc(voice, { hopLength: 0 })],
		['window', () => dsp.stft(voice, { window: 'kaiser' as 'hann' })],
		['padMode', () => dsp.stft(voice, { padMode: 'wrap' as 'edge' })],
		['nMfcc', () => dsp.mfcc(voice, { nMfcc: 200 })],
		['dctType', () => dsp.mfcc(voice, { dctType: 4 as 3 })],
		['lifter', () => dsp.mfcc(voice, { lifter: -1 })],
		['fMax', () => dsp.melSpectrogram(voice, { fMin: 500, fMax: 400 })],
		['norm', () => dsp.melSpectrogram(voice, { norm: 'area' as 'slaney' })],
		['topDb', () => dsp.powerToDb(createMatrix(1, 1), { topDb: -1 })],
		['rollPercent', () => dsp.spectralRolloff(voice, { rollPercent: 1 })],
		['fMin', () => dsp.spectralContrast(voice, { sampleRate: 8000 })],
		['width', () => dsp.delta(createMatrix(3, 2))],
		['frameLength', () => dsp.pyin(voice, { frameLength: 256 })],
		['fMax', () => dsp.yin(voice, { fMax: 20000 })],
		['order', () => dsp.lpc(voice, { order: 0 })],
		['coef', () => dsp.preEmphasis(voice, { coef: 2 })],
		['functionals', () => dsp.functionals(createMatrix(1, 1), { functionals: ['median' as 'mean'] })],
		['tutorial180', () => dsp.featureSet('compare' as 'rich')],
		['wiener', () => dsp.cleaner('dolby', 16000)],
		['value of trim', () => dsp.cleaner('trim=much', 16000)],
	];
	test.each(refused)('%s', (name, run) => {
		let error: unknown;
		try {
			run();
		} catch (caught) {
			error = caught;
		}
		expect((error as SerError).code).toBe('PARAMETER');
		expect((error as SerError).message).toContain(name);
	});

	test('signals without samples, with NaN, or too short for an uncentred frame', () => {
		expect(() => dsp.mfcc(new Float32Array(0))).toThrow(/empty/);
		expect(() => dsp.mfcc(new Float32Array([0, Number.NaN, 1]))).toThrow(/sample 1 is NaN/);
		expect(() => dsp.rms(new Float32Array([Infinity, -Infinity]))).toThrow(/sample 0 is Infinity/);
		expect(() => dsp.stft(new Float32Array(10), { center: false })).toThrow(/2048/);
	});
});
