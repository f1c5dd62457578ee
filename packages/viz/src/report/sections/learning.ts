import { percent } from '../../format.js';
import { figureHtml, type Section } from '../../page/elements.js';
import { learningCurvesPlot } from '../../plots/learning-curves.js';
import type { HistoryPoint, ReportOptions, ReportRun } from '../types.js';

/** How the network learned. */
export function learningSection(
	{ history, metrics }: ReportRun,
	index: number,
	{ document }: ReportOptions,
): Section | undefined {
	if (!history || history.length === 0) return undefined;
	return {
		id: `learning-${index}`,
		heading: 'How it learned',
		lead: gapSentence(history),
		body: figureHtml((width) => learningCurvesPlot(history, { width, document, leaky: metrics.leaky })),
	};
}

/** How far training and held-out accuracy lie apart at the end: memory rather than hearing. */
function gapSentence(history: readonly HistoryPoint[]): string | undefined {
	const last = [...new Map(history.map((point) => [point.fold, point])).values()];
	const both = last.filter((point) => point.accuracy !== undefined && point.valAccuracy !== undefined);
	if (both.length === 0) return undefined;
	const mean = (of: (point: HistoryPoint) => number) => both.reduce((sum, point) => sum + of(point), 0) / both.length;
	const train = mean((point) => point.accuracy as number);
	const held = mean((point) => point.valAccuracy as number);
	return `At the end it named ${percent(train)} of the training clips and ${percent(held)} of the held-out clips correctly${
		train - held > 0.15 ? ': the difference is what it learned by heart.' : '.'
	}`;
}
