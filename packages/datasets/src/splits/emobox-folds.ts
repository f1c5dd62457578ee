import { SerError } from '@ser/core';
import type { Clip, Split } from '../types.js';
import { listFolds } from './list-folds.js';

/** EmoBox's six folds of RAVDESS (Ma et al. 2024, EmoBox: Multilingual Multi-corpus Speech Emotion Recognition). */
export const emoboxRavdess: readonly (readonly number[])[] = [
	[1, 11, 20, 21],
	[4, 10, 12, 14],
	[8, 9, 19, 23],
	[3, 5, 7, 24],
	[2, 15, 16, 18],
	[6, 13, 17, 22],
];

/**
 * EmoBox's folds of RAVDESS. Actors that are absent from the folder are left out, which the notes say.
 *
 * @throws {SerError} DATASET when clips are not of RAVDESS
 */
export function emoboxFolds(clips: readonly Clip[]): Split {
	const other = clips.find((clip) => !clip.speaker.startsWith('ravdess:'));
	if (other) {
		throw new SerError(
			'DATASET',
			`EmoBox's folds are known for RAVDESS only, got a clip of ${other.corpus} (${other.path})`,
		);
	}
	const lists = emoboxRavdess.map((actors) => actors.map((actor) => `ravdess:${String(actor).padStart(2, '0')}`));
	return listFolds(clips, lists, {
		protocol: 'emobox',
		description: "EmoBox's folds of RAVDESS: 6 lists of four actors, no test actor is heard in training",
	});
}
