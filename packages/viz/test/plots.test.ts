import { createMatrix, SerError } from '@ser/core';
import { describe, expect, it } from 'vitest';
import * as browser from '../src/index.js';
import {
	chromaPlot,
	classBalancePlot,
	confusionPlot,
	contoursPlot,
	crossCorpusPlot,
	distributionPlot,
	groupGapsPlot,
	histogramPlot,
	importancePlot,
	learningCurvesPlot,
	melPlot,
	perClassPlot,
	projectionPlot,
	reliabilityPlot,
	timelinePlot,
	uarPlot,
	waveformPlot,
} from '../src/node/index.js';

const code = (draw: () => unknown) => {
	try {
		draw();
	} catch (error) {
		return error instanceof SerError ? error.code : error;
	}
	return 'no error';
};

describe('plots refuse what they cannot draw', () => {
	const empty = createMatrix(0, 0);
	const cases: [string, () => unknown][] = [
		['waveform', () => waveformPlot([])],
		[
			'waveform without samples',
			() => waveformPlot([{ label: 'a', waveform: { samples: new Float32Array(0), sampleRate: 1 } }]),
		],
		['mel', () => melPlot(empty, { sampleRate: 16000 })],
		['chroma of 13', () => chromaPlot(createMatrix(4, 13), { sampleRate: 16000 })],
		['contours', () => contoursPlot({ times: [0, 1], f0: [100] })],
		['confusion', () => confusionPlot({ classes: ['a', 'b'], confusion: [[1]] })],
		['per class', () => perClassPlot([])],
		['learning curves', () => learningCurvesPlot([])],
		[
			'reliability',
			() => reliabilityPlot({ ece: 0, brier: 0, logLoss: 0, bins: [{ confidence: 0.5, accuracy: 0, count: 0 }] }),
		],
		['uar', () => uarPlot([])],
		['groups', () => groupGapsPlot({})],
		['cross corpus', () => crossCorpusPlot({ train: ['a'], test: ['a'], uar: [] })],
		['distribution', () => distributionPlot({ name: 'x', values: [Number.NaN], labels: ['a'] })],
		['distribution of unequal lengths', () => distributionPlot({ name: 'x', values: [1], labels: [] })],
		['importance', () => importancePlot([{ name: 'x', value: Number.NaN }], { measure: 'm' })],
		['projection', () => projectionPlot({ points: createMatrix(2, 2) }, ['a'])],
		['timeline', () => timelinePlot([{ startSeconds: 0, endSeconds: 1, probabilities: [1] }], ['a', 'b'])],
		['balance', () => classBalancePlot([])],
		['histogram', () => histogramPlot([], { unit: 's' })],
	];
	for (const [name, draw] of cases) it(name, () => expect(code(draw)).toBe('INPUT'));

	it('and say which entry to use where there is no document', () => {
		expect(() => browser.uarPlot([{ name: 'a', uar: 0.5, interval: [0.4, 0.6] }])).toThrow(/@ser\/viz\/node/);
	});
});

describe('labels are text, never markup', () => {
	const evil = '"><script>alert(1)</script>';
	const pictures = [
		confusionPlot({
			classes: [evil, 'b'],
			confusion: [
				[1, 2],
				[0, 3],
			],
		}),
		classBalancePlot([evil, 'b']),
		uarPlot([{ name: evil, uar: 0.5, interval: [0.4, 0.6] }]),
		waveformPlot([{ label: evil, waveform: { samples: new Float32Array(8).fill(0.1), sampleRate: 8 } }]),
		distributionPlot({ name: evil, values: [1, 2, 3], labels: [evil, evil, 'b'] }),
	];
	for (const { svg, title } of pictures) {
		it(title.slice(0, 30), () => {
			expect(svg).not.toContain('<script');
			expect(svg.match(/<svg /g)?.length).toBeGreaterThan(0);
		});
	}
});

describe('single and odd values are drawn', () => {
	it('one sample', () => {
		const waveform = { samples: Float32Array.of(0.5), sampleRate: 16000 };
		expect(waveformPlot([{ label: 'a', waveform }]).svg).not.toContain('NaN');
	});
	it('silence', () => {
		const waveform = { samples: new Float32Array(100), sampleRate: 16000 };
		expect(waveformPlot([{ label: 'a', waveform }]).svg).not.toContain('NaN');
	});
	it('a matrix that is all −∞ dB', () => {
		const silent = createMatrix(3, 4, new Float32Array(12).fill(Number.NEGATIVE_INFINITY));
		expect(melPlot(silent, { sampleRate: 16000 }).svg).not.toContain('NaN');
	});
	it('a class nobody has', () => {
		const { svg, alt } = confusionPlot({
			classes: ['a', 'b'],
			confusion: [
				[3, 0],
				[0, 0],
			],
		});
		expect(svg).not.toContain('NaN');
		expect(alt).toContain('No mistakes');
	});
	it('equal values', () => expect(histogramPlot([2, 2, 2], { unit: 's' }).svg).not.toContain('NaN'));
	it('an unvoiced clip', () => {
		expect(contoursPlot({ times: [0, 0.1], f0: [0, Number.NaN] }).alt).toContain('No voiced frame');
	});
	it('one epoch', () => expect(learningCurvesPlot([{ fold: '1', epoch: 1, loss: 2 }]).svg).toContain('<circle'));
	it('undefined interval', () => {
		expect(uarPlot([{ name: 'a', uar: 0.5, interval: [Number.NaN, Number.NaN] }]).svg).not.toContain('NaN');
	});
});

it('a leaky plot says so in the picture and in its description', () => {
	const { svg, alt } = confusionPlot(
		{
			classes: ['a', 'b'],
			confusion: [
				[1, 0],
				[0, 1],
			],
		},
		{ leaky: true },
	);
	expect(svg).toContain('>LEAKY</text>');
	expect(alt).toMatch(/^LEAKY/);
});

it('a timeline of an hour stays small and leaves pauses empty', () => {
	const segments = Array.from({ length: 3600 }, (_, s) => ({
		startSeconds: s,
		endSeconds: s + 1,
		probabilities: [0.6, 0.4],
	}));
	expect(timelinePlot(segments, ['anger', 'calm']).svg.length).toBeLessThan(60_000);
	const paused = [segments[0], segments[10]].map((segment) => segment as (typeof segments)[number]);
	const path = /<path fill="var\(--ser-anger\)"[^>]*d="([^"]*)"/.exec(timelinePlot(paused, ['anger', 'calm']).svg);
	expect(
		path?.[1]?.match(/M/g)?.length ?? timelinePlot(paused, ['anger', 'calm']).svg.match(/Z.?M/g)?.length,
	).toBeGreaterThan(1);
});
