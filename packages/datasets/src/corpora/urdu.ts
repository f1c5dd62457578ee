import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

const labelOf: Record<string, string> = { A: 'Angry', H: 'Happy', N: 'Neutral', S: 'Sad' };

/** URDU: S + sex + speaker, file, emotion letter and number, e.g. `Angry/SM1_F10_A010.wav`. */
export function parseUrduName(path: string): ParsedName | undefined {
	const found = /^S([FM])(\d{1,2})_F(\d{1,3})_([AHNS])[\dO]{1,4}$/i.exec(pathParts(path).stem);
	if (!found) return undefined;
	const sex = found[1]!.toUpperCase();
	return {
		corpusLabel: labelOf[found[4]!.toUpperCase()]!,
		speaker: `S${sex}${Number(found[2])}`,
		sex: sex === 'F' ? 'female' : 'male',
		language: 'ur',
		take: found[3]!,
	};
}

export const urdu = corpusFromNames({
	name: 'urdu',
	example: 'Angry/SM1_F10_A010.wav',
	labels: { Angry: 'anger', Happy: 'happiness', Neutral: 'neutral', Sad: 'sadness' },
	parseName: parseUrduName,
	notes(clips) {
		const emotions = new Map<string, Set<string>>();
		for (const clip of clips) {
			emotions.set(clip.speaker, (emotions.get(clip.speaker) ?? new Set()).add(clip.corpusLabel));
		}
		const single = [...emotions.values()].filter((labels) => labels.size === 1).length;
		return [
			`speakers come from the code that file names start with: ${emotions.size} of them (the README of the corpus says 38, its file names hold 29)`,
			`${single} of ${emotions.size} speakers have a single emotion: normalising per speaker would remove the label`,
		];
	},
});
