import { escapeHtml } from '../../escape-html.js';
import { percent } from '../../format.js';
import { emotionTag, figureHtml, type Section, tableHtml } from '../../page/elements.js';
import { emotionColor } from '../../palette.js';
import { perClassPlot } from '../../plots/per-class.js';
import type { ReportOptions, ReportRun } from '../types.js';

/** Which emotions it hears and which it misses. */
export function classesSection({ metrics }: ReportRun, index: number, { document }: ReportOptions): Section {
	const { perClass, classes } = metrics;
	const ranked = [...perClass].filter((row) => Number.isFinite(row.recall)).sort((a, b) => b.recall - a.recall);
	const best = ranked[0];
	const worst = ranked.at(-1);
	const lead =
		best && worst && best !== worst
			? `Recognised best: ${escapeHtml(best.label)} (${percent(best.recall)} of its clips). Worst: ${escapeHtml(worst.label)} (${percent(worst.recall)}).`
			: undefined;
	const plot = figureHtml((width) =>
		perClassPlot(perClass, { width, document, chance: metrics.chance, leaky: metrics.leaky }),
	);
	const table = tableHtml(metrics.leaky ? 'Scores by emotion (LEAKY)' : 'Scores by emotion', perClass, [
		{ heading: 'Emotion', cell: (row) => emotionTag(row.label, emotionColor(row.label, classes)) },
		{ heading: 'Recall', cell: (row) => percent(row.recall), numeric: true },
		{ heading: 'Precision', cell: (row) => percent(row.precision), numeric: true },
		{ heading: 'F1', cell: (row) => percent(row.f1), numeric: true },
		{ heading: 'Clips', cell: (row) => String(row.support), numeric: true },
	]);
	return { id: `classes-${index}`, heading: 'By emotion', lead, body: plot + table };
}
