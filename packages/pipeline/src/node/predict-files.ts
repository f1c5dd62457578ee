import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SerError } from '@ser/core';
import { featureSet } from '@ser/dsp';
import { createFeatureTable } from '../feature-table.js';
import type { Prediction, Recogniser } from '../recogniser.js';
import { extractClips } from './extract-clips.js';
import type { OnProgress } from './progress.js';
import { reasonOf } from './write-file-atomic.js';

export type FilePrediction = ({ path: string } & Prediction) | { path: string; error: SerError };

export interface PredictFilesOptions {
	workers?: number;
	cacheDir?: string;
	signal?: AbortSignal;
	onProgress?: OnProgress;
	/** recordings of the one speaker who is heard in all files: puts the features on that speaker's scale */
	enrolment?: readonly string[];
}

const AUDIO_FILE = /\.(wav|wave|flac|mp3|ogg|oga|aif|aiff|aifc)$/i;

/**
 * The recordings behind a path: a file is itself, a folder its audio files, at any depth, sorted.
 *
 * @throws {SerError} FILE when the path is missing, DATASET when the folder holds no audio
 */
export async function audioFilesOf(path: string): Promise<string[]> {
	const found = await stat(path).catch((cause) => {
		throw new SerError('FILE', `${path}: ${reasonOf(cause)}`, { cause });
	});
	if (!found.isDirectory()) return [path];
	const entries = await readdir(path, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => !entry.isDirectory() && AUDIO_FILE.test(entry.name));
	if (files.length === 0) {
		throw new SerError(
			'DATASET',
			`${path}: no audio files (wav, flac, mp3, ogg, aiff) among ${entries.length} entries`,
		);
	}
	return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** Judges recordings one by one, in order, on all cores. A recording that cannot be read yields its error. */
export async function* predictFiles(
	recogniser: Recogniser,
	paths: readonly string[],
	{ onProgress, enrolment = [], ...options }: PredictFilesOptions = {},
): AsyncGenerator<FilePrediction> {
	const { recipe } = recogniser;
	const specs = recipe.members.map(({ features }) => ({ features, clean: recipe.clean }));
	const sets = specs.map(({ features }) => featureSet(features as Parameters<typeof featureSet>[0]));
	const tables = (clips: Parameters<typeof createFeatureTable>[2][]) =>
		sets.map((set, m) =>
			createFeatureTable(
				set.kind,
				set.names,
				clips.map((features) => features[m]!),
			),
		);

	const enrolled: Parameters<typeof tables>[0] = [];
	for await (const clip of extractClips(
		enrolment.map((path) => ({ path, specs })),
		options,
	)) {
		if ('error' in clip) throw clip.error;
		enrolled.push(clip.features as never);
	}
	for await (const clip of extractClips(
		paths.map((path) => ({ path, specs })),
		options,
	)) {
		if ('error' in clip) yield { path: clip.path, error: clip.error };
		else {
			const group = enrolled.length > 0 ? Array(enrolled.length + 1).fill('speaker') : undefined;
			const predictions = await recogniser.predictTables(tables([...enrolled, clip.features as never]), group);
			yield { path: clip.path, ...predictions[enrolled.length]! };
		}
		onProgress?.({
			stage: 'predict',
			share: (clip.index + 1) / paths.length,
			detail: `${clip.index + 1}/${paths.length} files`,
		});
	}
}
