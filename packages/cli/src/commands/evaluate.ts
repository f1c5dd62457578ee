import { evaluateRun, loadRun } from '@ser/pipeline/node';
import { type Command, Option } from 'commander';
import { withProgress } from '../progress-view.js';
import { scoresText } from '../scores-text.js';
import {
	addCorpusOptions,
	addWorkOptions,
	type CorpusFlags,
	cacheDirOf,
	corpusOptionsOf,
	type WorkFlags,
} from './options.js';

interface Flags extends CorpusFlags, WorkFlags {
	normalize?: 'train' | 'corpus' | 'speaker';
	allowLeakage?: boolean;
}

export function addEvaluate(program: Command, signal: AbortSignal): void {
	const command = program
		.command('evaluate')
		.description('judge a recogniser on a corpus it was not trained on')
		.argument('<run>', 'run folder of ser train')
		.argument('<dir...>', 'labelled recordings')
		.addOption(
			new Option('--normalize <scale>', 'training scale, or the test recordings’ own (transductive)').choices([
				'train',
				'corpus',
				'speaker',
			]),
		)
		.option('--allow-leakage', 'judge although some recordings or speakers were in training, and stamp LEAKY');
	addWorkOptions(addCorpusOptions(command))
		.addHelpText(
			'after',
			'\nExamples:\n  ser evaluate runs/ravdess ~/EmoDB\n  ser evaluate runs/ravdess ~/EmoDB --normalize corpus --json',
		)
		.action(async (run: string, dirs: string[], flags: Flags) => {
			const recogniser = await loadRun(run);
			const { metrics, notes } = await withProgress(
				['features'],
				(onProgress) =>
					evaluateRun(recogniser, dirs, {
						...corpusOptionsOf(flags),
						normalize: flags.normalize,
						allowLeakage: flags.allowLeakage,
						workers: flags.workers,
						cacheDir: cacheDirOf(flags),
						signal,
						onProgress,
					}),
				{ quiet: flags.json },
			);
			if (flags.json) process.stdout.write(`${JSON.stringify({ ...metrics, notes })}\n`);
			else process.stdout.write(`${[...notes.map((note) => `note: ${note}`), '', scoresText(metrics)].join('\n')}\n`);
		});
}
