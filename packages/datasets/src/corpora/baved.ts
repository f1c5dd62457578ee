import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const levels = ['level 0 (low)', 'level 1 (neutral)', 'level 2 (high)'];

/** BAVED: speaker-sex-age-word-level-record, e.g. `0-M-21-0-1-105`. Its labels are levels of emotion, not emotions. */
export function parseBavedName(path: string): ParsedName | undefined {
	const found = /^(\d{1,3})-([MF])-(\d{1,3})-([0-6])-([012])-(\d+)$/i.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, speaker, sex, , word, level, take] = found as unknown as string[];
	return {
		corpusLabel: levels[Number(level)]!,
		speaker: speaker!,
		sex: sex!.toUpperCase() === 'F' ? 'female' : 'male',
		language: 'ar',
		sentence: word!,
		intensity: level!,
		take: take!,
	};
}

export const baved = corpusFromNames({
	name: 'baved',
	example: '0-M-21-0-1-105.wav',
	labels: {},
	parseName: parseBavedName,
	notes: () => [
		'BAVED labels how much emotion a word carries (0 tired or low, 1 neutral, 2 high), not which: it has no common labels and cannot be joined with other corpora',
	],
});
