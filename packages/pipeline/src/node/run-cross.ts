import { basename, join, resolve } from 'node:path';
import type { Interval } from '@ser/metrics';
import { evaluateRun } from './evaluate-run.js';
import type { CrossExperiment } from './experiment.js';
import type { RunGridOptions } from './run-grid.js';
import { trainRun } from './train-run.js';
import { writeFileAtomic } from './write-file-atomic.js';

/** How a recogniser of one corpus (or of several) does on another. */
export interface CrossResult {
	/** what it was trained on: a corpus, or `all but X` */
	train: string;
	test: string;
	/** scale of the features of the test corpus; `within` = judged by speaker folds inside the corpus */
	normalize: 'train' | 'corpus' | 'speaker' | 'within';
	uar: number;
	uarInterval: Interval;
	/** 1 / number of shared emotions */
	chance: number;
	/** what both corpora know */
	emotions: string[];
	clips: number;
}

/**
 * Trains on every corpus and judges on every other, only on emotions that both have; then on all but one. The
 * diagonal is judged by speaker folds inside the corpus. Writes `cross.json` beside the runs.
 *
 * @throws {SerError} as `trainRun` and `evaluateRun`
 */
export async function runCross(experiment: CrossExperiment, options: RunGridOptions = {}): Promise<CrossResult[]> {
	const { cross, features, model, clean, normalize, leaveOneOut, labels, emotions, seed, modelOptions } = experiment;
	const out = resolve(experiment.out);
	const names = cross.map((dir) => basename(resolve(dir)));
	const recipe = { features, model, clean, seed, modelOptions: modelOptions[model], labels, emotions };
	const results: CrossResult[] = [];
	const trainings = [
		...cross.map((dir, i) => ({ name: names[i]!, dirs: [dir], tests: cross.filter((other) => other !== dir) })),
		...(leaveOneOut && cross.length > 2
			? cross.map((dir, i) => ({
					name: `all but ${names[i]}`,
					dirs: cross.filter((other) => other !== dir),
					tests: [dir],
				}))
			: []),
	];
	for (const [index, { name, dirs, tests }] of trainings.entries()) {
		options.onRun?.(name, index, trainings.length);
		const run = await trainRun(dirs, {
			...options,
			...recipe,
			normalize: dirs.length > 1 ? 'corpus' : 'train',
			out: join(out, name.replaceAll(' ', '-')),
			reuse: true,
			command: `ser train ${dirs.join(' ')} --features ${features} --model ${model}`,
		});
		if (dirs.length === 1) {
			const { uar, uarInterval, chance, classes } = run.metrics;
			const clips = run.judgements.length;
			results.push({
				train: name,
				test: name,
				normalize: 'within',
				uar,
				uarInterval,
				chance,
				emotions: classes,
				clips,
			});
		}
		for (const test of tests) {
			for (const scale of dirs.length > 1 ? (['corpus'] as const) : normalize) {
				const { metrics, judgements } = await evaluateRun(run.recogniser, [test], {
					...options,
					labels,
					normalize: scale,
				});
				results.push({
					train: name,
					test: basename(resolve(test)),
					normalize: scale,
					uar: metrics.uar,
					uarInterval: metrics.uarInterval,
					chance: metrics.chance,
					emotions: metrics.classes,
					clips: judgements.length,
				});
			}
		}
	}
	await writeFileAtomic(join(out, 'cross.json'), `${JSON.stringify(results, undefined, 2)}\n`);
	return results;
}
