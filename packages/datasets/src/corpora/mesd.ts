import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labels = ['Anger', 'Disgust', 'Fear', 'Happiness', 'Neutral', 'Sadness'];

/** MESD: emotion_voice_list_word, e.g. `Anger_C_A_abajo`; the voice is F (women), M (men) or C (children), not one person. */
export function parseMesdName(path: string): ParsedName | undefined {
	const found = /^(Anger|Disgust|Fear|Happiness|Neutral|Sadness)_([FMC])_([AB])_(.+)$/i.exec(pathParts(path).stem);
	if (!found) return undefined;
	const voice = found[2]!.toUpperCase();
	return {
		corpusLabel: labels.find((label) => label.toLowerCase() === found[1]!.toLowerCase())!,
		speaker: voice,
		language: 'es-MX',
		sentence: found[4]!.toLowerCase(),
		...(voice !== 'C' && { sex: voice === 'F' ? ('female' as const) : ('male' as const) }),
	};
}

export const mesd = corpusFromNames({
	name: 'mesd',
	example: 'Anger_C_A_abajo.wav',
	uniqueNames: true,
	labels: {
		Anger: 'anger',
		Disgust: 'disgust',
		Fear: 'fear',
		Happiness: 'happiness',
		Neutral: 'neutral',
		Sadness: 'sadness',
	},
	parseName: parseMesdName,
	notes: () => [
		'the file names of MESD tell women, men and children apart but not persons: the three voice groups stand for speakers, so a group never stands on both sides of a split by speaker',
	],
});
