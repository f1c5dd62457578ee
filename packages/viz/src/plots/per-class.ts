import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import type { ClassScores } from '@ser/metrics';
import { percent } from '../format.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { asPercent, axisX, gridX, shareTicks } from './axes.js';
import { fitText, legendOf } from './legend.js';

/**
 * Precision, recall and F1 of each class, best recall first.
 *
 * @param options.chance marks the recall of guessing
 * @throws {SerError} INPUT when empty
 */
export function perClassPlot(scores: readonly ClassScores[], options: PlotOptions & { chance?: number } = {}): Picture {
	if (scores.length === 0) throw new SerError('INPUT', 'per-class plot: needs at least one class, got none');
	const { width = 600, chance } = options;
	const ranked = [...scores].sort((a, b) => b.recall - a.recall);
	const legend = legendOf(
		[
			{ label: 'recall', color: 'var(--ser-series-1)' },
			{ label: 'precision', color: 'var(--ser-series-2)', shape: 'circle' },
			{ label: 'F1', color: 'var(--ser-ink)', shape: 'diamond' },
		],
		{ width },
	);
	const label = ({ label: name }: ClassScores) => name;
	return renderPlot(
		{
			marginLeft: 92,
			marginRight: 20,
			marginTop: legend.height,
			marginBottom: 30,
			x: { domain: [0, 1], label: null },
			y: { domain: ranked.map(label), label: null },
			marks: [
				gridX({ ticks: shareTicks(width - 112) }),
				axisX({ ticks: shareTicks(width - 112), tickFormat: asPercent, label: null }),
				Plot.axisY({ tickSize: 0, tickPadding: 10, label: null, tickFormat: (name: string) => fitText(name, 82) }),
				Plot.ruleY(ranked, {
					y: label,
					x1: ({ recall, precision }) => Math.min(recall, precision),
					x2: ({ recall, precision }) => Math.max(recall, precision),
					stroke: 'var(--ser-muted)',
					strokeOpacity: 0.5,
					strokeWidth: 3,
				}),
				...(chance === undefined
					? []
					: [
							Plot.ruleX([chance], { stroke: 'var(--ser-bad)', strokeDasharray: '3,3' }),
							Plot.text([chance], {
								x: (c) => c,
								frameAnchor: 'bottom',
								dx: 5,
								dy: -3,
								textAnchor: 'start',
								text: () => 'chance',
								fill: 'var(--ser-bad)',
							}),
						]),
				Plot.dot(ranked, {
					y: label,
					x: 'precision',
					r: 5,
					stroke: 'var(--ser-series-2)',
					strokeWidth: 2,
					fill: 'var(--ser-surface)',
				}),
				Plot.dot(ranked, { y: label, x: 'recall', r: 6, fill: 'var(--ser-series-1)' }),
				Plot.dot(ranked, { y: label, x: 'f1', symbol: 'diamond', r: 4, fill: 'var(--ser-ink)' }),
				legend.mark,
			],
		},
		{
			title: 'Recall, precision and F1 by emotion',
			alt: `By emotion: ${ranked.map((s) => `${s.label} recall ${percent(s.recall)}, precision ${percent(s.precision)}, F1 ${percent(s.f1)}`).join('; ')}.`,
			width,
			height: options.height ?? legend.height + ranked.length * 34 + 34,
		},
		options,
	);
}
