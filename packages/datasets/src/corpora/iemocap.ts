import { pathParts } from './path-parts.js';
import type { CorpusParser, ParsedCorpus } from './types.js';

const turnName = /^(Ses0[1-5])([FM])_((?:impro|script)\w+)_([FM])(\d{3})$/;
const line = /^\[[\d.]+ - [\d.]+\]\t(\S+)\t(\w+)\t\[([\d.]+), ([\d.]+), [\d.]+\]/gm;

/** One turn of an IEMOCAP evaluation file. */
export interface IemocapTurn {
	/** e.g. `ang`, `exc`; `xxx` when the listeners did not agree */
	label: string;
	/** −1…1, from the corpus's 1…5 */
	valence: number;
	arousal: number;
}

/** Reads `Session1/dialog/EmoEvaluation/Ses01F_impro01.txt`: `[6.29 - 8.23]\tSes01F_impro01_F000\tneu\t[2.5, 2.5, 2.5]`. */
export function parseIemocapEvaluation(text: string): Map<string, IemocapTurn> {
	const turns = new Map<string, IemocapTurn>();
	for (const [, name, label, valence, activation] of text.matchAll(line)) {
		turns.set(name!, { label: label!, valence: (Number(valence) - 3) / 2, arousal: (Number(activation) - 3) / 2 });
	}
	return turns;
}

const isEvaluation = (path: string) => /(^|\/)EmoEvaluation\/Ses0[1-5][FM]_\w+\.txt$/.test(path);

export const iemocap: CorpusParser = {
	name: 'iemocap',
	labels: {
		ang: 'anger',
		dis: 'disgust',
		exc: 'happiness',
		fea: 'fear',
		fru: 'other',
		hap: 'happiness',
		neu: 'neutral',
		oth: 'other',
		sad: 'sadness',
		sur: 'surprise',
	},
	match(audio) {
		if (audio.length === 0) return 0;
		return audio.filter((path) => /^Ses0[1-5][FM]_(impro|script)\w+$/.test(pathParts(path).stem)).length / audio.length;
	},
	async parse(audio, tables) {
		const found: ParsedCorpus = { clips: [], skipped: [], notes: [] };
		const turns = new Map<string, IemocapTurn>();
		for (const path of tables.paths.filter(isEvaluation)) {
			for (const [name, turn] of parseIemocapEvaluation(await tables.text(path))) turns.set(name, turn);
		}
		for (const path of audio) {
			const { stem } = pathParts(path);
			const parts = turnName.exec(stem);
			const turn = turns.get(stem);
			if (!parts) {
				const dialogue = /^Ses0[1-5][FM]_/.test(stem);
				found.skipped.push({ path, reason: dialogue ? 'a whole dialogue' : 'not named like a turn of IEMOCAP' });
			} else if (!turn) {
				found.skipped.push({ path, reason: 'no label in dialog/EmoEvaluation/*.txt' });
			} else if (turn.label === 'xxx') {
				found.skipped.push({ path, reason: 'the listeners did not agree (xxx)' });
			} else {
				const [, session, , dialogue, sex, number] = parts as unknown as string[];
				found.clips.push({
					path,
					corpusLabel: turn.label,
					// the letter of the turn, not of the dialogue, says who speaks
					speaker: `${session}${sex}`,
					sex: sex === 'F' ? 'female' : 'male',
					language: 'en',
					take: `${dialogue}_${number}`,
					partition: session!,
					valence: turn.valence,
					arousal: turn.arousal,
				});
			}
		}
		found.notes.push(
			'exc (excited) is counted as happiness and fru (frustration) as other; the two speakers of a session talk to each other, so leaving out whole sessions is the stricter split',
		);
		return found;
	},
};
