import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import type { Interval } from '@ser/metrics';
import { percent, percentRange } from '../format.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { asPercent, axisX, gridX, shareTicks } from './axes.js';
import { fitText, textWidth } from './legend.js';

/** A score with its interval, e.g. of one model. */
export interface NamedScore {
	name: string;
	uar: number;
	interval: Interval;
	leaky?: boolean;
}

export interface UarPlotOptions extends PlotOptions {
	/** draws a line at the UAR of guessing */
	chance?: number;
	/** `score` (default): best first; `given`: as they come */
	order?: 'score' | 'given';
}

/**
 * UAR with its 95 % interval, one line per model.
 *
 * @throws {SerError} INPUT when empty
 */
export function uarPlot(scores: readonly NamedScore[], options: UarPlotOptions = {}): Picture {
	if (scores.length === 0) throw new SerError('INPUT', 'UAR plot: needs at least one score, got none');
	const { width = 600, chance } = options;
	const ranked = options.order === 'given' ? [...scores] : [...scores].sort((a, b) => b.uar - a.uar);
	const names = ranked.map(({ name, leaky }) => (leaky ? `LEAKY ${name}` : name));
	const marginLeft = Math.min(width * 0.42, Math.max(...names.map(textWidth)) * 1.04 + 22);
	const rows = ranked.map((score, i) => ({ ...score, row: i, low: score.interval[0], high: score.interval[1] }));
	const top = Math.max(...rows.map(({ high, uar }) => Math.max(high || 0, uar))) > 0.8 ? 1 : 0.8;
	const color = ({ leaky }: { leaky?: boolean }) => (leaky ? 'var(--ser-bad)' : 'var(--ser-accent)');
	return renderPlot(
		{
			marginLeft,
			marginRight: 52,
			marginTop: chance === undefined ? 10 : 26,
			marginBottom: 30,
			x: {
				domain: [0, top],
				label: null,
			},
			y: { type: 'band', domain: rows.map(({ row }) => row), label: null },
			marks: [
				gridX({ ticks: shareTicks(width - marginLeft - 52, top) }),
				axisX({ ticks: shareTicks(width - marginLeft - 52, top), tickFormat: asPercent, label: null }),
				Plot.axisY({
					tickSize: 0,
					tickPadding: 12,
					label: null,
					tickFormat: (row: number) => fitText(names[row] as string, marginLeft - 22),
				}),
				...(chance === undefined
					? []
					: [
							Plot.ruleX([chance], { stroke: 'var(--ser-bad)', strokeDasharray: '3,3' }),
							Plot.text([chance], {
								x: (c) => c,
								frameAnchor: 'top',
								dy: -16,
								text: () => 'chance',
								fill: 'var(--ser-bad)',
							}),
						]),
				Plot.ruleY(rows, {
					y: 'row',
					x1: 'low',
					x2: 'high',
					stroke: color,
					strokeWidth: 5,
					strokeOpacity: 0.35,
					strokeLinecap: 'round',
				}),
				Plot.dot(rows, { y: 'row', x: 'uar', r: 6, fill: color, stroke: 'var(--ser-surface)', strokeWidth: 1.5 }),
				Plot.text(rows, {
					y: 'row',
					x: (row) => Math.max(row.high || row.uar, row.uar),
					dx: 12,
					text: ({ uar }) => percent(uar),
					textAnchor: 'start',
					fontWeight: 600,
				}),
			],
		},
		{
			title: 'UAR with 95 % interval',
			alt: `UAR: ${ranked.map(({ uar, interval }, i) => `${names[i]} ${percent(uar)} (${percentRange(interval)})`).join('; ')}${chance === undefined ? '' : `; chance ${percent(chance, 1)}`}.`,
			width,
			height: options.height ?? (chance === undefined ? 10 : 26) + rows.length * 36 + 32,
		},
		options,
	);
}
