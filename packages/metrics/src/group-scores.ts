import { createRandom } from '@ser/core';
import { bootstrapScores } from './bootstrap-scores.js';
import { classIndices } from './class-index.js';
import { resamplingUnits } from './resampling-units.js';
import { score } from './score.js';
import type { Judgement, RunMetrics } from './types.js';

/**
 * Scores of each value of each group (`sex`: female, male; `language`: …), with 95 % intervals from resampling the
 * speakers of that value (its clips where it has one speaker). Groups with one value only are left out.
 *
 * @param judgements clips; those without a value for a group are not counted in it
 * @param options.classes all classes
 * @param options.resamples default 1000
 * @param options.seed default 1
 */
export function groupScores(
	judgements: readonly Judgement[],
	options: { classes: readonly string[]; resamples?: number; seed?: number | string },
): RunMetrics['groups'] {
	const { classes, resamples = 1000, seed = 1 } = options;
	const byGroup = new Map<string, Map<string, Judgement[]>>();
	for (const judgement of judgements) {
		for (const [group, value] of Object.entries(judgement.groups ?? {})) {
			const values = byGroup.get(group) ?? new Map<string, Judgement[]>();
			byGroup.set(group, values.set(value, values.get(value) ?? []));
			(values.get(value) as Judgement[]).push(judgement);
		}
	}
	const result: RunMetrics['groups'] = {};
	for (const group of [...byGroup.keys()].sort()) {
		const values = byGroup.get(group) as Map<string, Judgement[]>;
		if (values.size < 2) continue;
		result[group] = [...values.keys()].sort().map((value) => {
			const clips = values.get(value) as Judgement[];
			const truth = clips.map((clip) => clip.truth);
			const predicted = clips.map((clip) => clip.predicted);
			const speakers = clips.map((clip) => clip.speaker);
			const { uar, accuracy } = score(truth, predicted, { classes });
			const units = resamplingUnits(
				classIndices(truth, classes, 'truth'),
				classIndices(predicted, classes, 'predicted'),
				speakers,
				classes.length,
			);
			const intervals = bootstrapScores(units, resamples, createRandom(`${seed}/groups/${group}/${value}`));
			return {
				value,
				uar,
				uarInterval: intervals.uar,
				accuracy,
				clips: clips.length,
				speakers: new Set(speakers).size,
			};
		});
	}
	return result;
}
