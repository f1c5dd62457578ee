import { pathParts } from './path-parts.js';
import type { CorpusParser, ParsedClip, ParsedCorpus } from './types.js';

const clipName = /^(?:final_videos_test)?(dia\d+_utt\d+)$/i;
const tablePartition = /^(train|dev|test)_sent_emo(?:_dya)?\.csv$/i;

/** `train/dia0_utt0.wav`, `dev_splits_complete/…`, `output_repeated_splits_test/…`: the part of MELD a path belongs to. */
export function meldPartition(path: string): string | undefined {
	for (const folder of pathParts(path).folders.reverse()) {
		const found = /(?:^|[_-])(train|dev|test)(?:$|[_-])/i.exec(folder);
		if (found) return found[1]!.toLowerCase();
	}
	return undefined;
}

export const meld: CorpusParser = {
	name: 'meld',
	labels: {
		anger: 'anger',
		disgust: 'disgust',
		fear: 'fear',
		joy: 'happiness',
		neutral: 'neutral',
		sadness: 'sadness',
		surprise: 'surprise',
	},
	match(audio) {
		return audio.length === 0 ? 0 : audio.filter((path) => clipName.test(pathParts(path).stem)).length / audio.length;
	},
	async parse(audio, tables) {
		const found: ParsedCorpus = { clips: [], skipped: [], notes: [] };
		const rows = new Map<string, Record<string, string>>();
		for (const path of tables.paths) {
			const partition = tablePartition.exec(pathParts(path).base)?.[1]?.toLowerCase();
			if (!partition) continue;
			for (const row of await tables.rows(path)) {
				rows.set(`${partition}/dia${row.Dialogue_ID}_utt${row.Utterance_ID}`, row);
			}
		}
		for (const path of audio) {
			const name = clipName.exec(pathParts(path).stem)?.[1]?.toLowerCase();
			const partition = meldPartition(path);
			const row = rows.get(`${partition}/${name}`);
			if (!name) found.skipped.push({ path, reason: 'not named like a clip of MELD (such as dia0_utt0.wav)' });
			else if (!partition) found.skipped.push({ path, reason: 'in no folder named train, dev or test' });
			else if (!row?.Emotion) found.skipped.push({ path, reason: `no row in ${partition}_sent_emo.csv` });
			else found.clips.push(clipOf(path, partition, row));
		}
		found.notes.push(
			'MELD is cut from a television series: laughter and music under the speech, six main characters in train, dev and test alike',
		);
		return found;
	},
};

function clipOf(path: string, partition: string, row: Record<string, string>): ParsedClip {
	return {
		path,
		corpusLabel: row.Emotion!.trim().toLowerCase(),
		speaker: row.Speaker?.trim() || 'unknown',
		language: 'en',
		partition,
		...(row.Utterance && { sentence: row.Utterance }),
	};
}
