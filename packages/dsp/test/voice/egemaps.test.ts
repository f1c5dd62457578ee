import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { featureSet } from '../../src/feature-sets/feature-set.js';
import { egemaps, egemapsFrameNames, egemapsFrames, egemapsNames } from '../../src/voice/index.js';
import { signals } from './egemaps-signals.js';

const fixture: {
	names: string[];
	signals: Record<string, number[]>;
	frames: Record<string, Record<string, number[]>>;
} = JSON.parse(readFileSync(new URL('../fixtures/egemaps.json', import.meta.url), 'utf8'));
const sampleRate = 16000;
const ours = Object.fromEntries(
	Object.entries(signals).map(([name, samples]) => [name, egemaps(samples, { sampleRate }).values]),
);

/** Every pair of our value and openSMILE's of the features that match, for the named signals. */
function pairs(pattern: RegExp, names: readonly string[] = Object.keys(signals)): [string, number, number][] {
	return names.flatMap((name) =>
		fixture.names.flatMap((feature, i): [string, number, number][] =>
			pattern.test(feature) ? [[`${name} ${feature}`, ours[name]![i]!, fixture.signals[name]![i]!]] : [],
		),
	);
}

function expectClose(list: [string, number, number][], relative: number, absolute: number) {
	expect(list.length).toBeGreaterThan(0);
	const far = list.filter(([, a, b]) => !(Math.abs(a - b) <= relative * Math.abs(b) + absolute));
	expect(far).toEqual([]);
}

const voiced = ['steady', 'gliding', 'syllables', 'tone', 'hoarse'];

describe('egemaps beside openSMILE on signals from formulas', () => {
	it('has its names and order', () => {
		expect(egemapsNames).toEqual(fixture.names);
		expect(egemaps(signals.tone!, { sampleRate }).names).toEqual(fixture.names);
	});

	it('agrees to 0.1 % where nothing depends on voicing', () => {
		expectClose(pairs(/^(loudness_sma3_(amean|stddevNorm|perc|pctl)|spectralFlux_sma3|mfcc\d_sma3)/), 1e-3, 1e-4);
		expectClose(pairs(/^loudness_sma3.*Slope/, voiced), 1e-3, 1e-4);
		expectClose(pairs(/equivalentSoundLevel/), 0, 0.01);
	});

	it('agrees to 0.1 % on the pitch and its percentiles, to 8 % on its slopes', () => {
		expectClose(pairs(/^F0semitone.*(amean|stddevNorm|perc|pctl)/, voiced), 1e-3, 1e-4);
		expectClose(pairs(/^F0semitone.*Slope/, ['gliding', 'syllables']), 1e-3, 1e-4);
		expectClose(pairs(/^F0semitone.*mean.*Slope/, voiced), 0.08, 0.01);
		expect(ours.noise!.slice(0, 10).every((value) => value === 0)).toBe(true);
	});

	it.each(['gliding', 'syllables', 'hoarse'])('has its pitch, jitter and shimmer in every frame of %s', (name) => {
		const { names, frames } = egemapsFrames(signals[name]!, { sampleRate });
		const tolerance = [1e-3, 1e-5, 1e-3];
		Object.entries(fixture.frames[name]!).forEach(([column, theirs], c) => {
			const at = names.indexOf(column);
			const far = theirs.slice(0, frames.rows).flatMap((value, t) => {
				const mine = frames.data[t * frames.cols + at]!;
				return mine > 0 === value > 0 && Math.abs(mine - value) <= tolerance[c]! ? [] : [[column, t, mine, value]];
			});
			expect(far).toEqual([]);
		});
	});

	it('agrees to 0.1 % on jitter and shimmer, to 0.02 dB on HNR and H1–H2, to 0.5 dB on the levels at formants', () => {
		expectClose(pairs(/^(jitter|shimmer)/, voiced), 1e-3, 1e-5);
		expectClose(pairs(/^HNR.*amean/, voiced), 0, 0.02);
		expectClose(pairs(/^logRelF0-H1-H2.*amean/, ['steady', 'gliding', 'syllables', 'hoarse']), 0, 0.02);
		expectClose(pairs(/(logRelF0-H1-A3|amplitude).*amean/i, ['steady', 'gliding', 'syllables', 'hoarse']), 0, 0.5);
	});

	it('agrees on formants and their bandwidths to 1.5 %', () => {
		expectClose(pairs(/^F[123](frequency|bandwidth).*amean/, voiced), 0.015, 0);
	});

	it('agrees to 0.1 % on the spectrum of voiced frames and on that of unvoiced ones', () => {
		expectClose(pairs(/^(alphaRatioV|hammarbergIndexV|slopeV|spectralFluxV|mfcc\dV)/, voiced), 1e-3, 1e-4);
		expectClose(pairs(/UV.*amean/), 1e-3, 1e-4);
	});

	it('agrees to 0.1 % on the timing of voicing and the peaks of loudness', () => {
		expectClose(pairs(/Segment(sPerSec|LengthSec|Length)$/), 1e-3, 1e-5);
		expectClose(pairs(/^loudnessPeaksPerSec/, voiced), 1e-3, 0);
		expectClose(pairs(/^loudnessPeaksPerSec/, ['noise']), 0.05, 0);
	});
});

