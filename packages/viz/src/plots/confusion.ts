import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { percent } from '../format.js';
import { renderPlot } from '../render-plot.js';
import { orderBySimilarity } from '../similarity-order.js';
import type { Picture, PlotOptions } from '../types.js';
import { fitText } from './legend.js';

export interface Confusion {
	classes: readonly string[];
	/** rows are truth, columns prediction, counts */
	confusion: readonly (readonly number[])[];
}

export interface ConfusionPlotOptions extends PlotOptions {
	/** `similarity` (default) puts classes that are often confused side by side */
	order?: 'similarity' | 'given';
}

/**
 * Confusion matrix: percent of the row, with counts below.
 *
 * @throws {SerError} INPUT when the matrix is not classes × classes
 */
export function confusionPlot({ classes, confusion }: Confusion, options: ConfusionPlotOptions = {}): Picture {
	const n = classes.length;
	if (n === 0 || confusion.length !== n || confusion.some((row) => row.length !== n)) {
		throw new SerError('INPUT', `confusion plot: the matrix must be ${n} × ${n}, as there are ${n} classes`);
	}
	const { width = 600 } = options;
	const marginLeft = 92;
	const marginTop = 52;
	const cellWidth = (width - marginLeft - 8) / n;
	const height = options.height ?? Math.round(marginTop + n * Math.min(64, Math.max(38, cellWidth * 0.86)) + 8);
	const order = options.order === 'given' ? classes.map((_, i) => i) : orderBySimilarity(confusion);
	const names = order.map((i) => classes[i] as string);
	const cells = order.flatMap((r) => {
		const sum = (confusion[r] as readonly number[]).reduce((total, count) => total + count, 0);
		return order.map((c) => {
			const count = confusion[r]?.[c] as number;
			return { truth: classes[r] as string, predicted: classes[c] as string, count, share: sum ? count / sum : 0 };
		});
	});
	const roomy = cellWidth >= 44;
	const ink = ({ share }: (typeof cells)[number]) => (share > 0.55 ? 'var(--ser-surface)' : 'var(--ser-ink)');
	const shown = cells.filter(({ count }) => count > 0);
	return renderPlot(
		{
			marginLeft,
			marginTop,
			marginRight: 8,
			marginBottom: 8,
			x: { domain: names, label: null, padding: 0.04 },
			y: { domain: names, label: null, padding: 0.05 },
			marks: [
				Plot.cell(cells, { x: 'predicted', y: 'truth', fill: 'var(--ser-muted)', fillOpacity: 0.07, rx: 3 }),
				Plot.cell(shown, {
					x: 'predicted',
					y: 'truth',
					fill: ({ truth, predicted }) => (truth === predicted ? 'var(--ser-accent)' : 'var(--ser-bad)'),
					fillOpacity: ({ share }) => 0.06 + 0.9 * Math.min(1, share * 1.1),
					rx: 3,
				}),
				Plot.text(shown, {
					x: 'predicted',
					y: 'truth',
					text: ({ share }) => String(Math.round(100 * share)),
					dy: roomy ? -6 : 0,
					fontSize: roomy ? 15 : 12,
					fontWeight: 600,
					fill: ink,
				}),
				...(roomy
					? [
							Plot.text(shown, {
								x: 'predicted',
								y: 'truth',
								text: ({ count }) => String(count),
								dy: 10,
								fontSize: 11,
								fill: ink,
							}),
						]
					: []),
				Plot.axisX({
					anchor: 'top',
					tickSize: 0,
					tickPadding: 6,
					label: null,
					color: 'var(--ser-ink)',
					...(cellWidth < 58 ? { tickRotate: -40, textAnchor: 'start' } : {}),
					tickFormat: (name: string) => fitText(name, cellWidth < 58 ? 74 : cellWidth),
				}),
				Plot.axisY({
					tickSize: 0,
					tickPadding: 8,
					label: null,
					color: 'var(--ser-ink)',
					tickFormat: (name: string) => fitText(name, 84),
				}),
				Plot.text(['taken for'], {
					frameAnchor: 'top-left',
					dy: cellWidth < 58 ? -50 : -44,
					textAnchor: 'start',
					fill: 'var(--ser-muted)',
				}),
				Plot.text(['is'], { frameAnchor: 'top-left', dx: -8, dy: -18, textAnchor: 'end', fill: 'var(--ser-muted)' }),
			],
		},
		{ title: 'Confusion matrix, percent of row and clips', alt: describe(cells), width, height },
		options,
	);
}

function describe(cells: readonly { truth: string; predicted: string; count: number; share: number }[]): string {
	const right = cells
		.filter(({ truth, predicted }) => truth === predicted)
		.map(({ truth, share }) => `${truth} ${percent(share)}`);
	const worst = cells
		.filter(({ truth, predicted, count }) => truth !== predicted && count > 0)
		.sort((a, b) => b.share - a.share)
		.slice(0, 3)
		.map(({ truth, predicted, share }) => `${truth} taken for ${predicted} ${percent(share)}`);
	return `Confusion matrix. Recognised: ${right.join(', ')}. ${worst.length ? `Most frequent mistakes: ${worst.join(', ')}.` : 'No mistakes.'}`;
}
