import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exploreCorpus, explorePage } from '@ser/pipeline/node';
import type { Command } from 'commander';
import { commandLine } from '../command-line.js';
import { openPage } from '../open-page.js';
import { withProgress } from '../progress-view.js';
import {
	addCorpusOptions,
	addWorkOptions,
	type CorpusFlags,
	cacheDirOf,
	corpusOptionsOf,
	type WorkFlags,
} from './options.js';

interface Flags extends CorpusFlags, WorkFlags {
	features: string;
	out?: string;
	open?: boolean;
}

export function addExplore(program: Command, signal: AbortSignal): void {
	const command = program
		.command('explore')
		.description('write a page about a corpus before any training: balance, levels, noise, duplicates, odd labels')
		.argument('<dir...>', 'folders of recordings, a manifest (csv, tsv), or the word synthetic')
		.option('--features <set>', 'feature set whose separability is shown: tutorial180, egemaps, rich', 'tutorial180')
		.option('--out <file>', 'the page (default: ser-report/FOLDER.html)')
		.option('--open', 'open the page in the browser');
	addWorkOptions(addCorpusOptions(command))
		.addHelpText(
			'after',
			'\nExamples:\n  ser explore ~/RAVDESS\n  ser explore ~/EmoDB --features egemaps --out emodb.html --open',
		)
		.action(async (dirs: string[], flags: Flags) => {
			const page = flags.out ?? explorePage(dirs[0]!);
			const input = await withProgress(
				['features', 'report'],
				(onProgress) =>
					exploreCorpus(dirs, page, {
						...corpusOptionsOf(flags),
						features: flags.features,
						workers: flags.workers,
						cacheDir: cacheDirOf(flags),
						command: commandLine(),
						signal,
						onProgress,
					}),
				{ quiet: flags.json },
			);
			const href = pathToFileURL(resolve(page)).href;
			const { clips, duplicates = [], suspicious = [], skipped = [] } = input;
			if (flags.json)
				process.stdout.write(
					`${JSON.stringify({ page, href, clips: clips.length, duplicates, suspicious, skipped })}\n`,
				);
			else {
				process.stdout.write(
					`${clips.length} clips, ${duplicates.length} duplicates, ${suspicious.length} suspicious labels, ${skipped.length} files left out\n${href}\n`,
				);
			}
			if (flags.open) openPage(page);
		});
}
