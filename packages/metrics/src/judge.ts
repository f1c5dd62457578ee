import { createRandom, SerError } from '@ser/core';
import { bootstrapScores } from './bootstrap-scores.js';
import { calibration } from './calibration.js';
import { classIndices } from './class-index.js';
import { groupScores } from './group-scores.js';
import { resamplingUnits } from './resampling-units.js';
import { rocAuc } from './roc-auc.js';
import { score } from './score.js';
import type { Judgement, RunMetrics } from './types.js';

/** How the clips were judged. */
export interface JudgeOptions {
	/** the order of the probabilities and of the confusion matrix */
	classes: readonly string[];
	/** e.g. `speaker:5`; kept in the result */
	protocol: string;
	/** true when a speaker stood on both sides; kept in the result */
	leaky: boolean;
	/** bootstrap resamples, ≥ 1, default 1000 */
	resamples?: number;
	/** seed of the resampling, default 1 */
	seed?: number | string;
}

/**
 * The numbers of one judged recogniser, pooled over all folds.
 *
 * The 95 % intervals are percentile bootstraps that resample **speakers**: clips of one voice are alike, and intervals
 * from resampling clips would be too narrow. A class that is missing in a resample is left out of that resample's UAR
 * (the mean is over the classes present, as scikit-learn's `balanced_accuracy_score`). With **one speaker only** there
 * is nothing else to resample than clips, so clips are resampled; such an interval says nothing about other speakers.
 *
 * @param judgements one per judged clip (a clip judged by several folds or seeds may stand several times)
 * @throws {SerError} INPUT when empty, a label is not one of the classes, or probabilities are not one per class
 * @throws {SerError} PARAMETER when resamples is not a whole number ≥ 1
 * @example
 * const metrics = judge(judgements, { classes: ['anger', 'sadness'], protocol: 'loso', leaky: false });
 * metrics.uar;         // .71
 * metrics.uarInterval; // [.64, .77]
 */
export function judge(judgements: readonly Judgement[], options: JudgeOptions): RunMetrics {
	const { classes, protocol, leaky, resamples = 1000, seed = 1 } = options;
	if (!(Number.isInteger(resamples) && resamples >= 1)) {
		throw new SerError('PARAMETER', `resamples must be a whole number ≥ 1, got ${resamples}`);
	}
	if (judgements.length === 0) throw new SerError('INPUT', 'judge: needs at least one judged clip, got none');
	const truth = judgements.map((clip) => clip.truth);
	const predicted = judgements.map((clip) => clip.predicted);
	const speakers = judgements.map((clip) => clip.speaker);
	const probabilities = judgements.map((clip) => clip.probabilities);
	const { uar, accuracy, macroF1, weightedF1, perClass, confusion, kappa } = score(truth, predicted, { classes });
	const units = resamplingUnits(
		classIndices(truth, classes, 'truth'),
		classIndices(predicted, classes, 'predicted'),
		speakers,
		classes.length,
	);
	const intervals = bootstrapScores(units, resamples, createRandom(`${seed}/judge`));
	return {
		uar,
		uarInterval: intervals.uar,
		accuracy,
		accuracyInterval: intervals.accuracy,
		macroF1,
		macroF1Interval: intervals.macroF1,
		weightedF1,
		perClass,
		confusion,
		classes: [...classes],
		chance: 1 / classes.length,
		protocol,
		leaky,
		folds: scoresBy(judgements, classes, (clip) => clip.fold).map(({ name, clips, ...scores }) => ({
			name,
			...scores,
			clips: clips.length,
			speakers: [...new Set(clips.map((clip) => clip.speaker))].sort(),
		})),
		perSpeaker: scoresBy(judgements, classes, (clip) => clip.speaker)
			.map(({ name, clips, ...scores }) => ({ speaker: name, ...scores, clips: clips.length }))
			.sort((a, b) => (a.speaker < b.speaker ? -1 : 1)),
		calibration: calibration(probabilities, truth, { classes }),
		rocAuc: rocAuc(probabilities, truth, { classes }),
		kappa,
		groups: groupScores(judgements, { classes, resamples, seed }),
	};
}

/** UAR and accuracy of each part of the clips, parts in the order of their first clip. */
function scoresBy(judgements: readonly Judgement[], classes: readonly string[], key: (clip: Judgement) => string) {
	const parts = new Map<string, Judgement[]>();
	for (const clip of judgements) {
		const part = parts.get(key(clip));
		if (part) part.push(clip);
		else parts.set(key(clip), [clip]);
	}
	return [...parts].map(([name, clips]) => {
		const { uar, accuracy } = score(
			clips.map((clip) => clip.truth),
			clips.map((clip) => clip.predicted),
			{ classes },
		);
		return { name, uar, accuracy, clips };
	});
}
