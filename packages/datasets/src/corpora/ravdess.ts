import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const emotions = ['neutral', 'calm', 'happy', 'sad', 'angry', 'fearful', 'disgust', 'surprised'];

/**
 * RAVDESS, speech and song: modality-channel-emotion-intensity-statement-repetition-actor, e.g. `03-01-06-01-02-01-12`.
 * Even actors are female. Songs become the corpus `ravdess-song`, with the speakers of `ravdess`: they are the same actors.
 */
export function parseRavdessName(path: string): ParsedName | undefined {
	const found = /^(0[1-3])-(0[12])-(0[1-8])-(0[12])-(0[12])-(0[12])-(\d\d)$/.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, , channel, emotion, intensity, sentence, take, actor] = found as unknown as string[];
	return {
		corpusLabel: emotions[Number(emotion) - 1]!,
		speaker: actor!,
		corpus: channel === '02' ? 'ravdess-song' : 'ravdess',
		speakerCorpus: 'ravdess',
		sex: Number(actor) % 2 === 0 ? 'female' : 'male',
		language: 'en',
		sentence: sentence!,
		intensity: intensity === '01' ? 'normal' : 'strong',
		take: take!,
	};
}

export const ravdess = corpusFromNames({
	name: 'ravdess',
	example: '03-01-06-01-02-01-12.wav',
	uniqueNames: true,
	labels: {
		neutral: 'neutral',
		calm: 'calm',
		happy: 'happiness',
		sad: 'sadness',
		angry: 'anger',
		fearful: 'fear',
		disgust: 'disgust',
		surprised: 'surprise',
	},
	parseName: parseRavdessName,
	notes(clips) {
		const notes: string[] = [];
		const stems = new Set(clips.map((clip) => pathParts(clip.path).stem));
		if (stems.has('03-01-03-01-02-01-07') && stems.has('03-01-03-01-02-02-07')) {
			notes.push(
				'03-01-03-01-02-01-07 and 03-01-03-01-02-02-07 hold the same sound, as published; both are of actor 07, so a split by speaker keeps them together',
			);
		}
		const songs = clips.filter((clip) => clip.corpus === 'ravdess-song');
		if (songs.length > 0) {
			notes.push(
				`${songs.length} of ${clips.length} clips are sung (corpus ravdess-song): the same actors as the spoken ones`,
			);
		}
		return notes;
	},
});
