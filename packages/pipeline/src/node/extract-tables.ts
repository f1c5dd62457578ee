import { availableParallelism } from 'node:os';
import { type Matrix, SerError } from '@ser/core';
import type { Clip } from '@ser/datasets';
import { featureSet } from '@ser/dsp';
import type { FeatureSpec } from '../extract-features.js';
import { createFeatureTable, type FeatureTable } from '../feature-table.js';
import type { Recipe } from '../recipe.js';
import type { ClipInfo } from './clip-info.js';
import { extractClips } from './extract-clips.js';
import type { OnProgress } from './progress.js';

export interface ExtractTablesOptions {
	workers?: number;
	cacheDir?: string;
	signal?: AbortSignal;
	onProgress?: OnProgress;
	/** leave out recordings that cannot be read, instead of refusing */
	skipBad?: boolean;
}

export interface ExtractedTables {
	/** the clips that could be read */
	clips: Clip[];
	infos: ClipInfo[];
	/** one for each member; with augmentation the copies stand behind the clips */
	tables: FeatureTable[];
	/** source clip of each row group of the tables; undefined without augmentation */
	sourceOf?: number[];
	/** recordings that could not be read */
	refused: { path: string; reason: string }[];
	fromCache: number;
}

/**
 * The features of every clip for every member of a recipe.
 *
 * @throws {SerError} FILE listing every recording that cannot be read, unless `skipBad`
 */
export async function extractTables(
	clips: readonly Clip[],
	recipe: Recipe,
	{ skipBad, onProgress, signal, cacheDir, workers = availableParallelism() }: ExtractTablesOptions,
): Promise<ExtractedTables> {
	const specs = specsOf(recipe);
	const parts: Matrix[][] = specs.map(() => []);
	const result: ExtractedTables = { clips: [], infos: [], tables: [], refused: [], fromCache: 0 };
	const tasks = clips.map(({ path }) => ({ path, specs }));
	for await (const one of extractClips(tasks, { workers, cacheDir, signal })) {
		if ('error' in one) result.refused.push({ path: one.path, reason: one.error.message });
		else {
			result.clips.push(clips[one.index]!);
			result.infos.push(one.info);
			if (one.fromCache) result.fromCache++;
			one.features.forEach((matrix, i) => {
				parts[i]!.push(matrix);
			});
		}
		onProgress?.({
			stage: 'features',
			share: (one.index + 1) / clips.length,
			detail: `${one.index + 1}/${clips.length} clips`,
		});
	}
	if (result.refused.length > 0 && !skipBad) throw refusal(result.refused, clips.length);
	if (result.clips.length === 0) throw refusal(result.refused, clips.length);

	const perMember = 1 + recipe.copies;
	result.tables = recipe.members.map(({ features }, m) => {
		const set = featureSet(features as Parameters<typeof featureSet>[0]);
		return createFeatureTable(set.kind, set.names, parts.slice(m * perMember, (m + 1) * perMember).flat());
	});
	if (recipe.copies > 0) {
		const indices = [...result.clips.keys()];
		result.sourceOf = Array(perMember).fill(indices).flat();
	}
	return result;
}

/** For each member: the clip as it is, then its augmented copies. */
export function specsOf(recipe: Recipe): FeatureSpec[] {
	return recipe.members.flatMap(({ features }) => [
		{ features, clean: recipe.clean },
		...Array.from({ length: recipe.copies }, (_, copy) => ({
			features,
			clean: recipe.clean,
			augment: recipe.augment,
			seed: `${recipe.seed}/copy${copy}`,
		})),
	]);
}

function refusal(refused: { path: string; reason: string }[], total: number): SerError {
	const shown = refused.slice(0, 10).map(({ reason }) => `  ${reason}`);
	const more = refused.length > 10 ? [`  … and ${refused.length - 10} more`] : [];
	const [first] = refused;
	if (refused.length === 1 && total === 1) return new SerError('FILE', first!.reason);
	return new SerError(
		'FILE',
		[
			`${refused.length} of ${total} recordings cannot be read:`,
			...shown,
			...more,
			'Mend or remove them, or leave them out with --skip-bad.',
		].join('\n'),
	);
}
