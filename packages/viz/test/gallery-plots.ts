import { createMatrix, createRandom, type Matrix, type Waveform } from '@ser/core';
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
			run.judgements.map(({ truth }) => truth).filter((truth, i) => truth !== 'neutral' || i % 2 === 0),
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

/** A made-up utterance: glottal-like pulses under syllables; higher, louder and faster for aroused emotions. */
export function syntheticSpeech(emotion: string): Waveform {
	const arousal = { neutral: 0.4, sadness: 0.15, happiness: 0.75, anger: 1 }[emotion] ?? 0.5;
	const sampleRate = 16000;
	const random = createRandom(`speech/${emotion}`);
	const samples = new Float32Array(Math.round(sampleRate * (2.6 - 0.9 * arousal)));
	let phase = 0;
	for (let i = 0; i < samples.length; i++) {
		const t = i / sampleRate;
		const end = samples.length / sampleRate;
		phase += (120 + 130 * arousal + 40 * arousal * Math.sin(3 * t)) / sampleRate;
		const syllable = Math.max(0, Math.sin(2 * Math.PI * (2.2 + 2 * arousal) * t)) ** 0.7;
		const edge = Math.min(1, 12 * Math.min(t, end - t));
		let pulse = 0;
		for (let h = 1; h <= 12; h++) pulse += Math.sin(2 * Math.PI * h * phase) / h ** (1.6 - 0.7 * arousal);
		samples[i] = 0.36 * (0.15 + 0.85 * arousal) * edge * syllable * pulse + 0.004 * random.normal();
	}
	return { samples, sampleRate };
}

function speechFrames() {
	const frames = 150;
	const random = createRandom('frames');
	const spectrum = createMatrix(frames, 513);
	const chroma = createMatrix(frames, 12);
	const mfcc = createMatrix(frames, 20);
	const times = Float64Array.from({ length: frames }, (_, f) => (f * 256) / 16000);
	const f0 = new Float64Array(frames).fill(Number.NaN);
	const loudness = new Float64Array(frames);
	for (let f = 0; f < frames; f++) {
		const t = f / frames;
		const voiced = Math.sin(2 * Math.PI * 4 * t) > -0.35 && t > 0.04 && t < 0.95;
		const pitch = 190 + 70 * Math.sin(5.2 * t + 0.4) - 40 * t;
		const level = voiced ? 0.5 + 0.5 * Math.sin(2 * Math.PI * 4 * t) : 0;
		if (voiced) f0[f] = pitch;
		loudness[f] = -52 + 34 * level + random.normal();
		for (let k = 0; k < 513; k++) {
			const hz = (k * 8000) / 512;
			const ripple = voiced ? 0.5 + 0.5 * Math.cos((2 * Math.PI * hz) / pitch) : 0.3;
			const formants =
				Math.exp(-(((hz - 600 - 200 * Math.sin(7 * t)) / 350) ** 2)) +
				0.7 * Math.exp(-(((hz - 1700 + 500 * Math.cos(6 * t)) / 420) ** 2)) +
				0.4 * Math.exp(-(((hz - 2900) / 600) ** 2));
			const hiss = voiced ? 0 : 0.5 * Math.exp(-(((hz - 5500) / 1500) ** 2));
			spectrum.data[f * 513 + k] = -78 + 70 * (level * formants * ripple ** 0.6 + hiss) + random.normal(0, 2.5);
		}
		for (let n = 0; n < 12; n++) {
			const note = (12 * Math.log2(pitch / 261.63) + 120) % 12;
			const distance = Math.min(Math.abs(n - note), 12 - Math.abs(n - note));
			chroma.data[f * 12 + n] = (voiced ? Math.exp(-((distance / 1.2) ** 2)) : 0.35) + 0.08 * random.next();
		}
		for (let c = 0; c < 20; c++) {
			mfcc.data[f * 20 + c] =
				(c === 0 ? -200 + 150 * level : 40 / c) * Math.sin(2 * Math.PI * (1 + c * 0.4) * t + c) + random.normal(0, 2);
		}
	}
	return { spectrum, chroma, mfcc, contours: { times, f0, loudness } };
}

export function syntheticTimeline() {
	const random = createRandom('timeline');
	return Array.from({ length: 90 }, (_, s) => {
		const t = s / 90;
		const scores = emotions.map(
			(_, e) => 2.6 * Math.exp(-(((t - (e + 0.5) / emotions.length) / 0.09) ** 2)) + 0.6 * random.normal(),
		);
		const sum = scores.reduce((total, score) => total + Math.exp(score), 0);
		return { startSeconds: s * 2, endSeconds: s * 2 + 2, probabilities: scores.map((score) => Math.exp(score) / sum) };
	});
}

function firstRows({ data, cols }: Matrix, rows: number): Matrix {
	return createMatrix(rows, cols, data.slice(0, rows * cols));
}
