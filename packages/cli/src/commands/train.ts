import { basename, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { completeRecipe, modelKinds } from '@ser/pipeline';
import { freshReportExtras, reportRunOf, type TrainedRun, trainRun, writeReport } from '@ser/pipeline/node';
import type { Command } from 'commander';
import pc from 'picocolors';
import { commandLine, quote } from '../command-line.js';
import { openPage } from '../open-page.js';
import { withProgress } from '../progress-view.js';
import { points, scoresText } from '../scores-text.js';
import {
	addCorpusOptions,
	addWorkOptions,
	type CorpusFlags,
	cacheDirOf,
	corpusOptionsOf,
	keyValue,
	type RecipeFlags,
	recipeOptionsOf,
	type WorkFlags,
	wholeNumber,
} from './options.js';

interface Flags extends CorpusFlags, RecipeFlags, WorkFlags {
	folds: string;
	out?: string;
	allowLeakage?: boolean;
	corpusWeights: 'balanced' | 'none';
	open?: boolean;
}

export function addTrain(program: Command, signal: AbortSignal): void {
	const command = program
		.command('train')
		.description('train a recogniser and judge it on speakers it never heard')
		.argument('<dir...>', 'folders of recordings, a manifest (csv, tsv), or the word synthetic')
		.option('--features <set>', 'tutorial180, egemaps, rich, logmel, … (default: rich, logmel for networks)')
		.option('--model <kind>', `${modelKinds.join(', ')}; several joined by + are averaged`, 'logistic')
		.option(
			'--model-option <name=value>',
			'an option of the model by its own name, e.g. C=0.1; repeatable',
			keyValue,
			{},
		)
		.option('--folds <protocol>', 'speaker:5, loso, emobox, list:FILE, sentence:5, random:5 (leaky), …', 'speaker:5')
		.option('--clean <chain>', 'cleaning before features, e.g. denoise,trim', 'none')
		.option('--normalize <scale>', 'train, or transductive: speaker, speaker:K (K enrolment clips), corpus', 'train')
		.option(
			'--augment <spec>',
			'augmented training copies: noise, babble, gain, shift, stretch, pitch, vtlp, reverb, telephone with values, e.g. noise:10..30,pitch:-2..2',
			'none',
		)
		.option('--copies <n>', 'augmented copies of each training clip', wholeNumber, 1)
		.option('--corpus-weights <how>', 'several corpora: balanced or none', 'balanced')
		.option('--tune', 'choose options of classic models by speaker folds inside each training side (nested)')
		.option('--calibrate', 'make confidence honest: a temperature from speaker folds inside each training side')
		.option(
			'--unsure <accuracy>',
			'say unsure rather than be wrong: wanted accuracy of answered clips, e.g. 0.8',
			Number,
		)
		.option('--seed <n>', 'seed of everything random', Number, 1)
		.option('--out <run>', 'run folder (default: runs/CORPUS-FEATURES-MODEL)')
		.option('--open', 'open the report in the browser')
		.option('--allow-leakage', 'run a protocol that leaks, and stamp every number LEAKY');
	addWorkOptions(addCorpusOptions(command))
		.addHelpText(
			'after',
			`
Examples:
  ser train synthetic
  ser train ~/RAVDESS --features tutorial180 --model svm
  ser train ~/EmoDB --folds loso --normalize speaker
  ser train ~/RAVDESS --model cnn --out runs/cnn
  ser train ~/RAVDESS ~/TESS --model logistic+cnn
  ser train ~/TESS --folds random:5 --allow-leakage     (the lesson: compare it with loso)`,
		)
		.action(async (dirs: string[], flags: Flags) => {
			const recipe = completeRecipe(recipeOptionsOf(flags));
			const name = [
				...dirs.map((dir) =>
					basename(resolve(dir))
						.replace(/[^\w.-]+/g, '-')
						.toLowerCase(),
				),
				...new Set(recipe.members.map((member) => member.features)),
				...recipe.members.map((member) => member.model),
			].join('-');
			const out = flags.out ?? join('runs', name);
			const run = await withProgress(
				['read', 'features', 'fit', 'report'],
				async (onProgress) => {
					const trained = await trainRun(dirs, {
						...recipeOptionsOf(flags),
						...corpusOptionsOf(flags),
						folds: flags.folds,
						allowLeakage: flags.allowLeakage,
						corpusWeights: flags.corpusWeights,
						workers: flags.workers,
						cacheDir: cacheDirOf(flags),
						out,
						signal,
						onProgress,
						command: commandLine(),
					});
					await writeReport(join(out, 'report.html'), [reportRunOf(trained, out, freshReportExtras(trained))]);
					return trained;
				},
				{ quiet: flags.json },
			);
			if (flags.json) process.stdout.write(`${JSON.stringify({ out, ...run.metrics })}\n`);
			else process.stdout.write(`${summary(run, out)}\n`);
			if (flags.open) openPage(join(out, 'report.html'));
		});
}

function summary(run: TrainedRun, out: string): string {
	const { features, total } = run.config.seconds;
	const notes = run.config.corpora.flatMap((corpus) => corpus.notes.map((note) => `note: ${note}`));
	const left = run.refused.map(({ reason }) => `left out: ${reason}`);
	const report = pathToFileURL(resolve(out, 'report.html')).href;
	const { selective, chosen } = run.config;
	const tuned = chosen.map(
		({ fold, models }) =>
			`fold ${fold} chose ${models.map((one) => `${one.model} ${JSON.stringify(one.options)}`).join(', ')}`,
	);
	return [
		...notes,
		...left,
		'',
		scoresText(run.metrics),
		...(tuned.length > 0 ? ['', ...tuned] : []),
		...(selective
			? [
					'',
					`with --unsure it answers ${points(selective.coverage)} of the clips, and is right in ${points(selective.accuracy)} of those`,
				]
			: []),
		'',
		pc.dim(
			`${run.clips.length} clips (${run.fromCache} from cache), features ${features.toFixed(1)} s, in all ${total.toFixed(1)} s`,
		),
		`report   ${report}`,
		`try it   ser predict ${quote(relative('', out) || out)} FILE`,
	].join('\n');
}
