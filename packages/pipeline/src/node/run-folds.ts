import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { type FitProgress, packArray, SerError, unpackArray } from '@ser/core';
import type { Split } from '@ser/datasets';
import { Tinypool } from 'tinypool';
import type { FeatureTable } from '../feature-table.js';
import type { Recipe } from '../recipe.js';
import type { FoldOutcome, FoldResult, FoldTask } from './fold-worker.js';
import { writeFileAtomic } from './write-file-atomic.js';

export interface RunFoldsInput {
	recipe: Recipe;
	/** one for each member of the recipe */
	tables: FeatureTable[];
	labels: string[];
	speakers: string[];
	/** whose clips share a scale when the recipe normalises by speaker or corpus */
	scaleGroups: string[];
	classes: string[];
	split: Split;
	/** clips added to training whenever their source is in it (augmented copies): source clip of each clip */
	sourceOf?: ArrayLike<number>;
	/** weight of every clip */
	sampleWeight?: ArrayLike<number>;
}

export interface RunFoldsOptions {
	workers?: number;
	/** finished folds and checkpoints live here, so that a killed run goes on */
	workDir?: string;
	signal?: AbortSignal;
	/** share of all training done, 0…1, and what the latest message said */
	onProgress?: (share: number, latest: { name: string; progress?: FitProgress }) => void;
	/** train on all clips too, for use */
	finalModel: boolean;
}

export interface RunFoldsResult {
	/** in the order of the split */
	folds: FoldResult[];
	final?: FoldResult;
}

/** Trains every fold, and the final model, side by side on the machine's cores. Any number of workers, same result. */
export async function runFolds(
	{ recipe, tables, labels, speakers, scaleGroups, classes, split, sourceOf, sampleWeight }: RunFoldsInput,
	{ workers = availableParallelism(), workDir, signal, onProgress, finalModel }: RunFoldsOptions,
): Promise<RunFoldsResult> {
	const withCopies = (train: readonly number[]) => {
		if (!sourceOf) return [...train];
		const wanted = new Set(train);
		return [...Array(sourceOf.length).keys()].filter((clip) => wanted.has(sourceOf[clip]!));
	};
	const everything = sourceOf ? [...new Set(Array.from(sourceOf))] : [...labels.keys()];
	const jobs = [
		...split.folds.map(({ name, train, test }) => ({ name, train: withCopies(train), test })),
		...(finalModel ? [{ name: 'final', train: withCopies(everything), test: [] }] : []),
	];
	const shares = new Float64Array(jobs.length);
	const pool = new Tinypool({
		filename: new URL('./fold-worker.js', import.meta.url).href,
		minThreads: 1,
		maxThreads: Math.max(1, Math.min(workers, jobs.length)),
	});

	async function run(index: number): Promise<FoldResult> {
		const { name, train, test } = jobs[index]!;
		const key = fileKey(name);
		const done = workDir && join(workDir, `fold-${key}.json`);
		const report = (share: number, progress?: FitProgress) => {
			shares[index] = share;
			onProgress?.(shares.reduce((a, b) => a + b, 0) / jobs.length, { name, progress });
		};
		const stored = done && (await readStored(done));
		if (stored) {
			report(1);
			return stored;
		}
		const checkpointDir = workDir && join(workDir, `checkpoints-${key}`);
		if (checkpointDir) await mkdir(checkpointDir, { recursive: true });
		const { port1, port2 } = new MessageChannel();
		port1.on('message', (progress: FitProgress & { member: number }) =>
			report((progress.member + progress.done / Math.max(1, progress.total)) / recipe.members.length, progress),
		);
		port1.unref();
		const task: FoldTask = {
			recipe,
			tables,
			labels,
			speakers,
			scaleGroups,
			classes,
			train,
			test,
			sampleWeight: sampleWeight && train.map((clip) => sampleWeight[clip]!),
			checkpointDir,
			keepModel: name === 'final' && finalModel,
			progress: port2,
		};
		const outcome: FoldOutcome = await pool.run(task, { signal, transferList: [port2] });
		port1.close();
		if (!outcome.ok) throw new SerError(outcome.code, outcome.message);
		if (done) await writeFileAtomic(done, JSON.stringify(store(outcome.result)));
		report(1);
		return outcome.result;
	}

	try {
		const results = await Promise.all(jobs.map((_, index) => run(index)));
		return { folds: results.slice(0, split.folds.length), final: results[split.folds.length] };
	} finally {
		await pool.destroy();
	}
}

const fileKey = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 12);

const store = (result: FoldResult) => ({
	...result,
	probabilities: { ...result.probabilities, data: packArray(result.probabilities.data) },
});

/** A fold that an earlier start finished; a damaged record counts as absent. */
async function readStored(file: string): Promise<FoldResult | undefined> {
	try {
		const stored = JSON.parse(await readFile(file, 'utf8')) as ReturnType<typeof store>;
		return { ...stored, probabilities: { ...stored.probabilities, data: unpackArray(stored.probabilities.data) } };
	} catch {
		return undefined;
	}
}
