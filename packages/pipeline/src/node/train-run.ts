import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { rowOf, SerError } from '@ser/core';
import { type Clip, corpusWeights, findLeaks, type Leak, type Split } from '@ser/datasets';
import { readSplit } from '@ser/datasets/node';
import { featureSet } from '@ser/dsp';
import { type Judgement, judge } from '@ser/metrics';
import { fitCalibration } from '../calibration.js';
import { featureVersion } from '../extract-features.js';
import type { FeatureTable } from '../feature-table.js';
import { assertInput, memberFromJson } from '../fit-members.js';
import { completeRecipe, type Recipe, type RecipeInput } from '../recipe.js';
import { createRecogniser, type Recogniser, type TrainingRecord } from '../recogniser.js';
import { clipsBySpeaker, columnStatistics, typicalStatistics } from '../speaker-normalization.js';
import type { ClipInfo } from './clip-info.js';
import { type ExtractedTables, extractTables, specsOf } from './extract-tables.js';
import { judgementOf } from './judgement-of.js';
import { type OpenCorporaOptions, type OpenedCorpora, openCorpora } from './open-corpora.js';
import type { OnProgress } from './progress.js';
import {
	assertRunFolder,
	type HistoryRecord,
	loadRun,
	RUN_FORMAT,
	RUN_VERSION,
	type Run,
	type RunConfig,
	readRun,
	writeRun,
} from './run-folder.js';
import { type RunFoldsResult, runFolds } from './run-folds.js';
import { picturesOf, type ReportExtras, reportFeatures } from './run-report.js';
import { versions } from './versions.js';

export interface TrainOptions extends RecipeInput, OpenCorporaOptions {
	/** the run folder */
	out: string;
	/** `speaker:5` (default), `loso`, `emobox`, `list:FILE`, `random:5`, … */
	folds?: string;
	/** run a split in which a speaker or recording stands on both sides, and stamp everything LEAKY */
	allowLeakage?: boolean;
	/** leave out recordings that cannot be read */
	skipBad?: boolean;
	/** `balanced` gives every corpus the same total weight, default; or none */
	corpusWeights?: 'balanced' | 'none' | Record<string, number>;
	workers?: number;
	/** undefined = no cache */
	cacheDir?: string;
	signal?: AbortSignal;
	onProgress?: OnProgress;
	/** a finished run of the same recipe, split and recordings in `out` is read instead of trained again */
	reuse?: boolean;
	/** the command that was typed, for `config.json` */
	command?: string;
}

/** A finished run, and what is only known while it is fresh. */
export interface TrainedRun extends Run {
	recogniser: Recogniser;
	clips: Clip[];
	infos: ClipInfo[];
	tables: FeatureTable[];
	leaks: Leak[];
	refused: ExtractedTables['refused'];
	fromCache: number;
}

/**
 * From folders of recordings to a judged recogniser in a run folder: reads, extracts, checks for leaks, trains every
 * fold and the final model, judges, writes.
 *
 * @throws {SerError} LEAKAGE when the split leaks and `allowLeakage` is not set; DATASET, FILE, PARAMETER as named
 */
