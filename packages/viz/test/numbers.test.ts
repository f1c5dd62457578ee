import { readFileSync } from 'node:fs';
import { createMatrix, createRandom, matrixFromRows } from '@ser/core';
import { describe, expect, it } from 'vitest';
import { clipPicture, emotionInks, etaSquared, orderBySimilarity, project, seriesInks } from '../src/index.js';
import { melPlot, spectrogramPlot } from '../src/node/index.js';
import { contrast, leastDifference } from './color-vision.js';

describe('the palette', () => {
	for (const theme of ['light', 'dark'] as const) {
		const colors = Object.values(emotionInks).map((ink) => ink[theme]);
		const surface = theme === 'light' ? '#ffffff' : '#14181d';
		it(`${theme}: all ten emotions differ for normal and colour-blind eyes`, () => {
			// 0.02 is about a just noticeable difference in OKLab; Okabe and Ito's eight colours reach 0.08 here.
			expect(leastDifference(colors)).toBeGreaterThan(0.08);
		});
		it(`${theme}: and stand out from the background`, () => {
			for (const color of colors) expect(contrast(color, surface)).toBeGreaterThan(2.6);
		});
		it(`${theme}: the series differ`, () => {
			expect(leastDifference(seriesInks.map((ink) => ink[theme]))).toBeGreaterThan(0.08);
		});
	}
	it('would notice colours that only normal eyes tell apart', () => {
		expect(leastDifference(['#c33b2e', '#7a7f2a'])).toBeLessThan(0.08);
	});
});

describe('project', () => {
	const x = matrixFromRows(
		Array.from({ length: 14 }, (_, r) =>
			Array.from({ length: 5 }, (_, c) => Math.sin(1.3 * r + c) + 0.4 * c * Math.cos(0.7 * r) + 0.05 * r * c),
		),
	);
	it('equals scikit-learn up to the sign of an axis', () => {
		const expected = JSON.parse(readFileSync(new URL('./fixtures/pca.json', import.meta.url), 'utf8'));
		const { points, variance } = project(x);
		expected.scores.flat().forEach((score: number, i: number) => {
			expect(Math.abs(points.data[i] as number)).toBeCloseTo(score, 4);
		});
		expect(variance?.[0]).toBeCloseTo(expected.variance[0], 5);
		expect(variance?.[1]).toBeCloseTo(expected.variance[1], 5);
	});
	it('UMAP keeps two far clouds apart, and gives the same picture for the same seed', () => {
		const random = createRandom(4);
		const clouds = matrixFromRows(
			Array.from({ length: 60 }, (_, r) => Array.from({ length: 6 }, () => random.normal(r < 30 ? 0 : 9, 1))),
		);
		const { points } = project(clouds, { method: 'umap', seed: 2 });
		expect(project(clouds, { method: 'umap', seed: 2 }).points.data).toEqual(points.data);
		const near = Array.from({ length: 60 }, (_, r) => nearestOther(points.data, r)).filter((n, r) => n < 30 === r < 30);
		expect(near.length).toBeGreaterThan(56);
	});
	it('refuses two clips and values that are not finite', () => {
		expect(() => project(createMatrix(2, 3))).toThrow(/at least 3 clips/);
		expect(() => project(createMatrix(3, 1, Float32Array.of(1, Number.NaN, 2)))).toThrow(/not finite/);
	});
});

function nearestOther(data: Float32Array, r: number): number {
	let best = -1;
	let distance = Number.POSITIVE_INFINITY;
	for (let i = 0; i < data.length / 2; i++) {
		const d = Math.hypot(
			(data[2 * i] as number) - (data[2 * r] as number),
			(data[2 * i + 1] as number) - (data[2 * r + 1] as number),
		);
		if (i !== r && d < distance) {
			best = i;
			distance = d;
		}
	}
	return best;
}

describe('etaSquared', () => {
	it('known answers: groups apart, alike, halfway, constant', () => {
		// halfway: between 2·2·0.5² … groups {0, 1} and {1, 2}: total 2, between 1
		const values = matrixFromRows([
			[0, 1, 0, 5],
			[0, 2, 1, 5],
			[1, 1, 1, 5],
			[1, 2, 2, 5],
		]);
		expect([...etaSquared(values, ['a', 'a', 'b', 'b'])]).toEqual([1, 0, 0.5, 0]);
	});
	it('leaves out values that are not finite', () => {
		const values = matrixFromRows([[0], [0], [1], [1], [Number.NaN]]);
		expect(etaSquared(values, ['a', 'a', 'b', 'b', 'b'])[0]).toBe(1);
	});
});

