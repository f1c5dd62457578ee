import { SerError } from '@ser/core';
import * as v from 'valibot';
import { modelKinds, modelOf } from './model-kinds.js';

/**
 * How features are put on one scale: by the training clips (`train`), or by each speaker's or corpus's own unlabelled
 * clips (`speaker`, `corpus`: transductive), or by K enrolment clips of a new speaker (`speaker:K`).
 */
const normalization = v.pipe(
	v.string(),
	v.regex(
		/^(train|corpus|speaker(:[1-9]\d*)?)$/,
		'normalize must be train, speaker, corpus, or speaker:K with K ≥ 1 enrolment clips',
	),
);

const memberSchema = v.strictObject({
	/** a feature set of `@ser/dsp` */
	features: v.string(),
	/** a model kind, see `modelKinds` */
	model: v.picklist(modelKinds, (issue) => `must be one of ${modelKinds.join(', ')}, got ${issue.received}`),
	/** options of the model, by its own names */
	options: v.optional(v.record(v.string(), v.unknown()), {}),
});

export const recipeSchema = v.strictObject({
	/** models whose probabilities are averaged; one is the usual case */
	members: v.pipe(v.array(memberSchema), v.minLength(1, 'needs at least one member')),
	/** a cleaning chain of `@ser/dsp`, or `none` */
	clean: v.string(),
	normalize: normalization,
	/** waveform augmentation of training clips, an augmenter spec of `@ser/dsp`, or `none` */
	augment: v.string(),
	/** augmented copies of each training clip */
	copies: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
	/** choose the options of classic models by speaker folds inside the training clips */
	tune: v.optional(v.boolean(), false),
	/** fit a temperature by speaker folds inside the training clips, so that confidence can be believed */
	calibrate: v.optional(v.boolean(), false),
	/** say `unsure` rather than be wrong: wanted share of right answers among answered clips; implies `calibrate` */
	wantedAccuracy: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
	seed: v.union([v.number(), v.string()]),
});

/** Everything that decides what a recogniser computes. */
export type Recipe = v.InferOutput<typeof recipeSchema>;
export type RecipeMember = Recipe['members'][number];

/** What a user says; everything has a default. */
export interface RecipeInput {
	/** model kind; several joined by `+` are averaged, e.g. `logistic+cnn` */
	model?: string;
	/** feature set; one for all members or one each, joined by `+` */
	features?: string;
	/** options for every member, by the model's own names */
	modelOptions?: Record<string, unknown>;
	clean?: string;
	normalize?: string;
	augment?: string;
	copies?: number;
	tune?: boolean;
	calibrate?: boolean;
	/** 0…1 */
	wantedAccuracy?: number;
	seed?: number | string;
}

/**
 * Fills in the defaults: `rich` features and logistic regression; a network gets `logmel`.
 *
 * @throws {SerError} PARAMETER naming the option, the rule and the value
 */
export function completeRecipe(input: RecipeInput = {}): Recipe {
	const kinds = (input.model ?? 'logistic').split('+').map((kind) => kind.trim());
	const sets = input.features?.split('+').map((name) => name.trim());
	if (sets && sets.length !== 1 && sets.length !== kinds.length) {
		throw new SerError(
			'PARAMETER',
			`features must name one set or one for each of the ${kinds.length} models, got ${input.features}`,
		);
	}
	const members = kinds.map((kind, index) => {
		const model = modelOf(kind);
		const wanted = sets?.[sets.length === 1 ? 0 : index];
		return { features: wanted ?? model.features, model: kind, options: input.modelOptions ?? {} };
	});
	return parseRecipe({
		members,
		clean: input.clean ?? 'none',
		normalize: input.normalize ?? 'train',
		augment: input.augment ?? 'none',
		copies: input.augment && input.augment !== 'none' ? (input.copies ?? 1) : 0,
		tune: input.tune ?? false,
		calibrate: (input.calibrate ?? false) || input.wantedAccuracy !== undefined,
		wantedAccuracy: input.wantedAccuracy,
		seed: input.seed ?? 1,
	});
}

/**
 * Checks a recipe that came from a file.
 *
 * @throws {SerError} PARAMETER naming the path inside the recipe
 */
export function parseRecipe(value: unknown): Recipe {
	const result = v.safeParse(recipeSchema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new SerError('PARAMETER', `recipe: ${v.getDotPath(issue) ?? 'value'}: ${issue.message}`);
}
