import { compareRuns, significantGaps } from '@ser/metrics';
import { readRun } from '@ser/pipeline/node';
import type { Command } from 'commander';
import { points } from '../scores-text.js';
import { textTable } from '../text-table.js';

export function addCompare(program: Command): void {
	program
		.command('compare')
		.description('say whether runs on the same clips really differ: paired tests over speakers, corrected')
		.argument('<run...>', 'two or more run folders of ser train')
		.option('--json', 'print JSON')
		.addHelpText('after', '\nExamples:\n  ser compare runs/svm runs/cnn\n  ser compare runs/* --json')
		.action(async (dirs: string[], flags: { json?: boolean }) => {
			const runs = await Promise.all(dirs.map(async (dir) => ({ name: dir, ...(await readRun(dir)) })));
			const pairs = compareRuns(runs);
			const gaps = runs.map(({ name, judgements, metrics }) => ({
				run: name,
				gaps: significantGaps(judgements, { classes: metrics.classes }),
			}));
			if (flags.json) {
				process.stdout.write(`${JSON.stringify({ pairs, gaps })}\n`);
				return;
			}
			const scores = runs.map(({ name, metrics }) => [
				metrics.leaky ? `${name} LEAKY` : name,
				points(metrics.uar),
				`${points(metrics.uarInterval[0])}–${points(metrics.uarInterval[1])}`,
				metrics.protocol,
			]);
			const told = gaps.flatMap(({ run, gaps: list }) => list.map((gap) => `${run}: ${gap.sentence}`));
			const sections = [
				textTable([['run', 'UAR', '95 %', 'protocol'], ...scores]),
				pairs.map((pair) => pair.sentence).join('\n'),
				told.join('\n'),
			];
			process.stdout.write(`${sections.filter(Boolean).join('\n\n')}\n`);
		});
}
