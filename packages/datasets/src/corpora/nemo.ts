import { pathParts } from './path-parts.js';
import type { CorpusParser, ParsedCorpus } from './types.js';

const clipName = /^[A-Z]{2,3}\d?_(anger|fear|happiness|neutral|sadness|surprised?)_\d+$/i;
const isTable = (path: string) => /(^|\/)data\.tsv$/i.test(path);

/** nEMO: `samples/EB0_anger_1.wav` (speaker, emotion, sentence) beside `data.tsv`, which is what is read. */
export const nemo: CorpusParser = {
	name: 'nemo',
	labels: {
		anger: 'anger',
		fear: 'fear',
		happiness: 'happiness',
		neutral: 'neutral',
		sadness: 'sadness',
		surprise: 'surprise',
		surprised: 'surprise',
	},
	match(audio, tables = []) {
		if (audio.length === 0 || !tables.some(isTable)) return 0;
		return audio.filter((path) => clipName.test(pathParts(path).stem)).length / audio.length;
	},
	async parse(audio, tables) {
		const found: ParsedCorpus = { clips: [], skipped: [], notes: [] };
		const rows = new Map<string, Record<string, string>>();
		for (const path of tables.paths.filter(isTable)) {
			for (const row of await tables.rows(path)) if (row.file_id) rows.set(pathParts(row.file_id).stem, row);
		}
		for (const path of audio) {
			const row = rows.get(pathParts(path).stem);
			if (!row?.emotion || !row.speaker_id) {
				found.skipped.push({ path, reason: 'no row in data.tsv' });
				continue;
			}
			const sex = row.gender?.trim().toLowerCase();
			found.clips.push({
				path,
				corpusLabel: row.emotion.trim().toLowerCase(),
				speaker: row.speaker_id.trim(),
				language: 'pl',
				...((sex === 'female' || sex === 'male') && { sex: sex as 'female' | 'male' }),
				...((row.normalized_text || row.raw_text) && { sentence: row.normalized_text || row.raw_text }),
			});
		}
		return found;
	},
};
