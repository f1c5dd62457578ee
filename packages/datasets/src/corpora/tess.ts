import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

/**
 * TESS: speaker_word_emotion, e.g. `OAF_back_angry`, `YAF_neat_ps` (ps = pleasant surprise).
 * The label comes from the file's name because the folders are spelled unevenly; `OA_bite_neutral` is speaker OAF.
 */
export function parseTessName(path: string): ParsedName | undefined {
	const found = /^(OAF?|YAF?)_([a-z']+)_(angry|disgust|fear|happy|neutral|ps|sad)$/i.exec(pathParts(path).stem);
	if (!found) return undefined;
	const code = found[1]!.toUpperCase();
	const speaker = code.length === 2 ? `${code}F` : code;
	return {
		corpusLabel: found[3]!.toLowerCase(),
		speaker,
		sex: 'female',
		language: 'en',
		sentence: found[2]!.toLowerCase(),
		...(speaker !== code && { mended: `speaker ${code} read as ${speaker}` }),
	};
}

export const tess = corpusFromNames({
	name: 'tess',
	example: 'OAF_back_angry.wav',
	uniqueNames: true,
	labels: {
		angry: 'anger',
		disgust: 'disgust',
		fear: 'fear',
		happy: 'happiness',
		neutral: 'neutral',
		ps: 'surprise',
		sad: 'sadness',
	},
	parseName: parseTessName,
	notes: () => [
		'TESS has two speakers, recorded at different levels: a random split of it reaches .99 without hearing any emotion in a new voice',
		'ps is pleasant surprise, counted as surprise',
	],
});
