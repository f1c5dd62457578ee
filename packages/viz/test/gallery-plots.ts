import { createMatrix, createRandom, type Matrix } from '@ser/core';
import {
	chromaPlot,
	classBalancePlot,
	confusionPlot,
	contoursPlot,
	crossCorpusPlot,
	distributionPlot,
	durationsPlot,
	groupGapsPlot,
	histogramPlot,
	importancePlot,
	learningCurvesPlot,
	melPlot,
	mfccPlot,
	type Picture,
	perClassPlot,
	project,
	projectionPlot,
	reliabilityPlot,
	spectrogramPlot,
	timelinePlot,
	uarPlot,
	waveformPlot,
} from '../src/node/index.js';
import { emotions, syntheticLogMel, syntheticRun } from './synthetic-run.js';
import { speechFrames, syntheticSpeech, syntheticTimeline } from './synthetic-signals.js';

/** Every plot of the package, drawn from made-up data: file name → picture. */
export function galleryPlots(): Record<string, Picture> {
	const run = syntheticRun({ clips: 960, pictures: false });
	const { metrics, history = [], features } = run;
	const weaker = syntheticRun({ clips: 960, skill: 1.1, seed: 2, pictures: false }).metrics;
	const leaky = syntheticRun({ clips: 960, skill: 3.2, seed: 3, pictures: false, leaky: true }).metrics;
	const { names = [], values = createMatrix(0, 0), labels = [] } = features ?? {};
	const column = (c: number) =>
		Array.from({ length: values.rows }, (_, r) => values.data[r * values.cols + c] as number);
	const speech = speechFrames();
	const random = createRandom('gallery');
	const frame = { sampleRate: 16000, hopLength: 256 };
	return {
		waveform: waveformPlot([{ label: 'anger', waveform: syntheticSpeech('anger') }]),
		'waveforms-by-emotion': waveformPlot(
			['neutral', 'sadness', 'happiness', 'anger'].map((label) => ({ label, waveform: syntheticSpeech(label) })),
		),
		spectrogram: spectrogramPlot(speech.spectrum, frame),
		'spectrogram-linear': spectrogramPlot(speech.spectrum, { ...frame, scale: 'linear' }),
		mel: melPlot(syntheticLogMel('surprise', 3, 160, 64), { ...frame, fMax: 8000 }),
		chroma: chromaPlot(speech.chroma, frame),
		mfcc: mfccPlot(speech.mfcc, frame),
		'melody-and-loudness': contoursPlot(speech.contours),
		confusion: confusionPlot(metrics),
		'confusion-leaky': confusionPlot(leaky, { leaky: true }),
		'per-class': perClassPlot(metrics.perClass, { chance: metrics.chance }),
		'learning-curves': learningCurvesPlot(history),
		reliability: reliabilityPlot(metrics.calibration),
		'uar-by-model': uarPlot(
			[
				{ name: 'Rich features, logistic', uar: metrics.uar, interval: metrics.uarInterval },
				{ name: 'MFCC + chroma + mel, forest', uar: weaker.uar, interval: weaker.uarInterval },
				{ name: 'Same, random split', uar: leaky.uar, interval: leaky.uarInterval, leaky: true },
			],
			{ chance: metrics.chance },
		),
		'gaps-by-group': groupGapsPlot(metrics.groups, { chance: metrics.chance, overall: metrics.uar }),
		'cross-corpus': crossCorpusPlot({
			train: ['corpus A', 'corpus B', 'corpus C'],
			test: ['corpus A', 'corpus B', 'corpus C'],
			uar: [
				[0.62, 0.41, 0.28],
				[0.37, 0.74, 0.31],
				[0.24, 0.33, Number.NaN],
			],
		}),
		'feature-distribution': distributionPlot({ name: names[0] ?? '', values: column(0), labels }),
		'feature-importance': importancePlot(
			names.map((name, i) => ({ name, value: features?.importance?.[i] ?? 0 })),
			{ measure: 'permutation importance' },
		),
		'effect-sizes': importancePlot(
			names.map((name, i) => ({ name, value: 0.62 / (1 + i * 0.5), p: i < 11 ? 0.001 : 0.2 })),
			{ measure: 'eta² (share of variance explained)', top: 14 },
		),
		'projection-pca': projectionPlot(project(values), labels),
		'projection-umap': projectionPlot(project(firstRows(values, 320), { method: 'umap' }), labels.slice(0, 320)),
		timeline: timelinePlot(syntheticTimeline(), emotions),
		'class-balance': classBalancePlot(
			run.judgements.map(({ truth }) => truth).filter((truth, i) => truth !== 'neutral' || i % 16 < 8),
		),
		'class-balance-by-sex': classBalancePlot(
			run.judgements.map(({ truth }) => truth),
			{ by: run.judgements.map(({ groups }) => groups?.sex ?? '') },
		),
		durations: durationsPlot(Array.from({ length: 960 }, () => 1.2 + Math.exp(random.normal(0.4, 0.35)))),
		levels: histogramPlot(
			Array.from({ length: 960 }, () => random.normal(-24, 5)),
			{ unit: 'dBFS', title: 'Levels' },
		),
	};
}

function firstRows({ data, cols }: Matrix, rows: number): Matrix {
	return createMatrix(rows, cols, data.slice(0, rows * cols));
}
