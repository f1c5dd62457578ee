import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labelOf: Record<string, string> = {
	dis: 'disgusto',
	gio: 'gioia',
	neu: 'neutrale',
	pau: 'paura',
	rab: 'rabbia',
	sor: 'sorpresa',
	tri: 'tristezza',
};

/** EMOVO: emotion-speaker-sentence, e.g. `dis-f1-b1`. */
export function parseEmovoName(path: string): ParsedName | undefined {
	const found = /^(dis|gio|neu|pau|rab|sor|tri)-([fm][1-3])-([a-z]\d)$/i.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, emotion, speaker, sentence] = found.map((part) => part.toLowerCase()) as unknown as string[];
	return {
		corpusLabel: labelOf[emotion!]!,
		speaker: speaker!,
		sex: speaker!.startsWith('f') ? 'female' : 'male',
		language: 'it',
		sentence: sentence!,
	};
}

export const emovo = corpusFromNames({
	name: 'emovo',
	example: 'dis-f1-b1.wav',
	uniqueNames: true,
	labels: {
		disgusto: 'disgust',
		gioia: 'happiness',
		neutrale: 'neutral',
		paura: 'fear',
		rabbia: 'anger',
		sorpresa: 'surprise',
		tristezza: 'sadness',
	},
	parseName: parseEmovoName,
});
