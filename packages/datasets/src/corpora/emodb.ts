import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labelOf: Record<string, string> = {
	W: 'Wut',
	L: 'Langeweile',
	E: 'Ekel',
	A: 'Angst',
	F: 'Freude',
	T: 'Trauer',
	N: 'neutral',
};
const men = new Set(['03', '10', '11', '12', '15']);

/** Berlin EmoDB: speaker (2), sentence (3), emotion's German initial, version, e.g. `03a01Fa`. */
export function parseEmodbName(path: string): ParsedName | undefined {
	const found = /^(0[389]|1[0-6])([ab]\d\d)([WLEAFTN])([a-z]?)$/.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, speaker, sentence, letter, take] = found as unknown as string[];
	return {
		corpusLabel: labelOf[letter!]!,
		speaker: speaker!,
		sex: men.has(speaker!) ? 'male' : 'female',
		language: 'de',
		sentence: sentence!,
		...(take && { take }),
	};
}

export const emodb = corpusFromNames({
	name: 'emodb',
	example: '03a01Fa.wav',
	uniqueNames: true,
	labels: {
		Wut: 'anger',
		Langeweile: 'boredom',
		Ekel: 'disgust',
		Angst: 'fear',
		Freude: 'happiness',
		Trauer: 'sadness',
		neutral: 'neutral',
	},
	parseName: parseEmodbName,
	notes: () => ['EmoDB publishes only takes that listeners recognised well: numbers on it are higher than elsewhere'],
});
