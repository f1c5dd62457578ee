import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { counted, duration, wholeNumber } from '../format.js';
import { emotionColor, orderLabels, seriesColor } from '../palette.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { axisX, axisY, gridX, gridY } from './axes.js';
import { fitText, legendOf } from './legend.js';

export interface BalanceOptions extends PlotOptions {
	/** what splits the bars, one value per clip, e.g. the sex or the corpus */
	by?: readonly string[];
}

/**
 * Clips per emotion, as bars, split by a second property when one is given.
 *
 * @param labels the emotion of each clip
 * @throws {SerError} INPUT when empty, or when `by` has another length
 */
export function classBalancePlot(labels: readonly string[], options: BalanceOptions = {}): Picture {
	const { width = 600, by } = options;
	if (labels.length === 0) throw new SerError('INPUT', 'class balance: needs at least one clip, got none');
	if (by && by.length !== labels.length) {
		throw new SerError('INPUT', `class balance: ${labels.length} labels but ${by.length} values to split by`);
	}
	const names = orderLabels(labels);
	const parts = by ? [...new Set(by)].sort() : [];
	const counts = new Map<string, { label: string; part: string; count: number }>();
	labels.forEach((label, i) => {
		const part = by?.[i] ?? '';
		const key = JSON.stringify([label, part]);
		const held = counts.get(key) ?? { label, part, count: 0 };
		held.count++;
		counts.set(key, held);
	});
	const rows = [...counts.values()].sort((a, b) => parts.indexOf(a.part) - parts.indexOf(b.part));
	const totals = names.map((label) => ({
		label,
		total: rows.reduce((sum, row) => sum + (row.label === label ? row.count : 0), 0),
	}));
	const color = (part: string) => seriesColor(parts.indexOf(part));
	const legend = legendOf(
		parts.map((part) => ({ label: part || 'unknown', color: color(part) })),
		{ width },
	);
	return renderPlot(
		{
			marginLeft: 92,
			marginRight: 54,
			marginTop: Math.max(4, legend.height),
			marginBottom: 28,
			x: { label: null, nice: true },
			y: { domain: names, label: null, padding: 0.3 },
			marks: [
				gridX({ ticks: 5 }),
				axisX({ ticks: 5, label: null, tickFormat: (n: number) => (Number.isInteger(n) ? wholeNumber(n) : '') }),
				Plot.axisY({ tickSize: 0, tickPadding: 10, label: null, tickFormat: (name: string) => fitText(name, 80) }),
				Plot.barX(rows, {
					x: 'count',
					y: 'label',
					fill: by ? ({ part }) => color(part) : ({ label }) => emotionColor(label, names),
					insetRight: by ? 1 : 0,
					order: null,
				}),
				Plot.text(totals, {
					x: 'total',
					y: 'label',
					text: ({ total }) => wholeNumber(total),
					dx: 6,
					textAnchor: 'start',
				}),
				legend.mark,
			],
		},
		{
			title: 'Clips by emotion',
			alt: `Clips by emotion: ${totals.map(({ label, total }) => `${label} ${total}`).join(', ')}${by ? `, split into ${parts.map((part) => part || 'unknown').join(' and ')}` : ''}.`,
			width,
			height: options.height ?? Math.max(4, legend.height) + names.length * 30 + 32,
		},
		options,
	);
}

export interface HistogramOptions extends PlotOptions {
	/** what the values are, with their unit, e.g. `seconds` */
	unit: string;
	/** default: from the data */
	bins?: number;
	/** names the median, default three digits and the unit */
	format?: (value: number) => string;
}

/**
 * How a number is spread over the clips of a corpus: durations, levels, signal-to-noise ratios.
 *
 * @throws {SerError} INPUT without a finite value
 */
export function histogramPlot(values: ArrayLike<number>, options: HistogramOptions): Picture {
	const { width = 600, height = 200, unit } = options;
	const finite = Array.from(values)
		.filter(Number.isFinite)
		.sort((a, b) => a - b);
	if (finite.length === 0) throw new SerError('INPUT', 'histogram: needs at least one finite value');
	const format = options.format ?? ((value: number) => `${Number(value.toFixed(1))} ${unit}`);
	const median = finite[Math.floor((finite.length - 1) / 2)] as number;
	const low = finite[0] as number;
	const high = finite.at(-1) as number;
	const minus = (text: string) => text.replace('-', '−');
	return renderPlot(
		{
			marginLeft: 44,
			marginRight: 16,
			marginTop: 26,
			marginBottom: 42,
			x: { label: null, ...(low === high ? { domain: [low - 1, high + 1] } : {}) },
			y: { label: null },
			marks: [
				gridY({ ticks: 3 }),
				axisY({ ticks: 3, label: null, tickFormat: (n: number) => (Number.isInteger(n) ? wholeNumber(n) : '') }),
				axisX({
					ticks: Math.max(3, Math.floor(width / 70)),
					label: unit,
					labelAnchor: 'center',
					labelOffset: 36,
					tickFormat: (value: number) => minus(String(Number(value.toPrecision(6)))),
				}),
				Plot.rectY(
					finite,
					Plot.binX<Plot.RectYOptions>(
						{ y: 'count' },
						{
							x: (value: number) => value,
							thresholds: options.bins ?? Math.min(40, Math.max(6, Math.ceil(2 * finite.length ** (1 / 3)))),
							fill: 'var(--ser-accent)',
							fillOpacity: 0.55,
							insetLeft: 0.5,
							insetRight: 0.5,
						},
					),
				),
				Plot.ruleX([median], { stroke: 'var(--ser-ink)', strokeWidth: 1.5 }),
				Plot.text([median], {
					x: (m) => m,
					frameAnchor: 'top',
					dy: -16,
					text: () => minus(`median ${format(median)}`),
				}),
			],
		},
		{
			title: `Distribution, ${unit}`,
			alt: `Histogram of ${counted(finite.length, 'clip')}: median ${minus(format(median))}, from ${minus(format(low))} to ${minus(format(high))}.`,
			width,
			height,
		},
		options,
	);
}

/** Durations of the clips of a corpus. */
export function durationsPlot(seconds: ArrayLike<number>, options: PlotOptions = {}): Picture {
	const picture = histogramPlot(seconds, { unit: 's', format: duration, ...options });
	return { ...picture, title: options.title ?? 'Durations' };
}
