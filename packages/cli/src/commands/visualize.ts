import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readRun, reportRunOf, writeReport } from '@ser/pipeline/node';
import type { Command } from 'commander';

export function addVisualize(program: Command): void {
	program
		.command('visualize')
		.description('write the report page of a run, or of several side by side')
		.argument('<run...>', 'run folders of ser train')
		.option('--out <file>', 'the page (default: report.html in the first run, comparison.html for several)')
		.option('--json', 'print JSON')
		.addHelpText(
			'after',
			'\nExamples:\n  ser visualize runs/ravdess\n  ser visualize runs/svm runs/cnn --out comparison.html',
		)
		.action(async (dirs: string[], flags: { out?: string; json?: boolean }) => {
			const runs = await Promise.all(dirs.map(readRun));
			const page = flags.out ?? (runs.length === 1 ? join(dirs[0]!, 'report.html') : 'comparison.html');
			await writeReport(
				page,
				runs.map((run) => reportRunOf(run, join(page, '..'))),
			);
			const href = pathToFileURL(resolve(page)).href;
			process.stdout.write(flags.json ? `${JSON.stringify({ page, href })}\n` : `${href}\n`);
		});
}
