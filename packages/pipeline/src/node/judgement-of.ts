import type { Clip } from '@ser/datasets';
import type { Judgement } from '@ser/metrics';
import { relativeTo } from './relative-to.js';

/**
 * What a model said of a clip, with the groups that gaps are looked for in.
 *
 * @param probabilities one for each of `classes`
 * @param sources the corpus folders, in front of which the clip's path is cut off
 */
export function judgementOf(
	clip: Clip,
	probabilities: number[],
	{ classes, fold, sources }: { classes: readonly string[]; fold: string; sources: readonly { dir: string }[] },
): Judgement {
	const { path, emotion, speaker, sex, language, corpus, intensity, sentence } = clip;
	const groups = Object.entries({ sex, language, corpus, intensity, sentence }).filter(([, value]) => value);
	return {
		path: relativeTo(sources, path),
		truth: emotion,
		predicted: classes[probabilities.indexOf(Math.max(...probabilities))]!,
		probabilities,
		fold,
		speaker,
		groups: Object.fromEntries(groups as [string, string][]),
	};
}
