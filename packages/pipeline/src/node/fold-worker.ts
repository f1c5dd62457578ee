import type { MessagePort } from 'node:worker_threads';
import { createMatrix, type FitProgress, type Matrix, SerError } from '@ser/core';
import { calibrateInside } from '../calibration.js';
import type { FeatureTable } from '../feature-table.js';
import { fitMembers, memberToJson, predictMembers } from '../fit-members.js';
import { modelOf } from '../model-kinds.js';
import type { Recipe } from '../recipe.js';
import { temper } from '../recogniser.js';
import { normalizeBySpeaker } from '../speaker-normalization.js';

/** Training on some clips, and the judgement of others. */
export interface FoldTask {
	recipe: Recipe;
	/** one for each member; shared memory */
	tables: FeatureTable[];
	labels: string[];
	speakers: string[];
	/** whose clips share a scale when the recipe normalises by speaker or corpus */
	scaleGroups: string[];
	/** every class of the corpus, sorted; a fold may train on fewer */
	classes: string[];
	train: number[];
	/** none for the final model */
	test: number[];
	/** weight of each clip of `train` */
	sampleWeight?: number[];
	/** folder for checkpoints of networks */
	checkpointDir?: string;
	/** whether the trained members are wanted back */
	keepModel: boolean;
	progress?: MessagePort;
}

export interface HistoryRow {
	epoch: number;
	loss: number;
	[measure: string]: number;
}

export interface FoldResult {
	/** test × classes */
	probabilities: Matrix;
	/** confidence below which the fold says `unsure`, from its training clips */
	threshold?: number;
	/** what tuning chose, of each member that was tuned */
	chosen: { model: string; options: Record<string, unknown> }[];
	/** per epoch, of each member that has epochs */
	history: { model: string; rows: HistoryRow[] }[];
	/** trained members as JSON, with `keepModel` */
	members?: ReturnType<typeof memberToJson>[];
	fitSeconds: number;
	predictSeconds: number;
}

export type FoldOutcome = { ok: true; result: FoldResult } | { ok: false; code: SerError['code']; message: string };

/** Trains one fold. Errors a user can cause come back as data, since a thread's errors lose their class. */
export default async function runFold(task: FoldTask): Promise<FoldOutcome> {
	try {
		return { ok: true, result: await fold(task) };
	} catch (error) {
		if (error instanceof SerError) return { ok: false, code: error.code, message: error.message };
		throw error;
	} finally {
		task.progress?.close();
	}
}

async function fold(task: FoldTask): Promise<FoldResult> {
	const { recipe, labels, speakers, classes, train, test, progress } = task;
	const [scheme, enrolment] = recipe.normalize.split(':');
	const tables =
		scheme !== 'train'
			? task.tables.map((table) =>
					normalizeBySpeaker(table, task.scaleGroups, {
						testClips: test,
						enrolment: enrolment ? Number(enrolment) : undefined,
						seed: recipe.seed,
					}),
				)
			: task.tables;
	const extra = await checkpointOptions(task);
	const started = performance.now();
	const common = { seed: recipe.seed, tune: recipe.tune };
	const fitted = await fitMembers(recipe.members, tables, labels, train, {
		...common,
		groups: train.map((clip) => speakers[clip]!),
		sampleWeight: task.sampleWeight,
		extraOptions: (member) => extra[member]!,
		onProgress: progress && ((state: FitProgress & { member: number }) => progress.postMessage(state)),
	});
	// The final model takes its calibration from the outer folds, which judged all of its training clips.
	const calibration =
		recipe.calibrate && test.length > 0
			? await calibrateInside(
					recipe.members,
					tables,
					{ labels, speakers, train, classes },
					{ ...common, wantedAccuracy: recipe.wantedAccuracy },
				)
			: undefined;
	const fitSeconds = (performance.now() - started) / 1000;
	const judged = performance.now();
	const probabilities =
		test.length > 0
			? spread(await predictMembers(fitted, tables, test), fitted[0]!.classifier.classes, classes)
			: createMatrix(0, classes.length);
	if (calibration) temper(probabilities, calibration.temperature);
	return {
		probabilities,
		threshold: calibration?.threshold,
		chosen: fitted.flatMap(({ member, chosen }) => (chosen ? [{ model: member.model, options: chosen }] : [])),
		history: fitted.flatMap(({ classifier, member }) => {
			const rows = (classifier as { history?: readonly HistoryRow[] }).history;
			return rows ? [{ model: member.model, rows: [...rows] }] : [];
		}),
		members: task.keepModel ? fitted.map(memberToJson) : undefined,
		fitSeconds,
		predictSeconds: (performance.now() - judged) / 1000,
	};
}

/** Networks write a checkpoint now and then, so that a killed run goes on where it was, to the same result. */
async function checkpointOptions({ recipe, checkpointDir }: FoldTask): Promise<Record<string, unknown>[]> {
	return Promise.all(
		recipe.members.map(async ({ model }, member) => {
			if (!checkpointDir || !modelOf(model).deep) return {};
			const { fileCheckpoint } = await import('@ser/deep/node');
			return { checkpoint: fileCheckpoint({ path: `${checkpointDir}/member-${member}.json` }) };
		}),
	);
}

/** Columns of the classes a fold knew, among all classes; a class it never heard has probability 0. */
function spread(probabilities: Matrix, known: readonly string[], classes: readonly string[]): Matrix {
	if (known.length === classes.length) return probabilities;
	const all = createMatrix(probabilities.rows, classes.length);
	const column = known.map((name) => classes.indexOf(name));
	for (let r = 0; r < probabilities.rows; r++) {
		for (let c = 0; c < known.length; c++) {
			all.data[r * classes.length + column[c]!] = probabilities.data[r * known.length + c]!;
		}
	}
	return all;
}
