import { escapeHtml } from '../../escape-html.js';
import { etaSquared } from '../../eta-squared.js';
import { counted, percent } from '../../format.js';
import { figureHtml, type Section } from '../../page/elements.js';
import { featureFigures } from '../../page/feature-figures.js';
import { importancePlot } from '../../plots/importance.js';
import type { ReportOptions, ReportRun } from '../types.js';

/** What it listens to: importances, effect sizes, the best features by emotion, and all clips in two dimensions. */
export function featuresSection(
	{ features }: ReportRun,
	index: number,
	{ document }: ReportOptions,
): Section | undefined {
	if (!features || features.values.rows < 3 || features.names.length === 0) return undefined;
	const { names, values, labels, importance } = features;
	const effects = etaSquared(values, labels);
	const best = effects.indexOf(Math.max(...effects));
	const chart = (scores: ArrayLike<number>, measure: string) =>
		figureHtml((width) =>
			importancePlot(
				names.map((name, i) => ({ name, value: scores[i] as number })),
				{ width, document, measure, top: 12 },
			),
		);
	return {
		id: `features-${index}`,
		heading: 'What it listens to',
		lead: `${counted(names.length, 'feature')} of each clip. Alone, ${escapeHtml(names[best] as string)} tells the emotions apart best: ${percent(effects[best] as number)} of its variance lies between them.`,
		body: [
			...(importance?.some(Number.isFinite) ? [chart(importance, 'importance to the model')] : []),
			chart(effects, 'eta² (share of variance between emotions)'),
			featureFigures(features, document),
		].join('\n'),
	};
}
