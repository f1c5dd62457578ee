import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { oneLine, SerError } from '@ser/core';
import type { Judgement, RunMetrics } from '@ser/metrics';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { ModelFiles } from '../model-file.js';
import type { Recipe } from '../recipe.js';
import { loadRecogniser, type Recogniser } from '../recogniser.js';
import { reasonOf, writeFileAtomic } from './write-file-atomic.js';

export const RUN_FORMAT = 'ser-run';
export const RUN_VERSION = 1;

/** `config.json`: everything needed to repeat a run. */
export interface RunConfig {
	format: typeof RUN_FORMAT;
	version: number;
	/** the command that makes this run again */
	command: string;
	recipe: Recipe;
	/** where the recordings stood; `predictions.csv` names them relative to these */
	corpora: { name: string; dir: string; clips: number; notes: string[] }[];
	labels: string;
	folds: string;
	protocol: {
		name: string;
		description: string;
		leaky: boolean;
		/** what stands on both sides and must not */
		leaks: string[];
		/** what stands on both sides and narrows the claim, e.g. the same sentences */
		remarks: string[];
	};
	/** sha-256 over every clip's content hash, label and speaker */
	dataHash: string;
	/** what `--tune` chose in each fold */
	chosen: { fold: string; models: { model: string; options: Record<string, unknown> }[] }[];
	/** with `--unsure`: share of test clips that were answered, and share of right answers among them */
	selective?: { coverage: number; accuracy: number };
	/** sha-256 of recipe, folds and data: equal for runs that must give the same model */
	setup: string;
	versions: Record<string, string>;
	/** ISO date */
	created: string;
	seconds: { features: number; fit: number; predictPerClip: number; total: number };
}

/** One epoch of one fold. */
export interface HistoryRecord {
	fold: string;
	model: string;
	epoch: number;
	loss: number;
	[measure: string]: number | string;
}

/** What a run folder holds. */
export interface Run {
	dir: string;
	config: RunConfig;
	metrics: RunMetrics;
	judgements: Judgement[];
	history: HistoryRecord[];
}

const GROUPS = ['sex', 'language', 'corpus', 'intensity', 'sentence'] as const;

/** Writes a finished run. Each file appears whole or not at all, `metrics.json` last. */
export async function writeRun(dir: string, run: Omit<Run, 'dir'>, files: ModelFiles): Promise<void> {
	await writeFileAtomic(join(dir, 'weights.bin'), files.weights);
	await writeFileAtomic(join(dir, 'model.json'), files.model);
	await writeFileAtomic(join(dir, 'config.json'), `${JSON.stringify(run.config, undefined, 2)}\n`);
	await writeFileAtomic(join(dir, 'predictions.csv'), predictionsCsv(run.judgements, run.metrics));
	if (run.history.length > 0) await writeFileAtomic(join(dir, 'history.csv'), stringify(run.history, { header: true }));
	else await rm(join(dir, 'history.csv'), { force: true });
	await writeFileAtomic(join(dir, 'metrics.json'), `${JSON.stringify(run.metrics, undefined, 2)}\n`);
}

/**
 * `predictions.csv`: file, truth, prediction, every probability, fold, speaker, then the groups; of a leaky protocol also
 * a column LEAKY, so that the table cannot be mistaken for an honest one.
 */
export function predictionsCsv(
	judgements: readonly Judgement[],
	{ classes, leaky, protocol }: Pick<RunMetrics, 'classes' | 'leaky' | 'protocol'>,
): string {
	const stamp = leaky ? ['LEAKY'] : [];
	const rows = judgements.map((clip) => [
		clip.path,
		clip.truth,
		clip.predicted,
		...clip.probabilities.map((p) => p.toFixed(6)),
		clip.fold,
		clip.speaker,
		...GROUPS.map((name) => clip.groups?.[name] ?? ''),
		...stamp.map(() => protocol),
	]);
	return stringify([['file', 'truth', 'prediction', ...classes, 'fold', 'speaker', ...GROUPS, ...stamp], ...rows]);
}

/**
 * Reads a run folder (all but the model).
 *
 * @throws {SerError} FILE when the folder or a file is missing; FORMAT when one is damaged or of a newer version
 */
