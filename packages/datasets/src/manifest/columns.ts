import { oneLine, SerError } from '@ser/core';
import { commonLabel } from '../labels/common-label.js';

/** What a manifest's columns can mean. `path` and `emotion` are needed. */
export type ManifestField =
	| 'path'
	| 'emotion'
	| 'speaker'
	| 'sex'
	| 'language'
	| 'sentence'
	| 'intensity'
	| 'take'
	| 'corpus'
	| 'partition'
	| 'sourcePath';

/** The name of the column for each field; fields that are not named are guessed. */
export type ManifestColumns = Partial<Record<ManifestField, string>>;

/** Column names that are known for a field, without case, spaces, `_` and `-`, best first. */
const known: Record<ManifestField, string> = {
	path: 'path filepath file filename wavpath audiopath wav wavfile audio audiofile clip recording uri location name fileid id',
	emotion: 'emotion emotionlabel label emo emotionclass class category target emotions labels emoclass',
	speaker:
		'speaker speakerid spk spkid spkrid speakername actor actorid subject subjectid participant person talker userid',
	sex: 'sex gender speakersex speakergender',
	language: 'language lang locale',
	sentence: 'sentence sentenceid text transcript transcription utterance statement phrase word',
	intensity: 'intensity emotionalintensity level strength',
	take: 'take repetition rep version',
	corpus: 'corpus dataset database source',
	partition: 'partition split splitset subset set fold',
	sourcePath: 'sourcepath augmentedfrom originalpath original sourcefile',
};

const audioPath = /\.(wav|wave|flac|mp3|ogg|oga|aiff?|aifc)$/i;

/**
 * Finds the column of each field: as given, else by a known name, else (path and emotion) by what the column holds.
 *
 * @param header column names in order
 * @param sample some rows, for guessing by content
 * @returns the column's index by field
 * @throws {SerError} FORMAT when a given column is missing, or path or emotion cannot be found; names the columns
 */
export function findColumns(
	header: readonly string[],
	sample: readonly (readonly string[])[],
	given: ManifestColumns = {},
): Map<ManifestField, number> {
	const found = new Map<ManifestField, number>();
	const taken = new Set<number>();
	const take = (field: ManifestField, index: number) => {
		if (index < 0 || taken.has(index) || found.has(field)) return;
		found.set(field, index);
		taken.add(index);
	};
	for (const [field, name] of Object.entries(given) as [ManifestField, string][]) {
		const index = header.findIndex((column) => column.trim() === name.trim());
		if (!Object.hasOwn(known, field)) throw new SerError('PARAMETER', `manifest: there is no field ${field}`);
		if (index < 0) throw new SerError('FORMAT', `no column named ${name}; columns here: ${oneLine(header.join(', '))}`);
		found.set(field, index);
		taken.add(index);
	}
	const plain = header.map((column) => column.toLowerCase().replace(/[\s_-]/g, ''));
	for (const field of Object.keys(known) as ManifestField[]) {
		for (const name of known[field].split(' ')) {
			const index = plain.indexOf(name);
			if (index < 0 || taken.has(index)) continue;
			// `name` and `id` may as well name people: they are paths only when they look like it.
			if (field === 'path' && /^(name|id)$/.test(name) && !mostly(sample, index, (text) => audioPath.test(text)))
				continue;
			take(field, index);
			break;
		}
	}
	const byContent = (fits: (text: string) => boolean) =>
		header.findIndex((_, index) => !taken.has(index) && mostly(sample, index, fits));
	take(
		'path',
		byContent((text) => audioPath.test(text)),
	);
	take(
		'emotion',
		byContent((text) => commonLabel(text) !== undefined),
	);
	for (const field of ['path', 'emotion'] as const) {
		if (!found.has(field)) {
			throw new SerError(
				'FORMAT',
				`no column for the ${field} (such as ${known[field].split(' ').slice(0, 4).join(', ')}); columns here: ${oneLine(header.join(', '))}; name it with columns: { ${field}: '…' }`,
			);
		}
	}
	return found;
}

function mostly(rows: readonly (readonly string[])[], index: number, fits: (text: string) => boolean): boolean {
	const filled = rows.map((row) => row[index] ?? '').filter((text) => text !== '');
	return filled.length > 0 && filled.filter(fits).length * 2 > filled.length;
}
