import type { Random } from '@ser/core';
import { type FlatScores, flatScores } from './flat-scores.js';
import { percentileInterval } from './percentile-interval.js';
import { addUnit, type ResamplingUnits } from './resampling-units.js';
import type { Interval } from './types.js';

/** 95 % intervals of the headline scores. */
export interface ScoreIntervals {
	uar: Interval;
	accuracy: Interval;
	macroF1: Interval;
}

/**
 * Percentile bootstrap over units: as many units as there are are drawn with replacement, their confusion matrices
 * added, the scores taken. A class that no drawn unit has is left out of that resample's UAR.
 *
 * @param units speakers, or clips where there is one speaker
 * @param resamples how often, ≥ 1
 */
export function bootstrapScores(units: ResamplingUnits, resamples: number, random: Random): ScoreIntervals {
	const n = units.names.length;
	const confusion = new Float64Array(units.classCount ** 2);
	const uar = new Float64Array(resamples);
	const accuracy = new Float64Array(resamples);
	const macroF1 = new Float64Array(resamples);
	const scores: FlatScores = { accuracy: 0, uar: 0, macroF1: 0 };
	for (let r = 0; r < resamples; r++) {
		confusion.fill(0);
		for (let draw = 0; draw < n; draw++) addUnit(units, random.integer(n), confusion);
		flatScores(confusion, units.classCount, scores);
		uar[r] = scores.uar;
		accuracy[r] = scores.accuracy;
		macroF1[r] = scores.macroF1;
	}
	return {
		uar: percentileInterval(uar),
		accuracy: percentileInterval(accuracy),
		macroF1: percentileInterval(macroF1),
	};
}
