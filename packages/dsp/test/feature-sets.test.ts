import { describe, expect, test } from 'vitest';
import { cleaner, featureSet, featureSetNames } from '../src/index.js';
import { makeSignal } from './parity/signals.js';

const hardClips: [string, Float32Array][] = [
	['one sample', new Float32Array([0.3])],
	['one silent sample', new Float32Array(1)],
	['twenty silent samples', new Float32Array(20)],
	['silence', new Float32Array(6000)],
	['a constant', new Float32Array(6000).fill(0.2)],
	['a very short clip', makeSignal('voice', 22050, 300)],
	['full-scale square', Float32Array.from({ length: 6000 }, (_, i) => (i % 100 < 50 ? 1 : -1))],
	['beyond full scale', Float32Array.from({ length: 6000 }, (_, i) => 1000 * Math.sin(i))],
];

describe.each(featureSetNames)('%s', (name) => {
	const set = featureSet(name);

	test('has one unique name a column and as many columns as promised', () => {
		expect(new Set(set.names).size).toBe(set.names.length);
		const matrix = set.extract(makeSignal('voice', set.sampleRate, set.sampleRate));
		expect(matrix.cols).toBe(set.names.length);
		expect(set.kind === 'vector' ? matrix.rows : Math.sign(matrix.rows)).toBe(1);
	});

	test.each(hardClips)('stays finite on %s', (_, samples) => {
		const matrix = set.extract(samples);
		expect(matrix.data.length).toBe(matrix.rows * set.names.length);
		expect(matrix.rows).toBeGreaterThan(0);
		expect(matrix.data.findIndex((value) => !Number.isFinite(value))).toBe(-1);
	});

	test('gives the same numbers twice and leaves the samples alone', () => {
		const samples = makeSignal('voice', set.sampleRate, 9000);
		const before = samples.slice();
		expect(set.extract(samples).data).toEqual(set.extract(samples).data);
		expect(samples).toEqual(before);
	});
});

test('the sets have the sizes that their names promise', () => {
	expect(featureSet('tutorial180').names.length).toBe(180);
	expect(featureSet('rich').names.length).toBe(3911);
	expect(featureSet('logmel').names.length).toBe(64);
	expect(featureSet('mfcc', { nMfcc: 20 }).names.length).toBe(20);
});

test('logmel has zero mean, unit spread, and no recording level', () => {
	const quiet = makeSignal('voice', 16000, 16000);
	const loud = quiet.map((x) => 4 * x);
	const { data } = featureSet('logmel').extract(quiet);
	const mean = data.reduce((a, b) => a + b, 0) / data.length;
	expect(mean).toBeCloseTo(0, 4);
	expect(Math.sqrt(data.reduce((a, b) => a + b * b, 0) / data.length)).toBeCloseTo(1, 3);
	// The same up to the floor of log(x + 1e-5).
	const louder = featureSet('logmel').extract(loud).data;
	expect(Math.abs(louder[2000]! - data[2000]!)).toBeLessThan(0.1);
});

describe('cleaner', () => {
	const chains = [
		'none',
		'highpass',
		'denoise',
		'wiener',
		'trim',
		'normalize',
		'preemphasis',
		'highpass=80,denoise,wiener=12,trim=40,normalize=-20,preemphasis',
	];
	test.each(chains)('%s survives hard clips', (spec) => {
		for (const [, samples] of hardClips) {
			const result = cleaner(spec, 16000).apply(samples);
			expect(result.length).toBeGreaterThan(0);
			expect(result.every(Number.isFinite)).toBe(true);
		}
	});

	test('none copies; steps run in the given order; the version names them', () => {
		const samples = makeSignal('voice', 16000, 8000);
		const same = cleaner('none', 16000).apply(samples);
		expect(same).toEqual(samples);
		expect(same).not.toBe(samples);
		const twoWays = ['normalize,preemphasis', 'preemphasis, normalize'].map((spec) => cleaner(spec, 16000));
		expect(twoWays[0]!.apply(samples)).not.toEqual(twoWays[1]!.apply(samples));
		expect(twoWays[0]!.version).not.toBe(twoWays[1]!.version);
	});

	test('highpass removes an offset, trim the silence around, normalize the level', () => {
		const offset = makeSignal('voice', 16000, 16000).map((x) => x + 0.3);
		const high = cleaner('highpass', 16000).apply(offset).subarray(8000);
		expect(Math.abs(high.reduce((a, b) => a + b, 0) / high.length)).toBeLessThan(0.01);
		const padded = new Float32Array(48000);
		padded.set(makeSignal('voice', 16000, 5600), 16000);
		expect(Math.abs(cleaner('trim', 16000).apply(padded).length - 5600 - 1600)).toBeLessThan(800);
		const level = (spec: string, gain: number) => {
			const out = cleaner(spec, 16000).apply(padded.map((x) => gain * x));
			return Math.sqrt(out.reduce((a, b) => a + b * b, 0));
		};
		expect(level('normalize', 0.01) / level('normalize', 1)).toBeCloseTo(1, 3);
	});

	test.each(['denoise', 'wiener'])('%s raises the signal-to-noise ratio', (spec) => {
		const noise = makeSignal('noise', 16000, 32000).map((x) => 0.1 * x);
		const speech = makeSignal('voice', 16000, 32000);
		const cleaned = cleaner(spec, 16000).apply(speech.map((x, i) => x + noise[i]!));
		const ratio = (signal: Float32Array) => {
			let error = 0;
			let energy = 0;
			for (let i = 0; i < signal.length; i++) {
				error += (signal[i]! - speech[i]!) ** 2;
				energy += speech[i]! ** 2;
			}
			return 10 * Math.log10(energy / error);
		};
		expect(ratio(cleaned)).toBeGreaterThan(ratio(speech.map((x, i) => x + noise[i]!)) + 3);
	});
});
