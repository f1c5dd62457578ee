import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SerError } from '@ser/core';
import { type Corpus, mergeCorpora } from '@ser/datasets';
import { type ReadCorpusOptions, readCorpus, writeSyntheticCorpus } from '@ser/datasets/node';
import { defaultCacheDir } from './feature-cache.js';

export const LABEL_SETS = ['common', 'five', 'valence-arousal', 'corpus'] as const;
export type LabelSet = (typeof LABEL_SETS)[number];

export interface OpenCorporaOptions extends ReadCorpusOptions {
	/** the label set to train on; default: common labels for known corpora, their own for others */
	labels?: LabelSet;
	/** only these emotions */
	emotions?: readonly string[];
}

/** Several folders as one corpus, and where each stood. */
export interface OpenedCorpora {
	corpus: Corpus;
	sources: { name: string; dir: string; clips: number; notes: string[] }[];
}

/**
 * Reads folders (or manifests), maps labels, and merges. The word `synthetic`, or `synthetic:speakers=12,takes=3,seed=2`,
 * stands for the synthetic corpus, written once into the cache folder.
 *
 * @throws {SerError} DATASET when a folder has no clips, or none remain
 */
export async function openCorpora(
	dirs: readonly string[],
	{ emotions, ...options }: OpenCorporaOptions = {},
): Promise<OpenedCorpora> {
	if (dirs.length === 0) throw new SerError('PARAMETER', 'name at least one folder of recordings, or synthetic');
	// Several corpora speak one language of labels, unless told otherwise.
	if (dirs.length > 1) options.labels ??= 'common';
	const read: Corpus[] = [];
	const sources: OpenedCorpora['sources'] = [];
	for (const wanted of dirs) {
		const dir = /^synthetic(:|$)/.test(wanted) ? await syntheticDir(wanted) : wanted;
		const corpus = await readCorpus(dir, options);
		read.push(corpus);
		sources.push({ name: corpus.name, dir, clips: corpus.clips.length, notes: corpus.notes });
	}
	const corpus = read.length === 1 ? read[0]! : mergeCorpora(read);
	let { clips } = corpus;
	if (emotions) {
		const known = new Set(clips.map((clip) => clip.emotion));
		const unknown = emotions.filter((emotion) => !known.has(emotion));
		if (unknown.length > 0) {
			throw new SerError(
				'PARAMETER',
				`emotions must be among ${[...known].sort().join(', ')}, got ${unknown.join(', ')}`,
			);
		}
		clips = clips.filter((clip) => emotions.includes(clip.emotion));
	}
	if (clips.length === 0) throw new SerError('DATASET', `${dirs.join(', ')}: no clips remain after choosing labels`);
	return { corpus: { ...corpus, clips }, sources };
}

async function syntheticDir(wanted: string): Promise<string> {
	const options: Record<string, number> = {};
	for (const pair of wanted.split(':')[1]?.split(',') ?? []) {
		const [key = '', value] = pair.split('=');
		if (!['speakers', 'takes', 'seed'].includes(key) || !(Number(value) >= 0)) {
			throw new SerError('PARAMETER', `synthetic takes speakers=N, takes=N, seed=N, got "${pair}"`);
		}
		options[key] = Number(value);
	}
	const name = ['synthetic', ...Object.entries(options).map(([key, value]) => `${key}${value}`)].join('-');
	const dir = join(defaultCacheDir(), name);
	if (!existsSync(join(dir, '.complete'))) {
		await writeSyntheticCorpus(dir, options);
		const { writeFileAtomic } = await import('./write-file-atomic.js');
		await writeFileAtomic(join(dir, '.complete'), '');
	}
	return dir;
}
