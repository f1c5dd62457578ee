import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { SerError } from '@ser/core';
import { detectCorpus } from '../corpora/detect-corpus.js';
import { parseEmotionFolders } from '../corpora/emotion-folders.js';
import { corpusParsers } from '../corpora/parsers.js';
import { speakerMatcher } from '../corpora/speaker-pattern.js';
import { toCorpus } from '../corpora/to-corpus.js';
import type { CorpusParser, CorpusTables } from '../corpora/types.js';
import { commonLabel } from '../labels/common-label.js';
import { type LabelScheme, mapLabels } from '../labels/map-labels.js';
import { mergeCorpora } from '../labels/merge-corpora.js';
import type { Corpus } from '../types.js';
import { dropStubs } from './drop-stubs.js';
import { type ReadManifestOptions, readManifest } from './read-manifest.js';
import { tableObjects } from './table-rows.js';
import { type FolderContents, walkFolder } from './walk.js';

export interface ReadCorpusOptions extends Omit<ReadManifestOptions, 'corpus'> {
	/** a known corpus (`ravdess`, …), `folders` or `manifest`; default: recognised from the folder's contents */
	corpus?: string;
	/** map the labels while reading; default: common labels for a known corpus, its own for any other */
	labels?: LabelScheme;
	/** called for each note as it arises */
	onNote?: (note: string) => void;
}

/**
 * Reads a folder of recordings, or a CSV/TSV manifest, into a corpus.
 *
 * Recognised are the known corpora by their file names, several known corpora side by side, a manifest in the folder
 * (`manifest`, `metadata`, `labels`, `data` or `index` .csv/.tsv) and a folder per emotion.
 *
 * @param path a folder or a manifest file
 * @throws {SerError} FILE when it does not exist; DATASET when there is no audio; PARAMETER for an unknown corpus name;
 * FORMAT for a damaged manifest
 */
export async function readCorpus(path: string, options: ReadCorpusOptions = {}): Promise<Corpus> {
	const root = resolve(path);
	const kind = await stat(root).catch(() => undefined);
	if (!kind) throw new SerError('FILE', `no such file or folder: ${path}`);
	let corpus = kind.isDirectory() ? await readFolder(root, options) : await readManifestFile(root, options);
	if (options.labels !== undefined) {
		const mapped = mapLabels(corpus.clips, options.labels);
		corpus = {
			...corpus,
			clips: mapped.clips,
			notes: [...corpus.notes, ...mapped.notes],
			unmappedLabels: mapped.unmapped,
		};
	}
	if (options.onNote) for (const note of corpus.notes) options.onNote(note);
	return corpus;
}

async function readManifestFile(file: string, options: ReadCorpusOptions): Promise<Corpus> {
	if (!/^\.(csv|tsv|txt)$/i.test(extname(file))) {
		throw new SerError('DATASET', `${file}: neither a folder nor a .csv or .tsv manifest`);
	}
	return readManifest(file, { ...options, corpus: undefined });
}

async function readFolder(root: string, options: ReadCorpusOptions): Promise<Corpus> {
	const contents = await dropStubs(root, await walkFolder(root));
	if (contents.audio.length === 0) throw new SerError('DATASET', nothingThere(root, contents));
	const corpus = await readContents(root, contents, options);
	corpus.skipped.push(...contents.skipped.map(({ path, reason }) => ({ path: join(root, path), reason })));
	if (corpus.clips.length === 0) {
		const first = corpus.skipped[0];
		throw new SerError(
			'DATASET',
			`${root}: ${contents.audio.length} audio files but no clip with a label (${corpus.name})${first ? `; first: ${first.path}: ${first.reason}` : ''}`,
		);
	}
	return corpus;
}

async function readContents(root: string, contents: FolderContents, options: ReadCorpusOptions): Promise<Corpus> {
	if (options.corpus === 'folders') return readFolders(root, contents.audio, options);
	if (options.corpus === 'manifest') return readFolderManifest(root, contents, options, true);
	if (options.corpus !== undefined) return readKnown(root, contents, parserNamed(options.corpus), options);
	const whole = detectCorpus(contents.audio, contents.other);
	if (whole && whole.share >= 0.95) return readKnown(root, contents, whole.parser, options);
	const several = await readSideBySide(root, contents, options);
	if (several) return several;
	if (whole) return readKnown(root, contents, whole.parser, options);
	const manifest = manifestIn(contents.other);
	if (manifest) return readFolderManifest(root, contents, options, false);
	return readFolders(root, contents.audio, options);
}

function parserNamed(name: string): CorpusParser {
	const parser = corpusParsers.find((known) => known.name === name.toLowerCase());
	if (parser) return parser;
	const names = corpusParsers.map((known) => known.name).join(', ');
	throw new SerError('PARAMETER', `corpus must be one of ${names}, folders, manifest, got ${name}`);
}

