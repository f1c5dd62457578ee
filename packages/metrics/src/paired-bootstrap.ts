import { createRandom } from '@ser/core';
import { classesOf, classIndices } from './class-index.js';
import { flatScores } from './flat-scores.js';
import { pairJudgements } from './pair-judgements.js';
import { percentileInterval } from './percentile-interval.js';
import { addUnit, resamplingUnits } from './resampling-units.js';
import type { Interval, Judgement } from './types.js';

export interface PairedComparison {
	/** UAR of the first on the common clips */
	uarA: number;
	/** UAR of the second on the common clips */
	uarB: number;
	/** uarA - uarB */
	difference: number;
	/** 95 %, from resampling speakers */
	interval: Interval;
	/** two-sided: twice the share of resamples on the other side of 0, at least 2 / (resamples + 1) */
	p: number;
	/** common clips */
	clips: number;
	speakers: number;
}

/**
 * Compares two recognisers on the same clips by resampling speakers: both are scored on each resample, so that what is
 * hard for a speaker is hard for both. With one speaker, clips are resampled.
 *
 * @param a judgements of the first
 * @param b judgements of the second; clips are matched by path
 * @param options.classes default: all labels that occur
 * @param options.resamples default 2000
 * @param options.seed default 1
 * @throws {SerError} INPUT when no clip is common, the truths differ, or a label is not one of the classes
 */
export function pairedBootstrap(
	a: readonly Judgement[],
	b: readonly Judgement[],
	options: { classes?: readonly string[]; resamples?: number; seed?: number | string } = {},
): PairedComparison {
	const { resamples = 2000, seed = 1 } = options;
	const pairs = pairJudgements(a, b);
	const truthLabels = pairs.map(([own]) => own.truth);
	const predictedA = pairs.map(([own]) => own.predicted);
	const predictedB = pairs.map(([, other]) => other.predicted);
	const classes = classesOf(truthLabels, [...predictedA, ...predictedB], options.classes);
	const k = classes.length;
	const truth = classIndices(truthLabels, classes, 'truth');
	const speakers = pairs.map(([own]) => own.speaker);
	const unitsA = resamplingUnits(truth, classIndices(predictedA, classes, 'predicted'), speakers, k);
	const unitsB = resamplingUnits(truth, classIndices(predictedB, classes, 'predicted'), speakers, k);
	const n = unitsA.names.length;
	const confusionA = new Float64Array(k * k);
	const confusionB = new Float64Array(k * k);
	const scores = { accuracy: 0, uar: 0, macroF1: 0 };
	const uarOf = (confusion: Float64Array) => flatScores(confusion, k, scores).uar;
	const random = createRandom(`${seed}/paired`);
	const differences = new Float64Array(resamples);
	let below = 0;
	let above = 0;
	for (let r = 0; r < resamples; r++) {
		confusionA.fill(0);
		confusionB.fill(0);
		for (let draw = 0; draw < n; draw++) {
			const unit = random.integer(n);
			addUnit(unitsA, unit, confusionA);
			addUnit(unitsB, unit, confusionB);
		}
		const difference = uarOf(confusionA) - uarOf(confusionB);
		differences[r] = difference;
		if (difference <= 0) below++;
		if (difference >= 0) above++;
	}
	confusionA.fill(0);
	confusionB.fill(0);
	for (let unit = 0; unit < n; unit++) {
		addUnit(unitsA, unit, confusionA);
		addUnit(unitsB, unit, confusionB);
	}
	const uarA = uarOf(confusionA);
	const uarB = uarOf(confusionB);
	return {
		uarA,
		uarB,
		difference: uarA - uarB,
		interval: percentileInterval(differences),
		p: Math.min(1, (2 * (1 + Math.min(below, above))) / (resamples + 1)),
		clips: pairs.length,
		speakers: new Set(speakers).size,
	};
}