describe('orderBySimilarity', () => {
	it('finds the chain of confusions', () => {
		const chain = [2, 0, 4, 1, 3];
		const confusion = chain.map(() => chain.map(() => 0));
		chain.forEach((label, i) => {
			(confusion[label] as number[])[label] = 10;
			const next = chain[i + 1];
			if (next !== undefined) (confusion[label] as number[])[next] = 5;
		});
		const found = orderBySimilarity(confusion);
		expect([chain, [...chain].reverse()]).toContainEqual(found);
	});
	it('is as good as trying every order', () => {
		const random = createRandom('order');
		const confusion = Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => random.integer(30) + 1));
		const score = (order: number[]) =>
			order.slice(1).reduce((sum, b, i) => sum + near(confusion, order[i] as number, b), 0);
		const best = Math.max(...permutations([0, 1, 2, 3, 4, 5]).map(score));
		expect(score(orderBySimilarity(confusion))).toBeCloseTo(best, 9);
	});
	it('names every class once, also beyond nine', () => {
		const confusion = Array.from({ length: 12 }, (_, r) => Array.from({ length: 12 }, (_, c) => (r * 7 + c * 3) % 11));
		expect([...orderBySimilarity(confusion)].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i));
	});
});

function near(confusion: number[][], a: number, b: number): number {
	const share = (r: number, c: number) =>
		(confusion[r]?.[c] as number) / (confusion[r] as number[]).reduce((sum, count) => sum + count, 0);
	return share(a, b) + share(b, a);
}

function permutations(items: number[]): number[][] {
	if (items.length <= 1) return [items];
	return items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]));
}

describe('clipPicture', () => {
	const bytes = (base64: string) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
	it('keeps the loudest cell brightest and what is 60 dB below dark', () => {
		const picture = clipPicture(
			matrixFromRows([
				[0, -60],
				[-30, -90],
			]),
			{ durationSeconds: 1 },
		);
		expect([...bytes(picture.mel)]).toEqual([0xf0, 0x80]);
		expect(picture).toMatchObject({ frames: 2, bands: 2, durationSeconds: 1 });
	});
	it('scales the envelope to the clip’s own peak', () => {
		const samples = new Float32Array(960).fill(0.1);
		samples[5] = -0.5;
		const { envelope } = clipPicture(createMatrix(1, 1), {
			durationSeconds: 1,
			waveform: { samples, sampleRate: 960 },
		});
		const pairs = new Int8Array(bytes(envelope).buffer);
		expect([pairs[0], pairs[1], pairs[2], pairs[3]]).toEqual([-127, 25, 0, 25]);
	});
	it('is about 1.6 kB', () => {
		const picture = clipPicture(createMatrix(300, 64), {
			durationSeconds: 3,
			waveform: { samples: new Float32Array(48000), sampleRate: 16000 },
		});
		expect(JSON.stringify(picture).length).toBeLessThan(1800);
	});
});

describe('axes of heat maps are true', () => {
	// y of the tick label against y of the loudest row in the picture, both in pixels of the drawing
	it('mel: 1 kHz stands where a 1 kHz band is drawn (Slaney: 15 of 44.5… mel)', () => {
		const { svg } = melPlot(createMatrix(10, 64), { sampleRate: 16000, height: 240 });
		const y = tickY(svg, '1,000');
		const mel = (hz: number) => 15 + (27 * Math.log(hz / 1000)) / Math.log(6.4);
		const bin = (15 / mel(8000)) * 65 - 0.5;
		expect(y).toBeCloseTo(24 + (1 - bin / 64) * (240 - 54), 0);
	});
	it('linear spectrogram: 4 kHz of 8 is halfway up', () => {
		const { svg } = spectrogramPlot(createMatrix(10, 257), { sampleRate: 16000, height: 254, scale: 'linear' });
		expect(tickY(svg, '4,000')).toBeCloseTo(24 + 100, 0);
	});
});

function tickY(svg: string, label: string): number {
	const match = new RegExp(`translate\\([\\d.]+,([\\d.]+)\\)"[^>]*>${label}<`).exec(svg);
	return Number(match?.[1]);
}
