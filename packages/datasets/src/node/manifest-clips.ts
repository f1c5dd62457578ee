import { dirname, resolve } from 'node:path';
import { SerError } from '@ser/core';
import { findColumns, type ManifestColumns, type ManifestField } from '../manifest/columns.js';
import type { Clip } from '../types.js';
import { tableRows } from './table-rows.js';

export interface ManifestOptions {
	/** column names by field, for those that the guess misses */
	columns?: ManifestColumns;
	/** paths are relative to this folder; default the manifest's own */
	root?: string;
	/** name of the corpus where no column says it; default `manifest` */
	corpus?: string;
}

/** One row of a manifest: a clip, or the reason why it is none. */
export type ManifestRow =
	| { clip: Clip; line: number; columns: ReadonlyMap<ManifestField, string> }
	| { reason: string; path: string; line: number };

/**
 * Reads a CSV or TSV manifest row by row; memory does not grow with its length.
 *
 * @throws {SerError} FILE when it cannot be read; FORMAT when it is no table or the path or emotion column is missing
 */
export async function* manifestClips(file: string, options: ManifestOptions = {}): AsyncGenerator<ManifestRow> {
	const root = resolve(options.root ?? dirname(file));
	let header: string[] | undefined;
	const ahead: string[][] = [];
	let read: ((row: string[], line: number) => ManifestRow) | undefined;
	let line = 1;
	const open = () => {
		if (!header) throw new SerError('FORMAT', `${file}: an empty manifest`);
		read = rowReader(header, locate(file, header, ahead, options.columns), root, options.corpus ?? 'manifest');
	};
	for await (const row of tableRows(file)) {
		if (!header) {
			header = row;
			continue;
		}
		if (!read) {
			ahead.push(row);
			if (ahead.length < 50) continue;
			open();
			for (const early of ahead) yield read!(early, ++line);
			continue;
		}
		yield read(row, ++line);
	}
	if (!read) {
		open();
		for (const early of ahead) yield read!(early, ++line);
	}
}

function locate(file: string, header: string[], sample: string[][], given?: ManifestColumns) {
	try {
		return findColumns(header, sample, given);
	} catch (error) {
		if (error instanceof SerError) throw new SerError(error.code, `${file}: ${error.message}`, { cause: error });
		throw error;
	}
}

function rowReader(header: string[], at: Map<ManifestField, number>, root: string, corpusName: string) {
	const columns = new Map([...at].map(([field, index]) => [field, header[index]!]));
	// The same few speakers and emotions come on every row: one copy of each, so that no row keeps a piece of the file.
	const interned = new Map<string, string>();
	const intern = (text: string) => {
		const known = interned.get(text);
		if (known !== undefined) return known;
		const own = Buffer.from(text).toString();
		if (interned.size < 50_000) interned.set(own, own);
		return own;
	};
	return (row: string[], line: number): ManifestRow => {
		const cell = (field: ManifestField) => {
			const index = at.get(field);
			return index === undefined ? '' : (row[index] ?? '').trim();
		};
		const path = cell('path');
		const emotion = cell('emotion');
		if (path === '') return { path: `line ${line}`, reason: 'no path', line };
		if (path.includes('\0')) return { path: `line ${line}`, reason: 'a path with a zero character', line };
		const full = resolve(root, path);
		if (emotion === '') return { path: full, reason: 'no emotion in the manifest', line };
		const corpus = intern(cell('corpus') || corpusName);
		const clip: Clip = {
			path: full,
			emotion: intern(emotion),
			corpusLabel: intern(emotion),
			speaker: intern(`${corpus}:${cell('speaker') || 'unknown'}`),
			corpus,
		};
		const sex = sexOf(cell('sex'));
		if (sex) clip.sex = sex;
		for (const field of ['language', 'sentence', 'intensity', 'take', 'partition'] as const) {
			const text = cell(field);
			if (text !== '') clip[field] = intern(text);
		}
		const source = cell('sourcePath');
		if (source !== '') clip.sourcePath = resolve(root, source);
		return { clip, line, columns };
	};
}

function sexOf(text: string): 'female' | 'male' | undefined {
	if (/^(f|female|w|woman|weiblich)$/i.test(text)) return 'female';
	if (/^(m|male|man|männlich)$/i.test(text)) return 'male';
	return undefined;
}
