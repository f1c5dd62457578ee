import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { SerError } from '@ser/core';
import {
	type CrossExperiment,
	type CrossResult,
	type GridExperiment,
	type GridResult,
	type OnProgress,
	type Progress,
	parseExperiment,
	reasonOf,
	runCross,
	runGrid,
} from '@ser/pipeline/node';
import type { Command } from 'commander';
import pc from 'picocolors';
import { withProgress } from '../progress-view.js';
import { points } from '../scores-text.js';
import { textTable } from '../text-table.js';
import { addWorkOptions, cacheDirOf, type WorkFlags } from './options.js';

export function addRun(program: Command, signal: AbortSignal): void {
	const command = program
		.command('run')
		.description('run an experiment: a grid of recipes over the same folds, or every corpus against every other')
		.argument('<experiment>', 'a JSON file')
		.option('--out <dir>', 'folder for the runs, instead of the experiment’s own')
		.option('--skip-bad', 'leave out recordings that cannot be read instead of refusing');
	addWorkOptions(command)
		.addHelpText(
			'after',
			`
A grid: { "corpora": ["~/RAVDESS"], "folds": "speaker:5", "models": ["svm", "forest"],
          "features": ["egemaps", "rich"], "clean": ["none", "trim"], "out": "runs/grid" }
Corpora against each other: { "cross": ["~/RAVDESS", "~/EmoDB"], "model": "logistic", "out": "runs/cross" }

Examples:
  ser run grid.json
  ser run cross.json --json`,
		)
		.action(async (file: string, flags: WorkFlags & { out?: string; skipBad?: boolean }) => {
			const text = await readFile(file, 'utf8').catch((cause) => {
				throw new SerError('FILE', `${file}: ${reasonOf(cause)}`, { cause });
			});
			const parsed = parseExperiment(text, file);
			const experiment = flags.out ? { ...parsed, out: flags.out } : parsed;
			const results = await withProgress<CrossResult[] | GridResult>(
				['fit'],
				(onProgress) => {
					const options = {
						workers: flags.workers,
						cacheDir: cacheDirOf(flags),
						skipBad: flags.skipBad,
						signal,
						...overall(onProgress),
					};
					return 'cross' in experiment
						? runCross(experiment as CrossExperiment, options)
						: runGrid(experiment as GridExperiment, options);
				},
				{ quiet: flags.json },
			);
			if ('cross' in experiment) showCross(results as CrossResult[], flags.json);
			else showGrid(results as GridResult, flags.json);
		});
}

/** The share of the whole experiment from the share of one stage of one run. */
function overall(onProgress: OnProgress) {
	const startOf = { read: 0, features: 0.02, fit: 0.5, report: 0.98, predict: 0.98, download: 0 };
	const widthOf = { read: 0.02, features: 0.48, fit: 0.48, report: 0.02, predict: 0, download: 0 };
	let run = { name: '', index: 0, total: 1 };
	return {
		onRun: (name: string, index: number, total: number) => {
			run = { name, index, total };
		},
		onProgress: ({ stage, share, detail }: Progress) =>
			onProgress({
				stage: 'fit',
				share: (run.index + startOf[stage] + widthOf[stage] * share) / run.total,
				detail: [`${run.index + 1}/${run.total} ${run.name}`, detail].filter(Boolean).join(': '),
			}),
	};
}

function showGrid({ runs, comparisons, page }: GridResult, json = false): void {
	if (json) {
		const scores = runs.map(({ name, run }) => ({ name, ...run.metrics }));
		process.stdout.write(`${JSON.stringify({ runs: scores, comparisons, page })}\n`);
		return;
	}
	const ranked = [...runs].sort((a, b) => b.run.metrics.uar - a.run.metrics.uar);
	const best = ranked[0]!.name;
	const rows = ranked.map(({ name, run: { metrics, config } }) => {
		const pair = comparisons.find(({ a, b }) => (a === name && b === best) || (a === best && b === name));
		const [low, high] = metrics.uarInterval;
		return [
			metrics.leaky ? `${name} LEAKY` : name,
			points(metrics.uar),
			`${points(low)}–${points(high)}`,
			points(metrics.accuracy),
			points(metrics.macroF1),
			config.seconds.fit.toFixed(1),
			pair ? points(pair.pCorrected) : '—',
		];
	});
	const { metrics } = ranked[0]!.run;
	process.stdout.write(
		`${[
			'',
			textTable([['recogniser', 'UAR', '95 %', 'accuracy', 'macro F1', 'fit s', `p vs ${best}`], ...rows]),
			pc.dim(
				`${metrics.protocol}, ${metrics.classes.length} emotions, chance ${points(metrics.chance)}; p: paired bootstrap over speakers, Holm-corrected`,
			),
			'',
			`report   ${pathToFileURL(page).href}`,
		].join('\n')}\n`,
	);
}

function showCross(results: CrossResult[], json = false): void {
	if (json) {
		process.stdout.write(`${JSON.stringify(results)}\n`);
		return;
	}
	const rows = results.map((one) => [
		one.train,
		one.test,
		one.normalize,
		points(one.uar),
		`${points(one.uarInterval[0])}–${points(one.uarInterval[1])}`,
		points(one.chance),
		one.emotions.length,
		one.clips,
	]);
	process.stdout.write(
		`\n${textTable([['trained on', 'judged on', 'scale', 'UAR', '95 %', 'chance', 'emotions', 'clips'], ...rows])}\n`,
	);
}
