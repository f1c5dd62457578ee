import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

/** SUBESCO: sex_number_name_S_sentence_emotion_take, e.g. `F_01_OISHI_S_1_ANGRY_1`. */
export function parseSubescoName(path: string): ParsedName | undefined {
	const found = /^([FM])_(\d\d)_([A-Z]+)_S_(\d{1,2})_(ANGRY|DISGUST|FEAR|HAPPY|NEUTRAL|SAD|SURPRISE)_(\d)$/i.exec(
		pathParts(path).stem,
	);
	if (!found) return undefined;
	const [, sex, number, , sentence, label, take] = found.map((part) => part.toUpperCase()) as unknown as string[];
	return {
		corpusLabel: label!,
		speaker: `${sex}${number}`,
		sex: sex === 'F' ? 'female' : 'male',
		language: 'bn',
		sentence: sentence!,
		take: take!,
	};
}

export const subesco = corpusFromNames({
	name: 'subesco',
	example: 'F_01_OISHI_S_1_ANGRY_1.wav',
	uniqueNames: true,
	labels: {
		ANGRY: 'anger',
		DISGUST: 'disgust',
		FEAR: 'fear',
		HAPPY: 'happiness',
		NEUTRAL: 'neutral',
		SAD: 'sadness',
		SURPRISE: 'surprise',
	},
	parseName: parseSubescoName,
});
