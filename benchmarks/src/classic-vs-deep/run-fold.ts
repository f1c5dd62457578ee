import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Matrix } from '@ser/core';
import type { Clip, Fold } from '@ser/datasets';
import { fileCheckpoint } from '@ser/deep/node';
import type { Judgement } from '@ser/metrics';
import type { Contender } from './models.js';

/** One model on one fold. */
export interface FoldResult {
	fold: string;
	classes: string[];
	judgements: Judgement[];
	/** processor time, all threads */
	fitCpuSeconds: number;
	fitWallSeconds: number;
	/** processor time of the model alone, features not included */
	predictMsPerClip: number;
	/** of the stored model as JSON with base64 weights, zipped by nobody */
	bytes: number;
	/** trained weights; undefined where a model has none to count */
	parameters?: number;
	epochs?: number;
}

export interface FoldJob {
	contender: Contender;
	clips: readonly Clip[];
	features: readonly Matrix[];
	fold: Fold;
	seed: number;
	epochs?: number;
	/** where finished folds and unfinished trainings are kept */
	folder: string;
}

/** Trains and judges, or takes the result of an earlier run. */
export async function runFold(job: FoldJob): Promise<FoldResult> {
	const path = foldFile(job.folder, job.contender.name, job.fold.name, job.seed, job.epochs);
	if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8'));
	await mkdir(job.folder, { recursive: true });
	const result = await trainAndJudge(job, `${path}.checkpoint`);
	await writeFile(`${path}.part`, JSON.stringify(result));
	await rename(`${path}.part`, path);
	return result;
}

export function foldFile(folder: string, model: string, fold: string, seed: number, epochs?: number): string {
	return join(folder, `${model}-fold${fold}-seed${seed}${epochs ? `-epochs${epochs}` : ''}.json`);
}

async function trainAndJudge({ contender, clips, features, fold, seed, epochs }: FoldJob, checkpointPath: string) {
	const labels = (indices: number[]) => indices.map((i) => clips[i]!.emotion);
	const inputs = (indices: number[]) => indices.map((i) => features[i]!);
	const checkpoint = fileCheckpoint({ path: checkpointPath, everyEpochs: 2 });
	const model = contender.create(contender.deep ? { seed, epochs, checkpoint } : { seed });
	const fit = await timed(() =>
		model.fit(inputs(fold.train), labels(fold.train), {
			groups: fold.train.map((i) => clips[i]!.speaker),
			onProgress: ({ done, total, loss }) => {
				if (contender.deep)
					console.error(`${contender.name} fold ${fold.name}: ${done}/${total}, loss ${loss?.toFixed(3)}`);
			},
		}),
	);
	await model.predictProba(inputs(fold.test.slice(0, 32)));
	const prediction = await timed(() => model.predictProba(inputs(fold.test)));
	const { data, cols } = prediction.value;
	const classes = [...model.classes];
	const judgements = fold.test.map((clip, row): Judgement => {
		const probabilities = [...data.subarray(row * cols, (row + 1) * cols)];
		const predicted = classes[probabilities.indexOf(Math.max(...probabilities))]!;
		const { path, emotion, speaker } = clips[clip]!;
		return { path, truth: emotion, predicted, probabilities, fold: fold.name, speaker };
	});
	const { history, parameters } = model as { history?: readonly unknown[]; parameters?: number };
	return {
		fold: fold.name,
		classes,
		judgements,
		fitCpuSeconds: fit.cpuSeconds,
		fitWallSeconds: fit.wallSeconds,
		predictMsPerClip: (1000 * prediction.cpuSeconds) / fold.test.length,
		bytes: Buffer.byteLength(JSON.stringify(model.toJSON())),
		parameters,
		epochs: history?.length,
	};
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; cpuSeconds: number; wallSeconds: number }> {
	const cpu = process.cpuUsage();
	const wall = performance.now();
	const value = await work();
	const { user, system } = process.cpuUsage(cpu);
	return { value, cpuSeconds: (user + system) / 1e6, wallSeconds: (performance.now() - wall) / 1000 };
}
