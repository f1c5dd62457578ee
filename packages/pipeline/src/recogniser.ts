import { type Matrix, oneLine, packArray, rowOf, SerError, unpackArray, type Waveform } from '@ser/core';
import { featureSet } from '@ser/dsp';
import { checkParts, checkProbabilities } from './check-parts.js';
import { extractFeatures, featureVersion } from './extract-features.js';
import { createFeatureTable, type FeatureTable, featuresOf } from './feature-table.js';
import { type FittedMember, memberFromJson, memberToJson, predictMembers } from './fit-members.js';
import { joinWeights, type ModelFiles, splitWeights } from './model-file.js';
import { parseRecipe, type Recipe } from './recipe.js';
import {
	type ColumnStatistics,
	clipsBySpeaker,
	columnStatistics,
	enrolledStatistics,
	rescaleInPlace,
	standardizeInPlace,
} from './speaker-normalization.js';

/** What a recogniser says of one recording. */
export interface Prediction {
	/** the most probable class, or `unsure` below the recogniser's threshold where one is set */
	emotion: string;
	/** probability of the most probable class */
	confidence: number;
	/** by class, sums to 1 */
	probabilities: Record<string, number>;
}

/** Where a recogniser comes from: enough to see whether a test corpus was in it. */
export interface TrainingRecord {
	clips: number;
	corpora: string[];
	speakers: string[];
	languages: string[];
	/** sha-256 of every training recording */
	contentHashes: string[];
	/** ISO date */
	created: string;
}

/** Parts of a trained recogniser, as `model.json` and `weights.bin` hold them. */
export interface RecogniserParts {
	recipe: Recipe;
	classes: readonly string[];
	members: FittedMember[];
	/** `featureVersion` of each member at training */
	featureVersions: string[];
	/** of each member: the scale of a typical speaker or corpus, or of all training clips, as the recipe normalises */
	typical: ColumnStatistics[];
	/** divides the logarithms of the probabilities; 1 = as trained */
	temperature: number;
	/** below this confidence a prediction is `unsure`; 0 = never */
	threshold: number;
	training: TrainingRecord;
}

/** Cleaning, features and model as one thing. */
export interface Recogniser extends RecogniserParts {
	/** One recording. */
	predict(waveform: Waveform): Promise<Prediction>;
	/**
	 * Several recordings.
	 *
	 * @param groups one name for each recording: those of one speaker (or one corpus) are put on a scale of their own,
	 * the more of them the more so. Transductive. None = the training scale stands in.
	 */
	predictMany(waveforms: readonly Waveform[], groups?: readonly string[]): Promise<Prediction[]>;
	/** As `predictMany`, from features computed before: one table a member. */
	predictTables(tables: readonly FeatureTable[], groups?: readonly string[]): Promise<Prediction[]>;
	toFiles(): ModelFiles;
}

/** Builds a recogniser from its trained parts. */
export function createRecogniser(parts: RecogniserParts): Recogniser {
	const { recipe, classes, members, typical, temperature, threshold } = parts;

	async function predictTables(tables: readonly FeatureTable[], groups?: readonly string[]): Promise<Prediction[]> {
		const clips = [...Array(tables[0]!.offsets.length - 1).keys()];
		const trainScale = recipe.normalize === 'train';
		const scaled =
			trainScale && !groups ? tables : tables.map((table, m) => enrol(table, typical[m]!, groups, trainScale));
		const probabilities = await predictMembers(members, scaled, clips);
		checkProbabilities(probabilities, classes);
		temper(probabilities, temperature);
		return clips.map((clip) => predictionOf(rowOf(probabilities, clip), classes, threshold));
	}

	async function predictMany(waveforms: readonly Waveform[], groups?: readonly string[]) {
		if (waveforms.length === 0) return [];
		const tables: FeatureTable[] = [];
		for (const { member } of members) {
			const parts: Matrix[] = [];
			for (const waveform of waveforms) {
				parts.push(await extractFeatures(waveform, { features: member.features, clean: recipe.clean }));
			}
			tables.push(tableOf(member.features, parts));
		}
		return predictTables(tables, groups);
	}

	return {
		...parts,
		predictTables,
		predictMany,
		predict: async (waveform) => (await predictMany([waveform]))[0]!,
		toFiles: () =>
			splitWeights({
				recipe,
				classes,
				temperature,
				threshold,
				featureVersions: parts.featureVersions,
				training: parts.training,
				typical: typical.map(({ mean, sd }) => ({ mean: packArray(mean), sd: packArray(sd) })),
				members: members.map(memberToJson),
			}),
	};
}

