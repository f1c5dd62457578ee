import { escapeHtml } from '../../escape-html.js';
import { counted, percent, percentRange, pValue } from '../../format.js';
import { figureHtml, sectionHtml, tableHtml } from '../../page/elements.js';
import { uarPlot } from '../../plots/uar.js';
import type { ReportOptions, ReportRun } from '../types.js';
import { leakyStamp } from './summary.js';

/** Several runs side by side, best first, with the tests between them. */
export function compareSection(runs: readonly ReportRun[], { document }: ReportOptions): string {
	const ranked = [...runs].sort(
		(a, b) => Number(a.metrics.leaky) - Number(b.metrics.leaky) || b.metrics.uar - a.metrics.uar,
	);
	const chances = new Set(runs.map((run) => run.metrics.chance));
	const plot = figureHtml(
		(width) =>
			uarPlot(
				ranked.map(({ name, metrics }) => ({
					name,
					uar: metrics.uar,
					interval: metrics.uarInterval,
					leaky: metrics.leaky,
				})),
				{ width, document, order: 'given', chance: chances.size === 1 ? [...chances][0] : undefined },
			),
		{ wide: 920 },
	);
	const table = tableHtml('Runs, best first', ranked, [
		{ heading: 'Run', cell: (run) => `${escapeHtml(run.name)}${run.metrics.leaky ? leakyStamp : ''}` },
		{ heading: 'UAR', cell: (run) => percent(run.metrics.uar, 1), numeric: true },
		{ heading: '95 % interval', cell: (run) => percentRange(run.metrics.uarInterval), numeric: true },
		{ heading: 'Accuracy', cell: (run) => percent(run.metrics.accuracy, 1), numeric: true },
		{ heading: 'Macro F1', cell: (run) => percent(run.metrics.macroF1, 1), numeric: true },
		{ heading: 'Clips', cell: (run) => String(run.judgements.length), numeric: true },
	]);
	const tests = runs.flatMap((run) => (run.compare ?? []).map((test) => ({ run: run.name, ...test })));
	const testTable =
		tests.length === 0
			? ''
			: tableHtml('Differences in UAR', tests, [
					{ heading: 'Runs', cell: (test) => `${escapeHtml(test.run)} against ${escapeHtml(test.against)}` },
					{ heading: 'Difference', cell: (test) => `${signed(test.difference)} points`, numeric: true },
					{
						heading: '95 % interval',
						cell: (test) => (test.interval ? `${signed(test.interval[0])} to ${signed(test.interval[1])}` : ''),
						numeric: true,
					},
					{ heading: 'Test', cell: (test) => escapeHtml(test.test) },
					{
						heading: 'p',
						cell: (test) =>
							escapeHtml(pValue(test.pCorrected ?? test.p)) +
							(test.correction ? ` (${escapeHtml(test.correction)})` : ''),
						numeric: true,
					},
				]);
	const sets = new Set(
		runs.map((run) =>
			run.judgements
				.map((judgement) => judgement.path)
				.sort()
				.join('\n'),
		),
	);
	const warning =
		sets.size > 1
			? '<p class="check bad"><strong>These runs judged different clips.</strong> Their numbers are not comparable one to one.</p>'
			: '';
	return sectionHtml({
		id: 'compare',
		heading: 'Side by side',
		lead: `${counted(runs.length, 'run')}, best first${runs.some((run) => run.metrics.leaky) ? ', LEAKY ones last: their numbers cannot be compared with the others' : ''}. The bars are 95 % intervals.`,
		body: warning + plot + table + testTable,
	});
}

function signed(difference: number): string {
	return `${difference >= 0 ? '+' : '−'}${(100 * Math.abs(difference)).toFixed(1)}`;
}
