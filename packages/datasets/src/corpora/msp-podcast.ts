import { pathParts } from './path-parts.js';
import type { CorpusParser, ParsedClip, ParsedCorpus } from './types.js';

const clipName = /^MSP-(PODCAST|Conversation)_\d+_\d+/i;
const labelOf: Record<string, string> = {
	A: 'Angry',
	C: 'Contempt',
	D: 'Disgust',
	F: 'Fear',
	H: 'Happy',
	N: 'Neutral',
	O: 'Other',
	S: 'Sad',
	U: 'Surprise',
};

export const mspPodcast: CorpusParser = {
	name: 'msp-podcast',
	labels: {
		Angry: 'anger',
		Contempt: 'other',
		Disgust: 'disgust',
		Fear: 'fear',
		Happy: 'happiness',
		Neutral: 'neutral',
		Other: 'other',
		Sad: 'sadness',
		Surprise: 'surprise',
	},
	match(audio) {
		return audio.length === 0 ? 0 : audio.filter((path) => clipName.test(pathParts(path).stem)).length / audio.length;
	},
	async parse(audio, tables) {
		const found: ParsedCorpus = { clips: [], skipped: [], notes: [] };
		const rows = new Map<string, Record<string, string>>();
		for (const path of tables.paths.filter((path) => /(^|\/)labels_con[sc]ensus\.csv$/i.test(path))) {
			for (const row of await tables.rows(path)) if (row.FileName) rows.set(pathParts(row.FileName).stem, row);
		}
		for (const path of audio) {
			const row = rows.get(pathParts(path).stem);
			if (!row)
				found.skipped.push({
					path,
					reason: 'no row in labels_consensus.csv (older releases spell it labels_concensus.csv)',
				});
			else if (!labelOf[row.EmoClass ?? '']) {
				found.skipped.push({ path, reason: `no agreed emotion (${row.EmoClass || 'empty'})` });
			} else found.clips.push(clipOf(path, row));
		}
		const unknown = found.clips.filter((clip) => clip.speaker === 'unknown').length;
		if (unknown > 0) {
			found.notes.push(`${unknown} clips have no known speaker; they are held together as one speaker`);
		}
		found.notes.push(
			'Contempt is counted as other; the corpus brings its own train/development/test parts (partition)',
		);
		return found;
	},
};

function clipOf(path: string, row: Record<string, string>): ParsedClip {
	const speaker = row.SpkrID?.trim();
	const sex = row.Gender?.trim().toLowerCase();
	const valence = rating(row.EmoVal);
	const arousal = rating(row.EmoAct);
	return {
		path,
		corpusLabel: labelOf[row.EmoClass!]!,
		speaker: !speaker || /^unknown$/i.test(speaker) ? 'unknown' : speaker,
		language: 'en',
		...((sex === 'female' || sex === 'male') && { sex: sex as 'female' | 'male' }),
		...(row.Split_Set && { partition: row.Split_Set }),
		...(valence !== undefined && { valence }),
		...(arousal !== undefined && { arousal }),
	};
}

/** 1…7 to −1…1 */
function rating(text: string | undefined): number | undefined {
	const value = Number(text);
	return text && value >= 1 && value <= 7 ? (value - 4) / 3 : undefined;
}
