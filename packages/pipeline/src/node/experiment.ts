import { SerError } from '@ser/core';
import * as v from 'valibot';

/** One value or a list of them, as a list. */
const oneOrMore = <T extends v.GenericSchema<string>>(item: T) =>
	v.pipe(
		v.union([v.pipe(v.array(item), v.minLength(1, 'needs at least one value')), item]),
		v.transform((value): v.InferOutput<T>[] => (Array.isArray(value) ? value : [value as v.InferOutput<T>])),
	);

const common = {
	/** folder for the runs and the comparison page */
	out: v.string('must be the folder for the runs'),
	labels: v.optional(v.picklist(['common', 'five', 'valence-arousal', 'corpus'])),
	emotions: v.optional(v.array(v.string())),
	modelOptions: v.optional(v.record(v.string(), v.record(v.string(), v.unknown())), {}),
};

const gridSchema = v.strictObject({
	corpora: oneOrMore(v.string()),
	folds: v.optional(v.string(), 'speaker:5'),
	allowLeakage: v.optional(v.boolean(), false),
	features: v.optional(oneOrMore(v.string())),
	models: oneOrMore(v.string()),
	clean: v.optional(oneOrMore(v.string()), ['none']),
	augment: v.optional(oneOrMore(v.string()), ['none']),
	normalize: v.optional(oneOrMore(v.string()), ['train']),
	seeds: v.optional(v.pipe(v.array(v.number()), v.minLength(1, 'needs at least one seed')), [1]),
	...common,
});

const crossSchema = v.strictObject({
	/** every one is trained on and judged on every other */
	cross: v.pipe(v.array(v.string()), v.minLength(2, 'needs at least two corpora')),
	features: v.optional(v.string(), 'rich'),
	model: v.optional(v.string(), 'logistic'),
	clean: v.optional(v.string(), 'none'),
	/** scale of the features of the corpus that is judged */
	normalize: v.optional(oneOrMore(v.picklist(['train', 'corpus', 'speaker'])), ['train', 'corpus']),
	/** also train on all corpora but one */
	leaveOneOut: v.optional(v.boolean(), true),
	seed: v.optional(v.number(), 1),
	...common,
});

/** A grid of recipes over the same folds: `corpora`, `models`, and lists of features, cleaning, augmentation, scales. */
export type GridExperiment = v.InferOutput<typeof gridSchema>;
/** Every corpus against every other. */
export type CrossExperiment = v.InferOutput<typeof crossSchema>;

/**
 * Reads an experiment file.
 *
 * @param text JSON
 * @param name the file's name, for messages
 * @throws {SerError} FORMAT with the line of a syntax error, PARAMETER with the field that is wrong
 */
export function parseExperiment(text: string, name: string): GridExperiment | CrossExperiment {
	const value = parseJson(text, name);
	const schema = typeof value === 'object' && value !== null && 'cross' in value ? crossSchema : gridSchema;
	const result = v.safeParse(schema as typeof gridSchema, value);
	if (result.success) return result.output;
	// A misspelt field explains a missing one, so it comes first.
	const issue = result.issues.find(({ expected }) => expected === 'never') ?? result.issues[0];
	const path = v.getDotPath(issue);
	const line = path ? lineOf(text, path) : undefined;
	throw new SerError('PARAMETER', `${name}${line ? `:${line}` : ''}: ${path ?? 'experiment'}: ${explain(issue)}`);
}

function explain(issue: v.BaseIssue<unknown>): string {
	if (issue.expected === 'never') return 'no such field';
	if (issue.received === 'undefined') return 'is required';
	return issue.message;
}

/** @throws {SerError} FORMAT with the line of the error */
export function parseJson(text: string, name: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		const { message } = cause as Error;
		const position = /position (\d+)/.exec(message)?.[1];
		const line = position ? text.slice(0, Number(position)).split('\n').length : text.split('\n').length;
		throw new SerError('FORMAT', `${name}:${line}: not JSON: ${message}`, { cause });
	}
}

/** The line on which a field stands: where the last name of its path first follows the names before it. */
export function lineOf(text: string, path: string): number | undefined {
	let at = 0;
	for (const key of path.split('.')) {
		if (/^\d+$/.test(key)) continue;
		const found = text.indexOf(`"${key}"`, at);
		if (found < 0) return undefined;
		at = found;
	}
	return text.slice(0, at).split('\n').length;
}
