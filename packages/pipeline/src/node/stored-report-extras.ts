import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Matrix } from '@ser/core';
import { featureSet } from '@ser/dsp';
import { createFeatureTable } from '../feature-table.js';
import { extractClips } from './extract-clips.js';
import type { OnProgress } from './progress.js';
import type { Run } from './run-folder.js';
import { type ReportExtras, recordingOf, reportFeatures } from './run-report.js';

export interface StoredReportOptions {
	workers?: number;
	cacheDir?: string;
	signal?: AbortSignal;
	onProgress?: OnProgress;
	/** put the sound into the page, up to this many bytes, mistakes first; 0 = link to the recordings */
	embedAudioBytes?: number;
}

/**
 * Pictures, features and sound of a stored run, from its recordings where they still stand. The cache of the training
 * makes it quick.
 */
export async function storedReportExtras(run: Run, options: StoredReportOptions = {}): Promise<ReportExtras> {
	const { onProgress, embedAudioBytes = 0, ...work } = options;
	const [member] = run.config.recipe.members;
	const set = featureSet(member!.features as Parameters<typeof featureSet>[0]);
	const vector = set.kind === 'vector';
	const specs = vector ? [{ features: member!.features, clean: run.config.recipe.clean }] : [];
	const present = run.judgements.filter((one) => existsSync(recordingOf(run, one.path)));
	const pictures: NonNullable<ReportExtras['pictures']> = {};
	const rows: Matrix[] = [];
	const labels: string[] = [];
	const tasks = present.map((one) => ({ path: recordingOf(run, one.path), specs }));
	for await (const clip of extractClips(tasks, work)) {
		if (!('error' in clip)) {
			const { path, truth } = present[clip.index]!;
			pictures[path] = clip.info.picture;
			if (vector) {
				rows.push(clip.features[0]!);
				labels.push(truth);
			}
		}
		onProgress?.({
			stage: 'features',
			share: (clip.index + 1) / tasks.length,
			detail: `${clip.index + 1}/${tasks.length} clips`,
		});
	}
	return {
		pictures,
		features:
			new Set(labels).size > 1 ? reportFeatures(createFeatureTable('vector', set.names, rows), labels) : undefined,
		audio: embedAudioBytes > 0 ? await embeddedAudio(run, embedAudioBytes) : undefined,
	};
}

const mediaTypes: Record<string, string> = {
	flac: 'audio/flac',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg',
	oga: 'audio/ogg',
};

async function embeddedAudio(run: Run, limit: number): Promise<(path: string) => string | undefined> {
	const wrongFirst = [...run.judgements].sort(
		(a, b) => Number(a.truth === a.predicted) - Number(b.truth === b.predicted),
	);
	const sounds = new Map<string, string>();
	let bytes = 0;
	for (const { path } of wrongFirst) {
		const file = recordingOf(run, path);
		const size = await stat(file).then(
			(found) => found.size,
			() => Number.POSITIVE_INFINITY,
		);
		if (bytes + size > limit) continue;
		bytes += size;
		const type = mediaTypes[file.split('.').at(-1)!.toLowerCase()] ?? 'audio/wav';
		sounds.set(path, `data:${type};base64,${(await readFile(file)).toString('base64')}`);
	}
	return (path) => sounds.get(path);
}
