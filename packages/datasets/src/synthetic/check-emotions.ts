import { SerError } from '@ser/core';
import type { Emotion } from '../types.js';
import { emotionProfiles } from './emotion-profile.js';

/** The seven emotions that most acted corpora have. */
export const usualEmotions: readonly Emotion[] = [
	'anger',
	'disgust',
	'fear',
	'happiness',
	'neutral',
	'sadness',
	'surprise',
];

/** @throws {SerError} PARAMETER for an emotion without a profile, none at all, or one named twice */
export function checkEmotions(emotions: readonly Emotion[]): void {
	if (emotions.length === 0) throw new SerError('PARAMETER', 'emotions must name at least one emotion, got none');
	for (const emotion of emotions) {
		if (!Object.hasOwn(emotionProfiles, emotion)) {
			throw new SerError(
				'PARAMETER',
				`emotions must be some of ${Object.keys(emotionProfiles).join(', ')}, got ${emotion}`,
			);
		}
	}
	if (new Set(emotions).size < emotions.length) throw new SerError('PARAMETER', 'emotions must not name one twice');
}
