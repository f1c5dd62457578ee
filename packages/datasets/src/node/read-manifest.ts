import { stat } from 'node:fs/promises';
import { oneLine, SerError } from '@ser/core';
import { speakerMatcher } from '../corpora/speaker-pattern.js';
import { commonLabel } from '../labels/common-label.js';
import type { Corpus } from '../types.js';
import { type ManifestOptions, type ManifestRow, manifestClips } from './manifest-clips.js';

export interface ReadManifestOptions extends ManifestOptions {
	/** look whether every file exists; default true */
	checkFiles?: boolean;
	/** speakers from the path instead of a column; see `speakerMatcher` */
	speakerPattern?: RegExp | string;
}

/**
 * Reads a CSV or TSV manifest into a corpus. Rows without path or emotion, rows whose file is missing and second
 * mentions of a file are skipped, each with the reason.
 *
 * @throws {SerError} FILE when it cannot be read; FORMAT when it is no table or has no path or emotion column; DATASET
 * when no row leads to a file
 */
export async function readManifest(file: string, options: ReadManifestOptions = {}): Promise<Corpus> {
	const name = options.corpus ?? 'manifest';
	const corpus: Corpus = { name, clips: [], notes: [], skipped: [], unmappedLabels: {} };
	const match = options.speakerPattern === undefined ? undefined : speakerMatcher(options.speakerPattern);
	const firstLabel = new Map<string, string>();
	const unmapped = new Map<string, number>();
	let columns: ReadonlyMap<string, string> | undefined;
	let missing = 0;
	const take = (row: ManifestRow, exists: boolean) => {
		if ('reason' in row) {
			corpus.skipped.push({ path: row.path, reason: `${row.reason} (line ${row.line} of the manifest)` });
			return;
		}
		const { clip, line } = row;
		columns = row.columns;
		const before = firstLabel.get(clip.path);
		if (before !== undefined) {
			const what = before === clip.emotion ? 'a second time' : `again, as ${clip.emotion} instead of ${before}`;
			corpus.skipped.push({ path: clip.path, reason: `listed ${what} (line ${line})` });
			return;
		}
		firstLabel.set(clip.path, clip.emotion);
		if (!exists) {
			missing++;
			corpus.skipped.push({ path: clip.path, reason: `no such file (line ${line})` });
			return;
		}
		if (match) clip.speaker = `${clip.corpus}:${match(clip.path.replaceAll('\\', '/')) ?? 'unknown'}`;
		if (!commonLabel(clip.emotion)) unmapped.set(clip.emotion, (unmapped.get(clip.emotion) ?? 0) + 1);
		corpus.clips.push(clip);
	};
	const check = options.checkFiles ?? true;
	let batch: ManifestRow[] = [];
	const takeBatch = async () => {
		const exist = await Promise.all(batch.map((row) => !check || 'reason' in row || isFile(row.clip.path)));
		batch.forEach((row, i) => {
			take(row, exist[i]!);
		});
		batch = [];
	};
	for await (const row of manifestClips(file, options)) {
		batch.push(row);
		if (batch.length === 64) await takeBatch();
	}
	await takeBatch();
	if (corpus.clips.length === 0) {
		const first = corpus.skipped[0];
		throw new SerError(
			'DATASET',
			`${file}: no row leads to a clip${first ? `; first: ${oneLine(first.path)}: ${oneLine(first.reason)}` : ' (it has a header only)'}`,
		);
	}
	corpus.clips.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
	corpus.unmappedLabels = Object.fromEntries(unmapped);
	corpus.notes.push(
		`columns of the manifest: ${[...(columns ?? [])].map(([field, column]) => `${field} = ${column}`).join(', ')}`,
	);
	if (missing > 0) corpus.notes.push(`${missing} files of the manifest do not exist and are skipped`);
	const unknown = corpus.clips.filter((clip) => clip.speaker.endsWith(':unknown')).length;
	if (unknown > 0) {
		corpus.notes.push(
			unknown === corpus.clips.length
				? 'who speaks is unknown (no speaker column), so judging on unseen speakers is impossible: name the column or give a speaker pattern'
				: `${unknown} clips have no speaker and are held together as one speaker`,
		);
	}
	return corpus;
}

async function isFile(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}