async function readKnown(
	root: string,
	contents: FolderContents,
	parser: CorpusParser,
	options: ReadCorpusOptions,
): Promise<Corpus> {
	const parsed = await parser.parse(contents.audio, tablesOf(root, contents.other));
	if (options.speakerPattern !== undefined) {
		const match = speakerMatcher(options.speakerPattern);
		for (const clip of parsed.clips) clip.speaker = match(clip.path) ?? 'unknown';
		parsed.notes.push(`speakers come from the pattern ${options.speakerPattern}`);
	}
	return toCorpus(parsed, parser, (path) => join(root, path));
}

function tablesOf(root: string, paths: readonly string[]): CorpusTables {
	return {
		paths,
		text: (path) => readFile(join(root, path), 'utf8'),
		rows: (path) => tableObjects(join(root, path)),
	};
}

/** Known corpora in the folders right below, when there are two or more of them. */
async function readSideBySide(
	root: string,
	contents: FolderContents,
	options: ReadCorpusOptions,
): Promise<Corpus | undefined> {
	const below = (paths: readonly string[]) => {
		const groups = new Map<string, string[]>();
		for (const path of paths) {
			const slash = path.indexOf('/');
			if (slash <= 0) continue;
			const folder = path.slice(0, slash);
			const group = groups.get(folder);
			if (group) group.push(path.slice(slash + 1));
			else groups.set(folder, [path.slice(slash + 1)]);
		}
		return groups;
	};
	const audio = below(contents.audio);
	const other = below(contents.other);
	const parts = [...audio].map(([folder, paths]) => ({
		folder,
		paths,
		found: detectCorpus(paths, other.get(folder)),
	}));
	const names = new Set(parts.flatMap(({ found }) => (found ? [found.parser.name] : [])));
	if (names.size < 2) return undefined;
	const corpora: Corpus[] = [];
	const skipped = contents.audio
		.filter((path) => !path.includes('/'))
		.map((path) => ({ path: join(root, path), reason: 'beside the folders of the corpora' }));
	for (const { folder, paths, found } of parts) {
		const here = join(root, folder);
		if (!found) {
			skipped.push(...paths.map((path) => ({ path: join(here, path), reason: 'in a folder of no known corpus' })));
			continue;
		}
		const part = { audio: paths, other: other.get(folder) ?? [], skipped: [], sizes: new Float64Array(0) };
		corpora.push(await readKnown(here, part, found.parser, options));
	}
	const merged = mergeCorpora(corpora);
	merged.skipped.push(...skipped);
	return merged;
}

const manifestName = /^(manifest|metadata|meta|labels?|data|index|clips|files|train)\.(csv|tsv)$/i;

function manifestIn(paths: readonly string[]): string | undefined {
	const named = paths.filter((path) => manifestName.test(path));
	if (named.length > 0) return named[0];
	const tables = paths.filter((path) => /^[^/]+\.(csv|tsv)$/i.test(path));
	return tables.length === 1 ? tables[0] : undefined;
}

async function readFolderManifest(
	root: string,
	contents: FolderContents,
	options: ReadCorpusOptions,
	asked: boolean,
): Promise<Corpus> {
	const file = manifestIn(contents.other);
	if (!file) throw new SerError('DATASET', `${root}: no manifest (.csv or .tsv) in this folder`);
	try {
		const corpus = await readManifest(join(root, file), { ...options, corpus: undefined });
		corpus.notes.unshift(`read through the manifest ${file}`);
		return corpus;
	} catch (error) {
		// A table that is no manifest may lie in any folder; asked for, it is an error.
		if (asked || !(error instanceof SerError)) throw error;
		const corpus = await readFolders(root, contents.audio, options);
		corpus.notes.push(`${file} is no manifest of these files (${error.message})`);
		return corpus;
	}
}

async function readFolders(root: string, audio: readonly string[], options: ReadCorpusOptions): Promise<Corpus> {
	const corpus = toCorpus(parseEmotionFolders(audio, options), { name: 'folders', labels: {} }, (path) =>
		join(root, path),
	);
	const unmapped = Object.entries(corpus.unmappedLabels).filter(([label]) => !commonLabel(label));
	return { ...corpus, unmappedLabels: Object.fromEntries(unmapped) };
}

function nothingThere(root: string, contents: FolderContents): string {
	const endings = new Map<string, number>();
	for (const path of contents.other) {
		const ending = extname(path).toLowerCase() || 'no ending';
		endings.set(ending, (endings.get(ending) ?? 0) + 1);
	}
	const found = [...endings].sort((a, b) => b[1] - a[1]).slice(0, 5);
	const what = [
		...found.map(([ending, count]) => `${count} × ${ending}`),
		...contents.skipped.slice(0, 3).map(({ path, reason }) => `${path} (${reason})`),
	];
	return `no audio (.wav .flac .mp3 .ogg .aiff) in ${root}: ${what.length > 0 ? `found ${what.join(', ')}` : 'the folder is empty'}`;
}
