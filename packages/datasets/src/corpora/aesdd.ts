import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labelOf: Record<string, string> = { a: 'anger', d: 'disgust', f: 'fear', h: 'happiness', s: 'sadness' };

/** AESDD: emotion letter and utterance, speaker in brackets, e.g. `anger/a03 (4).wav`. */
export function parseAesddName(path: string): ParsedName | undefined {
	const found = /^([adfhs])(\d\d)\s*\((\d{1,2})\)(b?)$/i.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, letter, sentence, speaker, take] = found.map((part) => part.toLowerCase()) as unknown as string[];
	return {
		corpusLabel: labelOf[letter!]!,
		// some files write (01)
		speaker: String(Number(speaker)),
		language: 'el',
		sentence: sentence!,
		...(take && { take }),
	};
}

export const aesdd = corpusFromNames({
	name: 'aesdd',
	example: 'anger/a03 (4).wav',
	uniqueNames: true,
	labels: { anger: 'anger', disgust: 'disgust', fear: 'fear', happiness: 'happiness', sadness: 'sadness' },
	parseName: parseAesddName,
	notes: () => ['AESDD has no neutral speech; the papers say five actors, the file names hold six speakers'],
});
