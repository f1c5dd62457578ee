import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labelOf: Record<string, string> = {
	C: 'Colère',
	D: 'Dégoût',
	J: 'Joie',
	N: 'Neutre',
	P: 'Peur',
	S: 'Surprise',
	T: 'Tristesse',
};

/** CaFE: actor-emotion-intensity-sentence, e.g. `01-C-1-3`; odd actors are men. */
export function parseCafeName(path: string): ParsedName | undefined {
	const found = /^(0[1-9]|1[0-2])-([CDJNPST])-([12])-([1-6])$/.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, actor, letter, intensity, sentence] = found as unknown as string[];
	return {
		corpusLabel: labelOf[letter!]!,
		speaker: actor!,
		sex: Number(actor) % 2 === 1 ? 'male' : 'female',
		language: 'fr-CA',
		sentence: sentence!,
		intensity: intensity === '1' ? 'mild' : 'strong',
	};
}

export const cafe = corpusFromNames({
	name: 'cafe',
	example: '01-C-1-3.wav',
	uniqueNames: true,
	labels: {
		Colère: 'anger',
		Dégoût: 'disgust',
		Joie: 'happiness',
		Neutre: 'neutral',
		Peur: 'fear',
		Surprise: 'surprise',
		Tristesse: 'sadness',
	},
	parseName: parseCafeName,
});