export async function trainRun(dirs: readonly string[], options: TrainOptions): Promise<TrainedRun> {
	const started = performance.now();
	const { out, folds = 'speaker:5', signal, onProgress, workers = availableParallelism() } = options;
	const recipe = completeRecipe(options);
	assertRecipe(recipe);
	await assertRunFolder(out);
	onProgress?.({ stage: 'read', share: 0 });
	const opened = await openCorpora(dirs, options);
	const chosen = new Set(opened.corpus.clips.map((clip) => clip.emotion));
	if (chosen.size < 2) {
		throw new SerError(
			'DATASET',
			`${dirs.join(', ')}: a recogniser needs at least two emotions, found only ${[...chosen]}`,
		);
	}
	// Asked before the long work, so that an impossible protocol is refused at once.
	await readSplit(folds, opened.corpus.clips, { seed: recipe.seed });
	onProgress?.({ stage: 'read', share: 1, detail: describe(opened) });

	const extracted = await extractTables(opened.corpus.clips, recipe, { ...options, workers });
	const { clips, infos } = extracted;
	const featureSeconds = (performance.now() - started) / 1000;
	const split = await readSplit(folds, clips, { seed: recipe.seed });
	const leaks = findLeaks(clips, split, {
		contentHashes: infos.map((info) => info.contentHash),
		fingerprints: infos.map((info) => Uint32Array.from(info.fingerprint)),
	});
	refuseLeaks(leaks, split, options.allowLeakage ?? false);

	const classes = [...new Set(clips.map((clip) => clip.emotion))].sort();
	const repeated = <T>(values: T[]) => extracted.sourceOf?.map((source) => values[source]!) ?? values;
	const dataHash = hashOf(clips, infos);
	const setup = createHash('sha256')
		.update(JSON.stringify([recipe, split, dataHash]))
		.digest('hex');
	if (options.reuse) {
		const finished = await readRun(out).catch(() => undefined);
		if (finished?.config.setup === setup) {
			return { ...finished, recogniser: await loadRun(out), ...extracted, leaks };
		}
	}
	const workDir = join(out, '.work', setup.slice(0, 16));
	const trained = await runFolds(
		{
			recipe,
			tables: extracted.tables,
			labels: repeated(clips.map((clip) => clip.emotion)),
			speakers: repeated(clips.map((clip) => clip.speaker)),
			scaleGroups: repeated(scaleGroups(clips, recipe)),
			classes,
			split,
			sourceOf: extracted.sourceOf,
			sampleWeight: weightsOf(repeated(clips), options.corpusWeights),
		},
		{
			workers,
			workDir,
			signal,
			finalModel: true,
			onProgress: (share, { name, progress }) =>
				onProgress?.({ stage: 'fit', share, detail: describeFit(name, progress) }),
		},
	);

	onProgress?.({ stage: 'report', share: 0 });
	const leaky = split.leaky || leaks.some((leak) => leak.refused);
	const judgements = judgementsOf(clips, opened, split, trained, classes);
	const metrics = judge(judgements, { classes, protocol: split.protocol, leaky, seed: recipe.seed });
	const recogniser = await recogniserOf(recipe, classes, extracted, trained, judgements);
	const config: RunConfig = {
		format: RUN_FORMAT,
		version: RUN_VERSION,
		command: options.command ?? `ser train ${dirs.join(' ')}`,
		recipe,
		corpora: opened.sources.map((source) => ({ ...source, dir: resolve(source.dir) })),
		labels: options.labels ?? 'default',
		folds,
		protocol: {
			name: split.protocol,
			description: split.description,
			leaky,
			leaks: leaks.filter((leak) => leak.refused).map((leak) => leak.message),
			remarks: [...(split.notes ?? []), ...leaks.filter((leak) => !leak.refused).map((leak) => leak.message)],
		},
		chosen: split.folds
			.map(({ name }, f) => ({ fold: name, models: trained.folds[f]!.chosen }))
			.filter((one) => one.models.length > 0),
		selective: recipe.wantedAccuracy === undefined ? undefined : selective(split, trained, judgements),
		dataHash,
		setup,
		versions: await versions(),
		created: new Date().toISOString(),
		seconds: {
			features: featureSeconds,
			fit: trained.folds.reduce((sum, fold) => sum + fold.fitSeconds, 0) / trained.folds.length,
			predictPerClip: trained.folds.reduce((sum, fold) => sum + fold.predictSeconds, 0) / clips.length,
			total: (performance.now() - started) / 1000,
		},
	};
	const run: Run = { dir: out, config, metrics, judgements, history: historyOf(split, trained) };
	await mkdir(out, { recursive: true });
	await writeRun(out, run, recogniser.toFiles());
	await rm(join(out, '.work'), { recursive: true, force: true });
	onProgress?.({ stage: 'report', share: 1 });
	return { ...run, recogniser, ...extracted, leaks };
}

/** Refuses unknown features, cleaning or augmentation, and models that cannot take the features, before the long work. */
function assertRecipe(recipe: Recipe): void {
	specsOf(recipe).forEach(featureVersion);
	for (const member of recipe.members) {
		assertInput(member, featureSet(member.features as Parameters<typeof featureSet>[0]).kind);
	}
}

/** What a report shows of a run that was just trained: pictures of the clips, and the features. */
export const freshReportExtras = (run: TrainedRun): ReportExtras => ({
	pictures: picturesOf(run.config.corpora, run.clips, run.infos),
	features: reportFeatures(
		run.tables[0]!,
		run.clips.map((clip) => clip.emotion),
	),
});

function refuseLeaks(leaks: readonly Leak[], split: Split, allow: boolean): void {
	const refused = leaks.filter((leak) => leak.refused);
	if (allow || (refused.length === 0 && !split.leaky)) return;
	const listed = refused.slice(0, 8).map((leak) => `  ${leak.message}`);
	const more = refused.length > 8 ? [`  … and ${refused.length - 8} more`] : [];
	throw new SerError(
		'LEAKAGE',
		[
			`the protocol ${split.protocol} lets test recordings or their speakers into training:`,
			...(listed.length > 0 ? [...listed, ...more] : [`  ${split.description}`]),
			'Scores from it would not hold for new speakers. Use --folds speaker:5 or loso; --allow-leakage runs it and stamps every number LEAKY.',
		].join('\n'),
	);
}

