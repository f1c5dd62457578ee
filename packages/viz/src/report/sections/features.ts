import { type Matrix, takeRows } from '@ser/core';
import { escapeHtml } from '../../escape-html.js';
import { etaSquared } from '../../eta-squared.js';
import { counted, percent } from '../../format.js';
import { figureHtml, type Section } from '../../page/elements.js';
import { distributionPlot } from '../../plots/distribution.js';
import { importancePlot } from '../../plots/importance.js';
import { projectionPlot } from '../../plots/projection.js';
import { project } from '../../project.js';
import type { ReportOptions, ReportRun, RunFeatures } from '../types.js';

/** What it listens to: importances, effect sizes, the best features by emotion, and all clips in two dimensions. */
export function featuresSection(
	{ features }: ReportRun,
	index: number,
	{ document }: ReportOptions,
): Section | undefined {
	if (!features || features.values.rows < 3 || features.names.length === 0) return undefined;
	const { names, values, labels, importance } = features;
	const effects = etaSquared(values, labels);
	const byEffect = [...names.keys()].sort((a, b) => (effects[b] as number) - (effects[a] as number));
	const best = byEffect[0] as number;
	const scored = (scores: ArrayLike<number>) => names.map((name, i) => ({ name, value: scores[i] as number }));
	const plots = [
		...(importance
			? [
					figureHtml((width) =>
						importancePlot(scored(importance), { width, document, measure: 'importance to the model', top: 12 }),
					),
				]
			: []),
		figureHtml((width) =>
			importancePlot(scored(effects), {
				width,
				document,
				measure: 'eta² (share of variance between emotions)',
				top: 12,
			}),
		),
		`<div class="pair">${byEffect
			.slice(0, 4)
			.map((c) => ridge(features, c, document))
			.join('')}</div>`,
		projectionFigure(finiteRows(values), labels, document),
	];
	return {
		id: `features-${index}`,
		heading: 'What it listens to',
		lead: `${counted(names.length, 'feature')} of each clip. Alone, ${escapeHtml(names[best] as string)} tells the emotions apart best: ${percent(effects[best] as number)} of its variance lies between them.`,
		body: plots.join('\n'),
	};
}

function ridge({ names, values, labels }: RunFeatures, c: number, document: Document | undefined): string {
	const column = Float32Array.from({ length: values.rows }, (_, r) => values.data[r * values.cols + c] as number);
	const name = names[c] as string;
	return figureHtml((width) => distributionPlot({ name, values: column, labels }, { width, document }), { wide: 420 });
}

/** PCA of at most 1500 clips, evenly taken. */
function projectionFigure(values: Matrix, labels: readonly string[], document: Document | undefined): string {
	const every = Math.ceil(values.rows / 1500);
	const kept = Array.from({ length: Math.ceil(values.rows / every) }, (_, i) => i * every);
	if (kept.length < 3) return '';
	const projection = project(takeRows(values, kept));
	const shown = kept.map((r) => labels[r] as string);
	return figureHtml((width) => projectionPlot(projection, shown, { width, document }));
}

/** The matrix with zeros for values that are not finite: one such value must not cost the picture. */
function finiteRows({ data, rows, cols }: Matrix): Matrix {
	return { data: data.map((value) => (Number.isFinite(value) ? value : 0)), rows, cols };
}
