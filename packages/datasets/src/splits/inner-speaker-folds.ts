import type { Clip, Split } from '../types.js';
import { randomFolds } from './random-folds.js';
import { speakerFolds } from './speaker-folds.js';

/**
 * Folds inside the training clips of a fold, for choosing settings without touching its test clips.
 *
 * Where only one speaker is left in training (two-speaker corpora), random folds inside that speaker are the only
 * choice; the outer judgement stays clean, the notes say it.
 *
 * @param indices the training clips, as indices into `clips`
 * @param k ≥ 2, default 4
 * @returns folds whose indices point into `clips`
 * @throws {SerError} DATASET when the training clips have one class only
 */
export function innerSpeakerFolds(
	clips: readonly Clip[],
	indices: readonly number[],
	k = 4,
	options: { seed?: string | number } = {},
): Split {
	const inner = indices.map((index) => clips[index]!);
	const single = inner.every((clip) => clip.speaker === inner[0]?.speaker);
	const split = single ? randomFolds(inner, k, options) : speakerFolds(inner, k, { ...options, order: 'stratified' });
	const outer = (list: readonly number[]) => list.map((index) => indices[index]!);
	const notes = [...(split.notes ?? [])];
	if (single) notes.push('one training speaker only: settings are chosen by random folds inside it');
	return {
		...split,
		folds: split.folds.map((fold) => ({ name: fold.name, train: outer(fold.train), test: outer(fold.test) })),
		notes,
	};
}
