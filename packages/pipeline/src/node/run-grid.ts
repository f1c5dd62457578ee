import { join, resolve } from 'node:path';
import { compareRuns } from '@ser/metrics';
import type { GridExperiment } from './experiment.js';
import type { OnProgress } from './progress.js';
import { comparisonsOf, reportRunOf, writeReport } from './run-report.js';
import { freshReportExtras, type TrainedRun, trainRun } from './train-run.js';

export interface RunGridOptions {
	workers?: number;
	cacheDir?: string;
	signal?: AbortSignal;
	onProgress?: OnProgress;
	skipBad?: boolean;
	/** said before each run */
	onRun?: (name: string, index: number, total: number) => void;
}

export interface GridResult {
	runs: { name: string; run: TrainedRun }[];
	/** every pair of runs: paired tests over speakers, corrected for their number */
	comparisons: ReturnType<typeof compareRuns>;
	/** the comparison page */
	page: string;
}

/**
 * Trains every combination of an experiment over the same folds, and reports them side by side.
 *
 * @throws {SerError} as `trainRun`
 */
export async function runGrid(experiment: GridExperiment, options: RunGridOptions = {}): Promise<GridResult> {
	const { corpora, folds, allowLeakage, labels, emotions, modelOptions } = experiment;
	const out = resolve(experiment.out);
	const recipes = combinations(experiment);
	const runs: GridResult['runs'] = [];
	for (const [index, recipe] of recipes.entries()) {
		const name = nameOf(recipe, recipes);
		options.onRun?.(name, index, recipes.length);
		const dir = join(out, name);
		const run = await trainRun(corpora, {
			...options,
			...recipe,
			modelOptions: modelOptions[recipe.model],
			folds,
			allowLeakage,
			labels,
			emotions,
			out: dir,
			reuse: true,
			command: commandOf(corpora, folds, recipe, dir),
			onProgress: options.onProgress,
		});
		await writeReport(join(dir, 'report.html'), [reportRunOf(run, dir, freshReportExtras(run))]);
		runs.push({ name, run });
	}
	const judged = runs.map(({ name, run }) => ({ name, judgements: run.judgements }));
	const comparisons = judged.length > 1 ? compareRuns(judged, { seed: experiment.seeds[0] }) : [];
	const page = join(out, 'report.html');
	await writeReport(
		page,
		runs.map(({ name, run }) => ({
			...reportRunOf(run, out, freshReportExtras(run)),
			name,
			compare: comparisonsOf(name, comparisons),
		})),
	);
	return { runs, comparisons, page };
}

interface GridRecipe {
	model: string;
	features?: string;
	clean: string;
	augment: string;
	normalize: string;
	seed: number;
}

function combinations({ models, features, clean, augment, normalize, seeds }: GridExperiment): GridRecipe[] {
	let recipes: GridRecipe[] = models.map((model) => ({ model, clean: '', augment: '', normalize: '', seed: 0 }));
	const vary = <Key extends keyof GridRecipe>(key: Key, values: readonly GridRecipe[Key][]) => {
		recipes = recipes.flatMap((recipe) => values.map((value) => ({ ...recipe, [key]: value })));
	};
	vary('features', features ?? [undefined]);
	vary('clean', clean);
	vary('augment', augment);
	vary('normalize', normalize);
	vary('seed', seeds);
	return recipes;
}

/** What differs between the recipes, joined by dashes. */
function nameOf(recipe: GridRecipe, all: readonly GridRecipe[]): string {
	const keys = ['features', 'model', 'clean', 'augment', 'normalize', 'seed'] as const;
	const parts = keys.filter((key) => key === 'model' || new Set(all.map((one) => one[key])).size > 1);
	return parts
		.map((key) => (key === 'model' || key === 'features' ? recipe[key] : `${key}=${recipe[key]}`))
		.join('-')
		.replace(/[^\w.+=-]+/g, '_');
}

function commandOf(corpora: readonly string[], folds: string, recipe: GridRecipe, out: string): string {
	const flags = Object.entries({ folds, ...recipe, out }).filter(
		([, value]) => value !== undefined && value !== 'none',
	);
	return `ser train ${corpora.join(' ')} ${flags.map(([name, value]) => `--${name} ${value}`).join(' ')}`;
}
