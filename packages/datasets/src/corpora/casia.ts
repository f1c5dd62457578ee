import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const speakers = ['liuchanhg', 'wangzhe', 'zhaoquanyin', 'zhaozuoxiang'];
const women = new Set(['liuchanhg', 'zhaoquanyin']);

/** CASIA: speaker/emotion/number, e.g. `liuchanhg/angry/201.wav`. */
export function parseCasiaName(path: string): ParsedName | undefined {
	const { folders, stem } = pathParts(path);
	const speaker = folders.at(-2)?.toLowerCase();
	const label = folders.at(-1)?.toLowerCase();
	if (!speaker || !speakers.includes(speaker) || !/^\d{3}$/.test(stem)) return undefined;
	if (!label || !/^(angry|fear|happy|neutral|sad|surprise)$/.test(label)) return undefined;
	return {
		corpusLabel: label,
		speaker,
		sex: women.has(speaker) ? 'female' : 'male',
		language: 'zh',
		sentence: stem,
	};
}

export const casia = corpusFromNames({
	name: 'casia',
	example: 'liuchanhg/angry/201.wav',
	labels: {
		angry: 'anger',
		fear: 'fear',
		happy: 'happiness',
		neutral: 'neutral',
		sad: 'sadness',
		surprise: 'surprise',
	},
	parseName: parseCasiaName,
	notes: () => ['CASIA has four speakers; most published numbers on it come from random splits'],
});