export async function readRun(dir: string): Promise<Run> {
	const config = await readJson<RunConfig>(dir, 'config.json');
	if (config.format !== RUN_FORMAT) throw new SerError('FORMAT', `${join(dir, 'config.json')}: not a run of ser train`);
	if (!(config.version <= RUN_VERSION)) {
		throw new SerError(
			'FORMAT',
			`${join(dir, 'config.json')}: written by a newer version (run version ${String(config.version)}, this ser reads up to ${RUN_VERSION}); update ser`,
		);
	}
	const metrics = await readJson<RunMetrics>(dir, 'metrics.json');
	if (!Array.isArray(metrics.classes))
		throw new SerError('FORMAT', `${join(dir, 'metrics.json')}: damaged, no classes`);
	return {
		dir,
		config,
		metrics,
		judgements: readPredictions(await readText(dir, 'predictions.csv'), metrics.classes, dir),
		history: await readHistory(dir),
	};
}

/** The recogniser of a run folder. */
export async function loadRun(dir: string): Promise<Recogniser> {
	const model = await readText(dir, 'model.json');
	const weights = await readFile(join(dir, 'weights.bin')).catch((cause) => {
		throw new SerError('FILE', `${join(dir, 'weights.bin')}: ${reasonOf(cause)}`, { cause });
	});
	return loadRecogniser({ model, weights }, join(dir, 'model.json'));
}

/** Whether a folder may receive a run: absent, empty, or a run already. */
export async function assertRunFolder(dir: string): Promise<void> {
	let names: string[];
	try {
		names = await readdir(dir);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
		throw new SerError('FILE', `${dir}: cannot hold a run: ${reasonOf(cause)}`, { cause });
	}
	if (names.length > 0 && !names.includes('config.json') && !names.includes('.work')) {
		throw new SerError('PARAMETER', `--out must be a new or empty folder or an earlier run, ${dir} holds other files`);
	}
}

async function readText(dir: string, name: string): Promise<string> {
	try {
		return await readFile(join(dir, name), 'utf8');
	} catch (cause) {
		throw new SerError('FILE', `${join(dir, name)}: ${reasonOf(cause)}; ${dir} is not a finished run of ser train`, {
			cause,
		});
	}
}

async function readJson<T>(dir: string, name: string): Promise<T> {
	const text = await readText(dir, name);
	try {
		const value = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
	} catch {}
	throw new SerError('FORMAT', `${join(dir, name)}: damaged, not a JSON object`);
}

function readPredictions(text: string, classes: readonly string[], dir: string): Judgement[] {
	const where = join(dir, 'predictions.csv');
	let rows: string[][];
	try {
		rows = parse(text, { bom: true, relax_column_count: false });
	} catch (cause) {
		throw new SerError('FORMAT', `${where}: damaged, ${oneLine((cause as Error).message)}`, { cause });
	}
	const [header = [], ...body] = rows;
	const column = new Map(header.map((name, index) => [name, index]));
	const missing = ['file', 'truth', 'prediction', 'fold', 'speaker', ...classes].filter((name) => !column.has(name));
	if (missing.length > 0) throw new SerError('FORMAT', `${where}: damaged, no column ${missing.join(', ')}`);
	return body.map((row) => {
		const at = (name: string) => row[column.get(name)!]!;
		const groups = GROUPS.filter((name) => column.has(name) && at(name) !== '').map((name) => [name, at(name)]);
		return {
			path: at('file'),
			truth: at('truth'),
			predicted: at('prediction'),
			probabilities: classes.map((name) => Number(at(name))),
			fold: at('fold'),
			speaker: at('speaker'),
			groups: Object.fromEntries(groups),
		};
	});
}

async function readHistory(dir: string): Promise<HistoryRecord[]> {
	const text = await readFile(join(dir, 'history.csv'), 'utf8').catch(() => '');
	if (text === '') return [];
	const rows: Record<string, string>[] = parse(text, { columns: true });
	const texts = new Set(['fold', 'model']);
	const cell = ([name, value]: [string, string]) => [name, texts.has(name) ? value : Number(value)];
	return rows.map((row) => Object.fromEntries(Object.entries(row).map(cell)) as HistoryRecord);
}
