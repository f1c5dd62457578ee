import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { pValue, threeDigits } from '../format.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { axisX, gridX } from './axes.js';
import { fitText } from './legend.js';

/** A feature with how much it tells. */
export interface FeatureScore {
	name: string;
	value: number;
	/** p-value after correction; features at or above .05 are drawn hollow */
	p?: number;
}

export interface ImportancePlotOptions extends PlotOptions {
	/** what the values are, with their range, e.g. `permutation importance`, `eta² (share of variance explained)` */
	measure: string;
	/** how many features are shown, largest first, default 15 */
	top?: number;
}

/**
 * The features that tell most: importances, effect sizes, or mutual information, largest first.
 *
 * @throws {SerError} INPUT when empty
 */
export function importancePlot(features: readonly FeatureScore[], options: ImportancePlotOptions): Picture {
	const { width = 600, measure, top = 15 } = options;
	const ranked = features
		.filter(({ value }) => Number.isFinite(value))
		.sort((a, b) => b.value - a.value)
		.slice(0, top)
		.map((feature, row) => ({ ...feature, row }));
	if (ranked.length === 0) throw new SerError('INPUT', 'importance plot: needs at least one finite value');
	const marginLeft = Math.min(230, Math.round(width * 0.45));
	const isSure = ({ p }: FeatureScore) => p === undefined || p < 0.05;
	return renderPlot(
		{
			marginLeft,
			marginRight: 52,
			marginTop: 4,
			marginBottom: 42,
			x: { zero: true, nice: true, label: null },
			y: { type: 'band', domain: ranked.map(({ row }) => row), label: null, padding: 0.3 },
			marks: [
				gridX({ ticks: 4 }),
				axisX({ ticks: 4, label: measure, labelAnchor: 'center', labelOffset: 38, tickFormat: threeDigits }),
				Plot.axisY({
					tickSize: 0,
					tickPadding: 10,
					label: null,
					tickFormat: (row: number) => fitText(ranked[row]?.name as string, marginLeft - 14),
				}),
				Plot.barX(ranked, {
					y: 'row',
					x: 'value',
					fill: 'var(--ser-accent)',
					fillOpacity: (row) => (isSure(row) ? 0.8 : 0.12),
					stroke: 'var(--ser-accent)',
					rx: 2,
				}),
				Plot.text(ranked, {
					y: 'row',
					x: 'value',
					text: ({ value }) => threeDigits(value),
					dx: 6,
					textAnchor: 'start',
					fill: 'var(--ser-muted)',
				}),
				Plot.ruleX([0], { stroke: 'var(--ser-muted)' }),
			],
		},
		{
			title: `Features by ${measure}`,
			alt: `${measure}, largest first: ${ranked.map(({ name, value, p }) => `${name} ${threeDigits(value)}${p === undefined ? '' : ` (${pValue(p)})`}`).join('; ')}.`,
			width,
			height: options.height ?? ranked.length * 26 + 48,
		},
		options,
	);
}