/**
 * Loads a recogniser from `model.json` and `weights.bin`. The package of its model kind is loaded only now.
 *
 * @throws {SerError} FORMAT when damaged, of a newer version, or trained on other features than this version computes
 */
export async function loadRecogniser(files: ModelFiles, where = 'model.json'): Promise<Recogniser> {
	const tree = joinWeights(files, where);
	try {
		const parts = await partsOf(tree, where);
		checkParts(parts, where);
		return createRecogniser(parts);
	} catch (cause) {
		const { code, message } = cause as SerError;
		if (cause instanceof SerError && (code === 'UNSUPPORTED' || message.startsWith(where))) throw cause;
		throw new SerError('FORMAT', `${where}: damaged, ${oneLine(message)}`, { cause });
	}
}

async function partsOf(tree: Record<string, unknown>, where: string): Promise<RecogniserParts> {
	const { classes, members, featureVersions, typical, temperature, threshold, training } = tree as {
		[key in keyof RecogniserParts]?: unknown;
	};
	const list = members as Parameters<typeof memberFromJson>[0][] | undefined;
	if (
		!Array.isArray(classes) ||
		!Array.isArray(list) ||
		list.length === 0 ||
		!Array.isArray(featureVersions) ||
		!Array.isArray(typical) ||
		!training
	) {
		throw new SerError('FORMAT', `${where}: damaged, it lacks classes, members or features`);
	}
	const recipe = parseRecipe(tree.recipe);
	recipe.members.forEach((member, m) => {
		const now = featureVersion({ features: member.features, clean: recipe.clean });
		if (featureVersions[m] !== now) {
			throw new SerError(
				'FORMAT',
				`${where}: trained on features ${oneLine(String(featureVersions[m]))}, this version computes ${now}; train again`,
			);
		}
	});
	return {
		recipe,
		classes,
		members: await Promise.all(list.map(memberFromJson)),
		featureVersions,
		typical: (typical as { mean: unknown; sd: unknown }[]).map(({ mean, sd }) => ({
			mean: unpackArray<Float64Array>(mean),
			sd: unpackArray<Float64Array>(sd),
		})),
		temperature: typeof temperature === 'number' && temperature > 0 ? temperature : 1,
		threshold: typeof threshold === 'number' ? threshold : 0,
		training: training as TrainingRecord,
	};
}

const tableOf = (features: string, parts: Matrix[]): FeatureTable => {
	const { kind, names } = featureSet(features as Parameters<typeof featureSet>[0]);
	return createFeatureTable(kind, names, parts);
};

/**
 * Each group on the scale of its own clips, drawn towards the typical scale; without groups, on the typical one.
 *
 * @param restore gives the values back in the units of the typical scale: for a model that was trained on raw features
 */
function enrol(
	table: FeatureTable,
	typical: ColumnStatistics,
	groups: readonly string[] | undefined,
	restore: boolean,
): FeatureTable {
	const copy = { ...table, data: table.data.slice() };
	for (const [, clips] of clipsBySpeaker(groups ?? Array(table.offsets.length - 1).fill(''))) {
		const statistics = groups ? enrolledStatistics(columnStatistics(table, clips), clips.length, typical) : typical;
		for (const clip of clips) {
			const features = featuresOf(copy, clip);
			standardizeInPlace(features, statistics);
			if (restore) rescaleInPlace(features, typical);
		}
	}
	return copy;
}

/** Raises every probability to 1 / temperature and normalises, in place. */
export function temper(probabilities: Matrix, temperature: number): void {
	if (temperature === 1) return;
	for (let r = 0; r < probabilities.rows; r++) {
		const row = rowOf(probabilities, r);
		let sum = 0;
		for (let c = 0; c < row.length; c++) sum += row[c] = Math.max(row[c]!, 1e-12) ** (1 / temperature);
		for (let c = 0; c < row.length; c++) row[c]! /= sum;
	}
}

function predictionOf(row: Float32Array, classes: readonly string[], threshold: number): Prediction {
	let best = 0;
	for (let c = 1; c < row.length; c++) if (row[c]! > row[best]!) best = c;
	return {
		emotion: row[best]! < threshold ? 'unsure' : classes[best]!,
		confidence: row[best]!,
		probabilities: Object.fromEntries(classes.map((name, c) => [name, row[c]!])),
	};
}