describe('egemaps', () => {
	it('is finite for silence, one sample, a click, and half an octave of sample rates', () => {
		const click = new Float32Array(3000);
		click[1000] = 1;
		for (const samples of [new Float32Array(16000), new Float32Array(1).fill(0.3), new Float32Array(333), click]) {
			for (const rate of [8000, 16000, 22050, 44100]) {
				expect(egemaps(samples, { sampleRate: rate }).values.every(Number.isFinite)).toBe(true);
			}
		}
	});

	it('gives the same pitch, formants and ratios at another level', () => {
		const quiet = egemaps(
			signals.gliding!.map((value) => value / 4),
			{ sampleRate },
		).values;
		egemapsNames.forEach((name, i) => {
			if (/^(F0|F\d(freq|band)|HNR|alphaRatioV|hammarbergIndexV|jitter|shimmer)/.test(name)) {
				expect(Math.abs(quiet[i]! - ours.gliding![i]!)).toBeLessThanOrEqual(1e-3 * Math.abs(quiet[i]!) + 1e-4);
			}
		});
	});

	it('shows frames: 25 names, pitch where there is voice, zeros elsewhere', () => {
		const { names, frames } = egemapsFrames(signals.syllables!, { sampleRate });
		expect(names).toEqual(egemapsFrameNames);
		expect([frames.rows, frames.cols]).toEqual([Math.floor((signals.syllables!.length - 960) / 160) + 1, 25]);
		const f0 = names.indexOf('F0semitoneFrom27.5Hz_sma3nz');
		const jitter = names.indexOf('jitterLocal_sma3nz');
		let spoken = 0;
		for (let t = 0; t < frames.rows; t++) {
			if (frames.data[t * 25 + f0]! > 0) spoken++;
			else expect(frames.data[t * 25 + jitter]).toBe(0);
		}
		expect(spoken).toBeGreaterThan(0.5 * frames.rows);
	});

	it('is a feature set', () => {
		const set = featureSet('egemaps');
		expect([set.kind, set.sampleRate, set.names.length]).toEqual(['vector', 16000, 88]);
		expect(set.extract(signals.tone!).data).toEqual(ours.tone);
	});

	it('refuses what it cannot measure, by name', () => {
		expect(() => egemaps(new Float32Array(0), { sampleRate })).toThrow(/must not be empty/);
		expect(() => egemaps(new Float32Array([Number.NaN]), { sampleRate })).toThrow(/finite/);
		expect(() => egemaps(new Float32Array(9), { sampleRate: 100 })).toThrow(/sampleRate must be 8000…192000/);
	});
});
