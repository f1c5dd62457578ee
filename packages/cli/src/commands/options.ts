import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { SerError } from '@ser/core';
import { defaultCacheDir, LABEL_SETS, type LabelSet } from '@ser/pipeline/node';
import { type Command, InvalidArgumentError, Option } from 'commander';

export interface WorkFlags {
	workers: number;
	cache: string | boolean;
	json?: boolean;
}

/** `--workers`, `--cache`, `--json`: the same on every command that works through recordings. */
export function addWorkOptions(command: Command): Command {
	return command
		.option('--workers <n>', 'threads', wholeNumber, availableParallelism())
		.option('--cache <dir>', 'where computed features are kept (default: SER_CACHE or the platform’s cache folder)')
		.option('--no-cache', 'compute everything anew and keep nothing')
		.option('--json', 'print JSON');
}

export const cacheDirOf = ({ cache }: Pick<WorkFlags, 'cache'>): string | undefined =>
	cache === false ? undefined : resolve(typeof cache === 'string' ? cache : defaultCacheDir());

export interface CorpusFlags {
	labels?: LabelSet;
	emotions?: string[];
	corpus?: string;
	speakerPattern?: string;
	columns?: Record<string, string>;
	skipBad?: boolean;
}

/** How a folder is read as a corpus: the same on every command that takes one. */
export function addCorpusOptions(command: Command): Command {
	return command
		.addOption(
			new Option('--labels <set>', 'label set (default: common names; unknown corpora keep theirs)').choices(
				LABEL_SETS,
			),
		)
		.option('--emotions <list>', 'only these emotions, separated by commas', list)
		.option('--corpus <name>', 'read the folder as this corpus instead of recognising it (ravdess, emodb, folders, …)')
		.option('--speaker-pattern <regexp>', 'where file names of a folder per emotion say the speaker (first group)')
		.option('--columns <map>', 'columns of a manifest, e.g. path=file,emotion=label,speaker=who', columnMap)
		.option('--skip-bad', 'leave out recordings that cannot be read instead of refusing');
}

/** Corpus flags as the packages take them. */
export const corpusOptionsOf = ({ labels, emotions, corpus, speakerPattern, columns, skipBad }: CorpusFlags) => ({
	labels,
	emotions,
	corpus,
	speakerPattern,
	columns,
	skipBad,
});

export interface RecipeFlags {
	features?: string;
	model?: string;
	modelOption: Record<string, unknown>;
	clean: string;
	normalize: string;
	augment: string;
	copies: number;
	tune?: boolean;
	calibrate?: boolean;
	unsure?: number;
	seed: number;
}

export const recipeOptionsOf = (flags: RecipeFlags) => ({
	features: flags.features,
	model: flags.model,
	modelOptions: flags.modelOption,
	clean: flags.clean,
	normalize: flags.normalize,
	augment: flags.augment,
	copies: flags.copies,
	tune: flags.tune,
	calibrate: flags.calibrate,
	wantedAccuracy: flags.unsure,
	seed: flags.seed,
});

export function wholeNumber(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError(`must be a whole number ≥ 1, got ${text}`);
	return value;
}

export function list(text: string): string[] {
	const items = text.split(',').map((item) => item.trim());
	if (items.includes('')) throw new InvalidArgumentError(`must be names separated by commas, got "${text}"`);
	return items;
}

/** Collects repeated `name=value` into an object; values are JSON where they read as JSON. */
export function keyValue(text: string, before: Record<string, unknown>): Record<string, unknown> {
	const [name, ...rest] = text.split('=');
	if (!name || rest.length === 0) throw new InvalidArgumentError(`must be name=value, got "${text}"`);
	const value = rest.join('=');
	try {
		return { ...before, [name]: JSON.parse(value) };
	} catch {
		return { ...before, [name]: value };
	}
}

function columnMap(text: string): Record<string, string> {
	return Object.fromEntries(
		text.split(',').map((pair) => {
			const [field, column] = pair.split('=');
			if (!field || !column) throw new SerError('PARAMETER', `--columns must be field=column,…, got "${text}"`);
			return [field.trim(), column.trim()];
		}),
	);
}
