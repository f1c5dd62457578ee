import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SerError } from '@ser/core';
import { type CorpusFacts, factsOf } from '../../corpora/facts.js';
import { tableObjects } from '../table-rows.js';
import { writeError } from './disk-space.js';
import { type DownloadFileOptions, downloadFile } from './download-file.js';
import { type DownloadFile, type DownloadSource, downloadSources } from './sources.js';
import { unzip } from './unzip.js';
import { zenodoFiles } from './zenodo-files.js';

/** How far a download has come. */
export interface DownloadProgress {
	phase: 'fetching' | 'unpacking';
	/** the file that is being fetched or unpacked */
	file: string;
	/** bytes of that file, or files when many small ones are fetched */
	done: number;
	/** undefined when the server does not say */
	total: number | undefined;
}

export interface DownloadCorpusOptions extends Omit<DownloadFileOptions, 'onProgress'> {
	onProgress?: (progress: DownloadProgress) => void;
	/** called with the licence, the citation and what else is to know, before anything is fetched */
	onNote?: (note: string) => void;
	/** another address of the same archive; it must have the same checksum, unless one is given here */
	url?: string;
	md5?: string;
	sha256?: string;
	/** keep the archive after unpacking; default false */
	keepArchive?: boolean;
}

export interface DownloadedCorpus {
	/** absolute; `readCorpus` reads it */
	dir: string;
	facts: CorpusFacts;
	/** files in place; 0 when everything was there before */
	files: number;
}

const marker = '.ser-download.json';

/**
 * Downloads a corpus into a folder: licence and citation first, then the archive (resumed where an earlier call
 * stopped, its checksum verified), unpacked safely. `LICENSE-CORPUS.txt` and `CITATION.txt` are written beside it.
 *
 * @param name e.g. `ravdess`, `ravdess-song`, `emodb`, `tess`, `crema-d`, `cafe`, `subesco`, `urdu`
 * @throws {SerError} PARAMETER for an unknown name; DATASET with the steps to take for a corpus behind a form; NETWORK,
 * FILE, FORMAT or ABORTED when it fails
 */
export async function downloadCorpus(
	name: string,
	dir: string,
	options: DownloadCorpusOptions = {},
): Promise<DownloadedCorpus> {
	const source = Object.hasOwn(downloadSources, name) ? downloadSources[name] : undefined;
	const facts = factsOf(name);
	if (!source || !facts) {
		throw new SerError('PARAMETER', `unknown corpus ${name}; known: ${Object.keys(downloadSources).join(', ')}`);
	}
	if (source.kind === 'by-hand') {
		throw new SerError(
			'DATASET',
			`${facts.title} cannot be fetched by a program. ${source.steps}. Licence: ${facts.licence}. Then: ser inspect FOLDER`,
		);
	}
	const root = resolve(dir);
	options.onNote?.(`${facts.title}: ${facts.clips} clips of ${facts.speakers} speakers`);
	options.onNote?.(`Licence: ${facts.licence}`);
	options.onNote?.(`Please cite: ${facts.citation}`);
	if ('note' in source && source.note) options.onNote?.(source.note);
	if (await alreadyThere(root, name)) {
		options.onNote?.(`already in ${root}`);
		return { dir: root, facts, files: 0 };
	}
	const files =
		source.kind === 'list' ? await fetchListed(source, root, options) : await fetchArchives(source, root, options);
	try {
		await writeFile(join(root, 'LICENSE-CORPUS.txt'), `${facts.title}\n${facts.licence}\n${facts.url}\n`);
		await writeFile(join(root, 'CITATION.txt'), `${facts.citation}\n`);
		await writeFile(join(root, marker), JSON.stringify({ corpus: name, files }));
	} catch (cause) {
		throw writeError(root, cause);
	}
	return { dir: root, facts, files };
}

async function fetchArchives(
	source: Extract<DownloadSource, { kind: 'archives' | 'zenodo' }>,
	root: string,
	options: DownloadCorpusOptions,
): Promise<number> {
	const known =
		source.kind === 'zenodo' && options.url === undefined
			? await zenodoFiles(source.record, source.pick, options.signal)
			: source.kind === 'archives'
				? source.files
				: [{ url: '', name: 'archive.zip' }];
	const archives = options.url === undefined ? known : [replaced(known[0]!, options)];
	let count = 0;
	for (const file of archives) {
		const path = join(root, file.name);
		await downloadFile(file, path, {
			...options,
			onProgress: (done, total) => options.onProgress?.({ phase: 'fetching', file: file.name, done, total }),
		});
		const written = await unzip(path, root, {
			...(options.maxBytes !== undefined && { maxBytes: options.maxBytes }),
			signal: options.signal,
			onProgress: (done, total) => options.onProgress?.({ phase: 'unpacking', file: file.name, done, total }),
		});
		count += written.length;
		if (!options.keepArchive) await rm(path, { force: true });
	}
	return count;
}

/** The archive at another address; a checksum given by the caller replaces the known one and the known size. */
function replaced(file: DownloadFile, { url, md5, sha256 }: DownloadCorpusOptions): DownloadFile {
	if (md5 === undefined && sha256 === undefined) return { ...file, url: url! };
	return { url: url!, name: file.name, ...(md5 && { md5 }), ...(sha256 && { sha256 }) };
}

async function fetchListed(
	source: Extract<DownloadSource, { kind: 'list' }>,
	root: string,
	options: DownloadCorpusOptions,
): Promise<number> {
	// `url` stands for a mirror of the whole: the table at url, the files beside it.
	const base = options.url;
	const table = join(root, 'files.csv');
	await downloadFile({ url: base ?? source.table, name: 'files.csv' }, table, { ...options, onProgress: undefined });
	const names = (await tableObjects(table)).map((row) => row[source.column] ?? '').filter((name) => name !== '');
	if (names.length === 0 || names.some((name) => !/^[\w-]+$/.test(name))) {
		throw new SerError('FORMAT', `${base ?? source.table}: not the expected list of files (column ${source.column})`);
	}
	for (let i = 0; i < names.length; i++) {
		const name = names[i]!;
		const fileName = source.fileName(name);
		const url = base === undefined ? source.fileUrl(name) : new URL(fileName, base).href;
		await downloadFile({ url, name: fileName }, join(root, fileName), { ...options, onProgress: undefined });
		options.onProgress?.({ phase: 'fetching', file: fileName, done: i + 1, total: names.length });
	}
	return names.length;
}

async function alreadyThere(root: string, name: string): Promise<boolean> {
	try {
		return (JSON.parse(await readFile(join(root, marker), 'utf8')) as { corpus?: string }).corpus === name;
	} catch {
		return false;
	}
}
