import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labelOf: Record<string, string> = {
	A: 'anger',
	F: 'fear',
	H: 'happiness',
	N: 'neutral',
	S: 'sadness',
	W: 'surprise',
};

/** ShEMO: sex, speaker (2), emotion letter (W = surprise), number, e.g. `F01A01`. */
export function parseShemoName(path: string): ParsedName | undefined {
	const found = /^([FM])(\d\d)([AFHNSW])(\d{2,3})$/.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, sex, speaker, letter, take] = found as unknown as string[];
	return {
		corpusLabel: labelOf[letter!]!,
		speaker: `${sex}${speaker}`,
		sex: sex === 'F' ? 'female' : 'male',
		language: 'fa',
		take: take!,
	};
}

export const shemo = corpusFromNames({
	name: 'shemo',
	example: 'F01A01.wav',
	uniqueNames: true,
	labels: {
		anger: 'anger',
		fear: 'fear',
		happiness: 'happiness',
		neutral: 'neutral',
		sadness: 'sadness',
		surprise: 'surprise',
	},
	parseName: parseShemoName,
	notes: () => ['fear has only 38 clips in the whole of ShEMO; studies usually leave it out'],
});
