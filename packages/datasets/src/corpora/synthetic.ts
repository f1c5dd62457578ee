import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

/** Clips that `writeSyntheticCorpus` made: `synthetic_s01f_anger_1_2` = speaker, emotion, sentence, take. */
export function parseSyntheticName(path: string): ParsedName | undefined {
	const found =
		/^synthetic_(s\d+)([fm])_(anger|boredom|calm|disgust|fear|happiness|neutral|sadness|surprise)_(\d+)_(\d+)$/.exec(
			pathParts(path).stem,
		);
	if (!found) return undefined;
	const [, speaker, sex, label, sentence, take] = found as unknown as string[];
	return {
		corpusLabel: label!,
		speaker: speaker!,
		sex: sex === 'f' ? 'female' : 'male',
		sentence: sentence!,
		take: take!,
	};
}

export const synthetic = corpusFromNames({
	name: 'synthetic',
	example: 'synthetic_s01f_anger_1_2.wav',
	uniqueNames: true,
	labels: {
		anger: 'anger',
		boredom: 'boredom',
		calm: 'calm',
		disgust: 'disgust',
		fear: 'fear',
		happiness: 'happiness',
		neutral: 'neutral',
		sadness: 'sadness',
		surprise: 'surprise',
	},
	parseName: parseSyntheticName,
	notes: () => ['synthetic voices: made by a formula, good for trying things out, worthless as evidence about people'],
});
