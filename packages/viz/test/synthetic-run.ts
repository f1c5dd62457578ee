import { createMatrix, createRandom } from '@ser/core';
import type { Judgement, RunMetrics } from '@ser/metrics';
import { type ClipPicture, clipPicture, type ReportRun } from '../src/index.js';

export const emotions = ['anger', 'calm', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise'];

/** How likely each emotion is taken for each other, roughly as actors' speech is confused. */
const pull: Record<string, Record<string, number>> = {
	anger: { disgust: 1.1, happiness: 0.9, fear: 0.7 },
	calm: { neutral: 1.7, sadness: 1.2 },
	disgust: { anger: 1, sadness: 0.7 },
	fear: { sadness: 1.2, surprise: 0.9, happiness: 0.6 },
	happiness: { surprise: 1.2, anger: 0.8, fear: 0.8 },
	neutral: { calm: 1.6, sadness: 1 },
	sadness: { calm: 1.6, fear: 1.3, neutral: 1 },
	surprise: { happiness: 1.3, fear: 0.9 },
};

export interface SyntheticOptions {
	name?: string;
	clips?: number;
	seed?: number;
	/** larger = better recogniser, default 2.1 */
	skill?: number;
	leaky?: boolean;
	pictures?: boolean;
	history?: boolean;
	features?: boolean;
	speakers?: number;
	path?: (index: number) => string;
}

/** A made-up run whose numbers belong together: metrics are counted from the judgements. */
export function syntheticRun(options: SyntheticOptions = {}): ReportRun {
	const { clips = 400, seed = 1, skill = 2.1, leaky = false, speakers = 20 } = options;
	const random = createRandom(`run/${seed}`);
	const speakerSkill = Array.from({ length: speakers }, () => random.normal(0, 0.5));
	const judgements: Judgement[] = Array.from({ length: clips }, (_, i) => {
		const truth = emotions[i % emotions.length] as string;
		const s = Math.floor(i / emotions.length) % speakers;
		const ease = skill + (speakerSkill[s] as number) + (s % 2 === 0 ? 0.25 : 0);
		const scores = emotions.map(
			(emotion) => 0.9 * random.normal() + (emotion === truth ? ease : (pull[truth]?.[emotion] ?? 0)),
		);
		const sum = scores.reduce((total, score) => total + Math.exp(1.4 * score), 0);
		const probabilities = scores.map((score) => Math.exp(1.4 * score) / sum);
		const predicted = emotions[probabilities.indexOf(Math.max(...probabilities))] as string;
		const speaker = `demo:${String(s + 1).padStart(2, '0')}`;
		return {
			path:
				options.path?.(i) ??
				`/data/demo/Actor_${String(s + 1).padStart(2, '0')}/03-01-${String(i).padStart(5, '0')}.wav`,
			truth,
			predicted,
			probabilities,
			fold: String((s % 5) + 1),
			speaker,
			groups: { sex: s % 2 === 0 ? 'female' : 'male', intensity: i % 3 === 0 ? 'strong' : 'normal' },
		};
	});
	return {
		name: options.name ?? 'Rich features, logistic regression',
		metrics: countMetrics(judgements, leaky),
		judgements,
		config: { features: 'rich', model: 'logistic', folds: 'speaker:5', seed, versions: { '@ser/pipeline': '0.1.0' } },
		command: 'npx ser train data/demo --features rich --model logistic --folds speaker:5 --seed 1 --out runs/demo',
		leakCheck: leaky
			? {
					sentence: '20 speakers stand on both sides of the split.',
					leaks: Array.from({ length: speakers }, (_, s) => `speaker demo:${s + 1} is in training and test of fold 1`),
				}
			: { sentence: 'No speaker, identical file or augmented copy stands in both training and test.', leaks: [] },
		notes: ['Speakers were read from folder names.'],
		history: options.history === false ? undefined : syntheticHistory(seed),
		clips:
			options.pictures === false
				? undefined
				: Object.fromEntries(judgements.map((judgement, i) => [judgement.path, syntheticPicture(judgement.truth, i)])),
		features: options.features === false ? undefined : syntheticFeatures(judgements, seed),
	};
}

function syntheticHistory(seed: number): NonNullable<ReportRun['history']> {
	const random = createRandom(`history/${seed}`);
	return Array.from({ length: 5 }, (_, f) => {
		const level = random.normal(0, 0.04);
		return Array.from({ length: 40 }, (_, e) => ({
			fold: String(f + 1),
			epoch: e + 1,
			loss: 0.5 + 1.6 * Math.exp(-e / 9) + random.normal(0, 0.02),
			accuracy: 0.92 - 0.75 * Math.exp(-e / 9) + random.normal(0, 0.01),
			valLoss: 1.08 - level + 1.05 * Math.exp(-e / 7) + random.normal(0, 0.03),
			valAccuracy: 0.62 + level - 0.48 * Math.exp(-e / 7) + random.normal(0, 0.015),
		}));
	}).flat();
}

/** A log-mel of a made-up utterance: harmonics under an envelope whose pitch and pace follow the emotion. */
export function syntheticLogMel(emotion: string, seed: number, frames = 120, bands = 64) {
	const random = createRandom(`mel/${emotion}/${seed}`);
	const kind = Math.max(0, emotions.indexOf(emotion));
	const pace = 3 + (kind % 4) * 1.3;
	const pitch = 4 + (kind % 5) * 1.2;
	const mel = createMatrix(frames, bands);
	for (let f = 0; f < frames; f++) {
		const t = f / frames;
		const edge = Math.min(1, 8 * Math.min(t, 1 - t));
		const voice = edge * (0.55 + 0.45 * Math.sin(2 * Math.PI * pace * t + kind));
		for (let b = 0; b < bands; b++) {
			const ripple = 0.5 + 0.5 * Math.cos((2 * Math.PI * b) / (pitch + Math.sin(4 * t)));
			const formants = Math.exp(-(((b - 14 - 5 * Math.sin(5 * t)) / 9) ** 2)) + 0.6 * Math.exp(-(((b - 36) / 10) ** 2));
			mel.data[f * bands + b] = -72 + 62 * voice * formants * (0.45 + 0.55 * ripple) + random.normal(0, 2);
		}
	}
	return mel;
}

const pictures = new Map<string, ClipPicture>();

/** One of 40 pictures for each emotion, each drawn once. */
export function syntheticPicture(emotion: string, seed: number): ClipPicture {
	const key = `${emotion}/${seed % 40}`;
	const held = pictures.get(key);
	if (held) return held;
	const picture = clipPicture(syntheticLogMel(emotion, seed % 40, 64, 32), { durationSeconds: 2 + (seed % 20) / 10 });
	pictures.set(key, picture);
	return picture;
}

export function syntheticFeatures(judgements: readonly Judgement[], seed: number) {
	const names = [
		'F0 mean (semitones)',
		'F0 sd',
		'loudness p80',
		'spectral slope 0-500 Hz',
		'MFCC 1 mean',
		'MFCC 2 sd',
		'jitter',
		'shimmer (dB)',
		'HNR (dB)',
		'voiced segments per second',
		'centroid mean (Hz)',
		'F1 frequency mean (Hz)',
		'roll-off p95 (Hz)',
		'chroma C sd',
		'pause length mean (s)',
		'rate of loudness peaks',
	];
	const random = createRandom(`features/${seed}`);
	const rows = judgements.slice(0, 600);
	const values = createMatrix(rows.length, names.length);
	const shift = Object.fromEntries(emotions.map((emotion) => [emotion, names.map(() => random.normal())]));
	rows.forEach(({ truth }, r) => {
		names.forEach((_, c) => {
			const weight = 2.2 / (1 + c * 0.45);
			values.data[r * names.length + c] = random.normal() + weight * (shift[truth]?.[c] as number);
		});
	});
	const importance = names.map((_, c) => 1 / (1 + c * 0.4) + random.uniform(0, 0.05));
	return { names, values, labels: rows.map(({ truth }) => truth), importance };
}

/** Counts every number of `RunMetrics` from judgements; intervals are from the spread over speakers. */
export function countMetrics(judgements: readonly Judgement[], leaky = false): RunMetrics {
	const classes = [...new Set(judgements.map(({ truth }) => truth))].sort();
	const place = (label: string) => classes.indexOf(label);
	const confusion = classes.map(() => classes.map(() => 0));
	for (const { truth, predicted } of judgements) {
		const row = confusion[place(truth)] as number[];
		row[place(predicted)] = (row[place(predicted)] as number) + 1;
	}
	const perClass = classes.map((label, c) => {
		const hits = confusion[c]?.[c] as number;
		const support = (confusion[c] as number[]).reduce((a, b) => a + b, 0);
		const said = confusion.reduce((sum, row) => sum + (row[c] as number), 0);
		const recall = hits / support;
		const precision = said ? hits / said : 0;
		return {
			label,
			precision,
			recall,
			f1: recall + precision ? (2 * recall * precision) / (recall + precision) : 0,
			support,
		};
	});
	const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
	const uarOf = (some: readonly Judgement[]) =>
		mean(
			classes
				.map((label) => some.filter(({ truth }) => truth === label))
				.filter((own) => own.length > 0)
				.map((own) => own.filter(({ truth, predicted }) => truth === predicted).length / own.length),
		);
	const accuracyOf = (some: readonly Judgement[]) =>
		some.filter(({ truth, predicted }) => truth === predicted).length / some.length;
	const by = (key: (judgement: Judgement) => string) => {
		const groups = new Map<string, Judgement[]>();
		for (const judgement of judgements) groups.set(key(judgement), [...(groups.get(key(judgement)) ?? []), judgement]);
		return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
	};
	const speakers = by(({ speaker }) => speaker);
	const around = (value: number, some: readonly Judgement[]) => {
		const own = new Set(some.map(({ speaker }) => speaker));
		const scores = speakers.filter(([name]) => own.has(name)).map(([, clips]) => uarOf(clips));
		const sd = Math.sqrt(mean(scores.map((score) => (score - mean(scores)) ** 2)));
		const half = (1.96 * sd) / Math.sqrt(Math.max(1, scores.length));
		return [Math.max(0, value - half), Math.min(1, value + half)] as const;
	};
	const uar = uarOf(judgements);
	const accuracy = accuracyOf(judgements);
	const macroF1 = mean(perClass.map(({ f1 }) => f1));
	const sure = judgements.map(({ probabilities }) => Math.max(...probabilities));
	const bins = Array.from({ length: 10 }, (_, b) => {
		const own = judgements.map((_, i) => i).filter((i) => Math.min(9, Math.floor((sure[i] as number) * 10)) === b);
		return {
			confidence: own.length ? mean(own.map((i) => sure[i] as number)) : (b + 0.5) / 10,
			accuracy: own.length ? accuracyOf(own.map((i) => judgements[i] as Judgement)) : 0,
			count: own.length,
		};
	});
	const groupsOf = (name: string) =>
		by(({ groups }) => groups?.[name] ?? '').map(([value, own]) => ({
			value,
			uar: uarOf(own),
			uarInterval: around(uarOf(own), own),
			accuracy: accuracyOf(own),
			clips: own.length,
			speakers: new Set(own.map(({ speaker }) => speaker)).size,
		}));
	return {
		uar,
		uarInterval: around(uar, judgements),
		accuracy,
		accuracyInterval: around(accuracy, judgements),
		macroF1,
		macroF1Interval: around(macroF1, judgements),
		weightedF1: macroF1,
		perClass,
		confusion,
		classes,
		chance: 1 / classes.length,
		protocol: leaky
			? 'random:5: clips are dealt to folds at random, speakers stand on both sides'
			: '5 folds by speaker: no test speaker is heard in training',
		leaky,
		folds: by(({ fold }) => fold).map(([name, own]) => ({
			name,
			uar: uarOf(own),
			accuracy: accuracyOf(own),
			clips: own.length,
			speakers: [...new Set(own.map(({ speaker }) => speaker))],
		})),
		perSpeaker: speakers.map(([speaker, own]) => ({
			speaker,
			uar: uarOf(own),
			accuracy: accuracyOf(own),
			clips: own.length,
		})),
		calibration: {
			ece: bins.reduce(
				(sum, bin) => sum + (bin.count / judgements.length) * Math.abs(bin.confidence - bin.accuracy),
				0,
			),
			brier: mean(
				judgements.map(({ truth, probabilities }) =>
					probabilities.reduce((sum, p, c) => sum + (p - Number(classes[c] === truth)) ** 2, 0),
				),
			),
			logLoss: mean(
				judgements.map(({ truth, probabilities }) => -Math.log(Math.max(1e-9, probabilities[place(truth)] ?? 0))),
			),
			bins,
		},
		rocAuc: 0.9,
		kappa: (accuracy - 1 / classes.length) / (1 - 1 / classes.length),
		groups: { sex: groupsOf('sex'), intensity: groupsOf('intensity') },
	};
}
