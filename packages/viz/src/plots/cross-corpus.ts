import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { percent } from '../format.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { fitText } from './legend.js';

export interface CrossCorpus {
	/** rows: trained on */
	train: readonly string[];
	/** columns: judged on */
	test: readonly string[];
	/** train × test; NaN where it was not measured */
	uar: readonly (readonly number[])[];
}

/**
 * UAR of models trained on one corpus and judged on another.
 *
 * @throws {SerError} INPUT when the table is not train × test
 */
export function crossCorpusPlot({ train, test, uar }: CrossCorpus, options: PlotOptions = {}): Picture {
	if (uar.length !== train.length || uar.some((row) => row.length !== test.length) || train.length === 0) {
		throw new SerError('INPUT', `cross-corpus plot: uar must be ${train.length} × ${test.length}`);
	}
	const { width = 600 } = options;
	const marginLeft = 108;
	const cells = train.flatMap((from, r) => test.map((to, c) => ({ from, to, uar: uar[r]?.[c] as number })));
	const known = cells.filter((cell) => Number.isFinite(cell.uar));
	const low = Math.min(...known.map((cell) => cell.uar));
	const high = Math.max(...known.map((cell) => cell.uar));
	const strength = (value: number) => (high > low ? (value - low) / (high - low) : 0.5);
	return renderPlot(
		{
			marginLeft,
			marginTop: 52,
			marginRight: 8,
			marginBottom: 8,
			x: { domain: test, label: null, padding: 0.04 },
			y: { domain: train, label: null, padding: 0.06 },
			marks: [
				Plot.cell(cells, { x: 'to', y: 'from', fill: 'var(--ser-muted)', fillOpacity: 0.07, rx: 3 }),
				Plot.cell(known, {
					x: 'to',
					y: 'from',
					fill: 'var(--ser-accent)',
					fillOpacity: (cell) => 0.08 + 0.87 * strength(cell.uar),
					rx: 3,
				}),
				Plot.text(cells, {
					x: 'to',
					y: 'from',
					text: (cell) => (Number.isFinite(cell.uar) ? percent(cell.uar) : 'not measured'),
					fontSize: 14,
					fontWeight: 600,
					fill: (cell) => (strength(cell.uar) > 0.6 ? 'var(--ser-surface)' : 'var(--ser-ink)'),
				}),
				Plot.axisX({
					anchor: 'top',
					tickSize: 0,
					tickPadding: 6,
					label: null,
					tickFormat: (name: string) => fitText(name, (width - marginLeft) / test.length),
				}),
				Plot.axisY({
					tickSize: 0,
					tickPadding: 8,
					label: null,
					tickFormat: (name: string) => fitText(name, marginLeft - 10),
				}),
				Plot.text(['judged on'], { frameAnchor: 'top-left', dy: -44, textAnchor: 'start', fill: 'var(--ser-muted)' }),
				Plot.text(['trained on'], {
					frameAnchor: 'top-left',
					dx: -8,
					dy: -18,
					textAnchor: 'end',
					fill: 'var(--ser-muted)',
				}),
			],
		},
		{
			title: 'UAR across corpora',
			alt: `UAR across corpora: ${known.map((cell) => `trained on ${cell.from}, judged on ${cell.to}: ${percent(cell.uar)}`).join('; ')}.`,
			width,
			height: options.height ?? 60 + train.length * 54,
		},
		options,
	);
}
