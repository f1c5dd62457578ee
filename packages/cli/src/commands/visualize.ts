import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareRuns } from '@ser/metrics';
import {
	comparisonsOf,
	type Run,
	readRun,
	reportRunOf,
	storedReportExtras,
	writeReport,
	writeRunPictures,
} from '@ser/pipeline/node';
import type { Command } from 'commander';
import { openPage } from '../open-page.js';
import { withProgress } from '../progress-view.js';
import { addWorkOptions, cacheDirOf, type WorkFlags } from './options.js';

interface Flags extends WorkFlags {
	out?: string;
	png?: string;
	open?: boolean;
	embedAudio?: number | true;
}

/** What `--embed-audio` alone embeds. */
const DEFAULT_EMBED_MEGABYTES = 30;

export function addVisualize(program: Command, signal: AbortSignal): void {
	const command = program
		.command('visualize')
		.description('write the report page of a run, or of several side by side')
		.argument('<run...>', 'run folders of ser train')
		.option('--out <file>', 'the page (default: report.html in the run, comparison.html for several)')
		.option('--png <dir>', 'also write the plots as PNG and SVG files into this folder')
		.option('--embed-audio [megabytes]', 'put the sound into the page, mistakes first (default: 30 MB)', Number)
		.option('--open', 'open the page in the browser');
	addWorkOptions(command)
		.addHelpText(
			'after',
			`
Examples:
  ser visualize runs/ravdess --open
  ser visualize runs/ravdess --png figures
  ser visualize runs/svm runs/cnn --out comparison.html`,
		)
		.action(async (dirs: string[], flags: Flags) => {
			const runs = await Promise.all(dirs.map(readRun));
			const page = flags.out ?? (runs.length === 1 ? join(dirs[0]!, 'report.html') : 'comparison.html');
			const pictures = await withProgress(
				['features', 'report'],
				(onProgress) => write(runs, page, flags, { signal, onProgress }),
				{ quiet: flags.json },
			);
			const href = pathToFileURL(resolve(page)).href;
			process.stdout.write(flags.json ? `${JSON.stringify({ page, href, pictures })}\n` : `${href}\n`);
			if (flags.open) openPage(page);
		});
}

async function write(
	runs: readonly Run[],
	page: string,
	flags: Flags,
	{ signal, onProgress }: Pick<Parameters<typeof storedReportExtras>[1] & object, 'signal' | 'onProgress'>,
): Promise<string[]> {
	const megabytes = flags.embedAudio === true ? DEFAULT_EMBED_MEGABYTES : (flags.embedAudio ?? 0);
	const pairs = runs.length > 1 ? compareRuns(runs.map(({ dir, judgements }) => ({ name: dir, judgements }))) : [];
	const pictures: string[] = [];
	const shown = [];
	for (const run of runs) {
		const extras = await storedReportExtras(run, {
			workers: flags.workers,
			cacheDir: cacheDirOf(flags),
			embedAudioBytes: (megabytes * 1e6) / runs.length,
			signal,
			onProgress,
		});
		shown.push(reportRunOf(run, join(page, '..'), { ...extras, compare: comparisonsOf(run.dir, pairs) }));
		if (flags.png) pictures.push(...(await writeRunPictures(flags.png, run, extras)));
	}
	onProgress?.({ stage: 'report', share: 0 });
	await writeReport(page, shown);
	return pictures;
}
