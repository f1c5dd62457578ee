import { rowOf } from '@ser/core';
import { type Clip, innerSpeakerFolds } from '@ser/datasets';
import { applyTemperature, fitTemperature, unsureThreshold } from '@ser/metrics';
import type { FeatureTable } from './feature-table.js';
import { type FitMembersOptions, fitMembers, predictMembers } from './fit-members.js';
import type { RecipeMember } from './recipe.js';

/** How a recogniser's confidence is made honest. */
export interface Calibration {
	/** divides the logarithms of the probabilities */
	temperature: number;
	/** below this confidence the recogniser says `unsure`; 0 = never */
	threshold: number;
}

/** Folds inside the training clips that confidence is learned from. */
const INNER_FOLDS = 3;

/**
 * Temperature and threshold from judged clips.
 *
 * @param wantedAccuracy share of right answers among answered clips; undefined = answer always
 */
export function fitCalibration(
	probabilities: readonly number[][],
	truth: readonly string[],
	classes: readonly string[],
	wantedAccuracy?: number,
): Calibration {
	const temperature = fitTemperature(probabilities, truth, { classes });
	if (wantedAccuracy === undefined) return { temperature, threshold: 0 };
	const judged = applyTemperature(probabilities, temperature).map((row, i) => ({
		truth: truth[i]!,
		predicted: classes[row.indexOf(Math.max(...row))]!,
		probabilities: row,
	}));
	return { temperature, threshold: unsureThreshold(judged, { accuracy: wantedAccuracy }).threshold };
}

/**
 * Temperature and threshold for a model trained on `train`, from speaker folds inside `train`: the clips it will be
 * judged on play no part.
 */
export async function calibrateInside(
	members: readonly RecipeMember[],
	tables: readonly FeatureTable[],
	clips: {
		labels: readonly string[];
		speakers: readonly string[];
		train: readonly number[];
		classes: readonly string[];
	},
	options: FitMembersOptions & { wantedAccuracy?: number },
): Promise<Calibration> {
	const { labels, speakers, train, classes } = clips;
	const described = labels.map((emotion, i) => ({ emotion, speaker: speakers[i]! }) as Clip);
	const probabilities: number[][] = [];
	const truth: string[] = [];
	for (const fold of innerSpeakerFolds(described, [...train], INNER_FOLDS, { seed: options.seed }).folds) {
		const fitted = await fitMembers(members, tables, labels, fold.train, {
			...options,
			groups: fold.train.map((clip) => speakers[clip]!),
			sampleWeight: undefined,
			onProgress: undefined,
			extraOptions: undefined,
		});
		const judged = await predictMembers(fitted, tables, fold.test);
		const known = fitted[0]!.classifier.classes;
		fold.test.forEach((clip, r) => {
			const row = rowOf(judged, r);
			probabilities.push(classes.map((name) => (known.includes(name) ? row[known.indexOf(name)]! : 0)));
			truth.push(labels[clip]!);
		});
	}
	return fitCalibration(probabilities, truth, classes, options.wantedAccuracy);
}