function weightsOf(clips: readonly Clip[], wanted: TrainOptions['corpusWeights'] = 'balanced'): number[] | undefined {
	const corpora = new Set(clips.map((clip) => clip.corpus));
	if (corpora.size < 2 || wanted === 'none') return undefined;
	return Array.from(corpusWeights(clips, wanted));
}

/** The same recordings, labels and speakers give the same hash, wherever they stand. */
function hashOf(clips: readonly Clip[], infos: readonly ClipInfo[]): string {
	const lines = clips.map((clip, i) => `${infos[i]!.contentHash} ${clip.emotion} ${clip.speaker}`).sort();
	return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function judgementsOf(
	clips: readonly Clip[],
	{ sources }: OpenedCorpora,
	split: Split,
	trained: RunFoldsResult,
	classes: readonly string[],
): Judgement[] {
	return split.folds.flatMap((fold, f) =>
		fold.test.map((clip, r) => {
			const probabilities = Array.from(rowOf(trained.folds[f]!.probabilities, r));
			return judgementOf(clips[clip]!, probabilities, { classes, fold: fold.name, sources });
		}),
	);
}

/** How often the folds answered, and how often they were then right: thresholds from training clips, judged on test clips. */
function selective(split: Split, trained: RunFoldsResult, judgements: readonly Judgement[]): RunConfig['selective'] {
	const thresholds = new Map(split.folds.map(({ name }, f) => [name, trained.folds[f]!.threshold ?? 0]));
	const answered = judgements.filter((one) => Math.max(...one.probabilities) >= thresholds.get(one.fold)!);
	return {
		coverage: answered.length / judgements.length,
		accuracy: answered.filter((one) => one.truth === one.predicted).length / Math.max(1, answered.length),
	};
}

function historyOf(split: Split, trained: RunFoldsResult): HistoryRecord[] {
	const named = [...trained.folds.map((fold, f) => ({ name: split.folds[f]!.name, fold }))];
	if (trained.final) named.push({ name: 'final', fold: trained.final });
	return named.flatMap(({ name, fold }) =>
		fold.history.flatMap(({ model, rows }) => rows.map((row) => ({ fold: name, model, ...row }))),
	);
}

async function recogniserOf(
	recipe: Recipe,
	classes: string[],
	{ clips, infos, tables }: ExtractedTables,
	trained: RunFoldsResult,
	judgements: readonly Judgement[],
): Promise<Recogniser> {
	const calibration = recipe.calibrate
		? fitCalibration(
				judgements.map((one) => one.probabilities),
				judgements.map((one) => one.truth),
				classes,
				recipe.wantedAccuracy,
			)
		: { temperature: 1, threshold: 0 };
	const training: TrainingRecord = {
		clips: clips.length,
		corpora: [...new Set(clips.map((clip) => clip.corpus))].sort(),
		speakers: [...new Set(clips.map((clip) => clip.speaker))].sort(),
		languages: [...new Set(clips.flatMap((clip) => clip.language ?? []))].sort(),
		contentHashes: infos.map((info) => info.contentHash).sort(),
		created: new Date().toISOString(),
	};
	const groups = [...clipsBySpeaker(scaleGroups(clips, recipe)).values()];
	return createRecogniser({
		recipe,
		classes,
		members: await Promise.all(trained.final!.members!.map(memberFromJson)),
		featureVersions: recipe.members.map(({ features }) => featureVersion({ features, clean: recipe.clean })),
		typical: tables.map((table) => typicalStatistics(groups.map((group) => columnStatistics(table, group)))),
		...calibration,
		training,
	});
}

/** Whose clips share a scale: everybody, the speaker's, or the corpus's. */
export const scaleGroups = (clips: readonly Clip[], { normalize }: Pick<Recipe, 'normalize'>): string[] =>
	clips.map((clip) => (normalize === 'train' ? '' : normalize === 'corpus' ? clip.corpus : clip.speaker));

function describe({ corpus }: OpenedCorpora): string {
	const speakers = new Set(corpus.clips.map((clip) => clip.speaker)).size;
	const emotions = new Set(corpus.clips.map((clip) => clip.emotion)).size;
	return `${corpus.name}: ${corpus.clips.length} clips, ${speakers} speakers, ${emotions} emotions`;
}

function describeFit(name: string, progress?: { done: number; total: number; unit?: string; loss?: number }): string {
	const fold = name === 'final' ? 'final model' : `fold ${name}`;
	if (!progress) return fold;
	const loss = progress.loss === undefined ? '' : `, loss ${progress.loss.toFixed(3)}`;
	return `${fold}: ${progress.unit ?? 'step'} ${progress.done}/${progress.total}${loss}`;
}
