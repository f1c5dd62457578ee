import type { GridSearchOptions } from '@ser/classic';
import { type Classifier, createMatrix, type FitProgress, type Matrix, SerError } from '@ser/core';
import type { FeatureTable } from './feature-table.js';
import { classifierInput } from './feature-table.js';
import { createModel, loadModel, modelOf, optionsOf, tuningGrid } from './model-kinds.js';
import type { RecipeMember } from './recipe.js';

/** One trained model with the scaling in front of it. */
export interface FittedMember {
	member: RecipeMember;
	scaler?: Scaler;
	classifier: Classifier;
	/** options that `tune` chose */
	chosen?: Record<string, unknown>;
}

interface Scaler {
	transform(x: Matrix): Matrix;
	toJSON(): unknown;
}

export interface FitMembersOptions {
	seed: number | string;
	/** speakers, one for each of `clips` */
	groups?: readonly string[];
	onProgress?: (progress: FitProgress & { member: number }) => void;
	signal?: AbortSignal;
	/** choose options of classic models by speaker folds inside `clips`; default false */
	tune?: boolean;
	/** weight of each of `clips` */
	sampleWeight?: ArrayLike<number>;
	/** options that only this fit has (a checkpoint file), merged over the recipe's */
	extraOptions?: (member: number) => Record<string, unknown>;
}

/** The member with the options that did best in speaker folds inside its training clips. */
async function fitTuned(
	member: RecipeMember,
	grid: Record<string, readonly unknown[]>,
	columns: number,
	options: Pick<
		GridSearchOptions<Record<string, unknown>>,
		'x' | 'y' | 'groups' | 'sampleWeight' | 'signal' | 'onProgress'
	> & {
		seed: number | string;
	},
): Promise<FittedMember> {
	const { createClassifier, gridSearch } = await import('@ser/classic');
	const { best, model, scaler } = await gridSearch<Record<string, unknown>>({
		...options,
		grid,
		build: (settings) =>
			createClassifier(
				member.model as Parameters<typeof createClassifier>[0],
				optionsOf(member.model, { ...member.options, ...settings }, columns, options.seed),
			),
		folds: 4,
		scale: modelOf(member.model).scale ? { clip: CLIP_SD } : false,
	});
	return { member, scaler, classifier: model, chosen: best };
}

/**
 * Refuses a model on features it cannot take.
 *
 * @throws {SerError} PARAMETER naming both
 */
export function assertInput({ model, features }: RecipeMember, kind: FeatureTable['kind']): void {
	if (modelOf(model).input === kind) return;
	const say = (input: FeatureTable['kind']) => (input === 'vector' ? 'one feature vector a clip' : 'frames');
	const { input } = modelOf(model);
	throw new SerError(
		'PARAMETER',
		`model ${model} needs ${say(input)}, but the feature set ${features} gives ${say(kind)}`,
	);
}

/** Values beyond this many standard deviations are cut: a recording unlike any training clip must not decide alone. */
const CLIP_SD = 8;

/**
 * Trains every member of a recipe on the same clips.
 *
 * @param tables one feature table a member
 * @param labels of all clips of the tables
 * @param clips the training clips
 */
export async function fitMembers(
	members: readonly RecipeMember[],
	tables: readonly FeatureTable[],
	labels: readonly string[],
	clips: readonly number[],
	{ seed, groups, onProgress, signal, sampleWeight, tune, extraOptions }: FitMembersOptions,
): Promise<FittedMember[]> {
	const y = clips.map((clip) => labels[clip]!);
	const fitted: FittedMember[] = [];
	for (const [index, member] of members.entries()) {
		const table = tables[index]!;
		assertInput(member, table.kind);
		let x = classifierInput(table, clips);
		const grid = tune && !Array.isArray(x) ? tuningGrid(member.model, table.names.length) : undefined;
		if (grid) {
			const progress = onProgress && ((state: FitProgress) => onProgress({ ...state, member: index }));
			const options = { x: x as Matrix, y, groups, sampleWeight, seed, signal, onProgress: progress };
			fitted.push(await fitTuned(member, grid, table.names.length, options));
			continue;
		}
		let scaler: Scaler | undefined;
		if (modelOf(member.model).scale && !Array.isArray(x)) {
			const { createStandardScaler } = await import('@ser/classic');
			scaler = createStandardScaler({ clip: CLIP_SD }).fit(x as Matrix);
			x = scaler.transform(x as Matrix);
		}
		const classifier = await createModel(
			member.model,
			{ ...member.options, ...extraOptions?.(index) },
			table.names.length,
			seed,
		);
		await classifier.fit(x, y, {
			signal,
			groups,
			sampleWeight,
			onProgress: onProgress && ((progress) => onProgress({ ...progress, member: index })),
		});
		fitted.push({ member, scaler, classifier });
	}
	return fitted;
}

/**
 * The members' mean probabilities.
 *
 * @returns one row for each of `clips`, columns in the order of the sorted classes
 */
export async function predictMembers(
	fitted: readonly FittedMember[],
	tables: readonly FeatureTable[],
	clips: readonly number[],
): Promise<Matrix> {
	let sum: Matrix | undefined;
	for (const [index, { scaler, classifier }] of fitted.entries()) {
		const x = classifierInput(tables[index]!, clips);
		const probabilities = await classifier.predictProba(
			scaler && !Array.isArray(x) ? scaler.transform(x as Matrix) : x,
		);
		sum ??= createMatrix(probabilities.rows, probabilities.cols);
		for (let i = 0; i < sum.data.length; i++) sum.data[i]! += probabilities.data[i]! / fitted.length;
	}
	return sum!;
}

export const memberToJson = ({ member, scaler, classifier }: FittedMember) => ({
	member,
	scaler: scaler?.toJSON(),
	classifier: classifier.toJSON(),
});

/** @throws {SerError} FORMAT when damaged */
export async function memberFromJson(json: ReturnType<typeof memberToJson>): Promise<FittedMember> {
	const { member, scaler, classifier } = json ?? {};
	if (!member || !classifier) throw new SerError('FORMAT', 'model.json: damaged, a member has no classifier');
	const loaded: FittedMember = { member, classifier: await loadModel(member.model, classifier) };
	if (scaler) {
		const { scalerFromJson } = await import('@ser/classic');
		loaded.scaler = scalerFromJson(scaler);
	}
	return loaded;
}
