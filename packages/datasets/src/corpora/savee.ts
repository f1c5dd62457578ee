import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labelOf: Record<string, string> = {
	a: 'anger',
	d: 'disgust',
	f: 'fear',
	h: 'happiness',
	n: 'neutral',
	sa: 'sadness',
	su: 'surprise',
};

/**
 * SAVEE in both namings: `DC/a01.wav` (as published) and `DC_a01.wav` (all in one folder).
 * `sa` and `su` are tried before the one-letter codes. Sentences differ between emotions but for the three common ones.
 */
export function parseSaveeName(path: string): ParsedName | undefined {
	const { folders, stem } = pathParts(path);
	const found = /^(?:(DC|JE|JK|KL)_)?(sa|su|a|d|f|h|n)(\d\d)$/i.exec(stem);
	const speaker = found?.[1] ?? folders.reverse().find((folder) => /^(DC|JE|JK|KL)$/i.test(folder));
	if (!found || !speaker) return undefined;
	const code = found[2]!.toLowerCase();
	return {
		corpusLabel: labelOf[code]!,
		speaker: speaker.toUpperCase(),
		sex: 'male',
		language: 'en',
		sentence: `${code}${found[3]}`,
	};
}

export const savee = corpusFromNames({
	name: 'savee',
	example: 'DC/a01.wav or DC_a01.wav',
	labels: {
		anger: 'anger',
		disgust: 'disgust',
		fear: 'fear',
		happiness: 'happiness',
		neutral: 'neutral',
		sadness: 'sadness',
		surprise: 'surprise',
	},
	parseName: parseSaveeName,
	notes: () => ['SAVEE has four speakers, all men; one of them was recorded about 20 dB lower than the others'],
});
