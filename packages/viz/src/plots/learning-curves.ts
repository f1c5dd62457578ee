import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { counted, percent, threeDigits } from '../format.js';
import { drawPanel, type Panel, renderPanels } from '../render-plot.js';
import type { HistoryPoint } from '../report/types.js';
import type { Picture, PlotOptions } from '../types.js';
import { asPercent, axisX, axisY, gridY } from './axes.js';
import { type LegendItem, legendOf } from './legend.js';

type Quantity = 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy';

interface Band {
	epoch: number;
	low: number;
	mean: number;
	high: number;
}

/**
 * Accuracy and loss over the epochs: the mean of the folds as a line, their range as a band; training and held-out
 * clips apart.
 *
 * @throws {SerError} INPUT when empty
 */
export function learningCurvesPlot(history: readonly HistoryPoint[], options: PlotOptions = {}): Picture {
	if (history.length === 0) throw new SerError('INPUT', 'learning curves: needs at least one epoch, got none');
	const { width = 600 } = options;
	const folds = new Set(history.map(({ fold }) => fold)).size;
	const wanted: { name: string; train: Quantity; held: Quantity; isShare: boolean }[] = [
		{ name: 'Accuracy', train: 'accuracy', held: 'valAccuracy', isShare: true },
		{ name: 'Loss', train: 'loss', held: 'valLoss', isShare: false },
	];
	const shown = wanted.filter(({ train, held }) =>
		history.some((point) => finite(point[train]) || finite(point[held])),
	);
	const sideBySide = width >= 520 && shown.length > 1;
	const items: LegendItem[] = [
		{ label: 'training clips', color: 'var(--ser-series-1)', shape: 'line' },
		...(history.some((point) => finite(point.valLoss) || finite(point.valAccuracy))
			? [{ label: 'held-out clips', color: 'var(--ser-series-2)', shape: 'line' } as const]
			: []),
		...(folds > 1 ? [{ label: `range of ${folds} folds`, color: 'var(--ser-muted)', shape: 'band' } as const] : []),
	];
	const legend = legendOf(items, { width });
	const panelWidth = sideBySide ? (width - 28) / 2 : width;
	const panelHeight = options.height
		? (options.height - legend.height) / (sideBySide ? 1 : shown.length)
		: sideBySide
			? 260
			: 220;
	const panels: Panel[] = shown.map(({ name, train, held, isShare }, i) => ({
		svg: drawPanel(
			{
				marginLeft: 44,
				marginRight: 10,
				marginTop: 26,
				marginBottom: 36,
				x: { label: null },
				y: { nice: true, label: null, zero: !isShare },
				marks: [
					gridY({ ticks: 5 }),
					axisX({
						ticks: 5,
						label: 'epoch',
						tickFormat: (epoch: number) => (Number.isInteger(epoch) ? String(epoch) : ''),
					}),
					axisY({ ticks: 5, label: null, tickFormat: isShare ? asPercent : threeDigits }),
					...curve(bands(history, train), 'var(--ser-series-1)', folds),
					...curve(bands(history, held), 'var(--ser-series-2)', folds),
					Plot.text([name], { frameAnchor: 'top-left', dy: -24, dx: -40, textAnchor: 'start', fontWeight: 600 }),
				],
			},
			panelWidth,
			panelHeight,
			options,
		),
		x: sideBySide ? i * (panelWidth + 28) : 0,
		y: legend.height + (sideBySide ? 0 : i * panelHeight),
	}));
	const head = drawPanel({ axis: null, marks: [legend.mark] }, width, Math.max(1, legend.height), options);
	return renderPanels(
		[{ svg: head, x: 0, y: 0 }, ...panels],
		{
			title: 'Accuracy and loss while learning',
			alt: describe(history, folds),
			width,
			height: legend.height + panelHeight * (sideBySide ? 1 : shown.length),
		},
		options,
	);
}

const finite = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

function bands(history: readonly HistoryPoint[], quantity: Quantity): Band[] {
	const byEpoch = new Map<number, number[]>();
	for (const point of history) {
		const value = point[quantity];
		if (finite(value)) byEpoch.set(point.epoch, [...(byEpoch.get(point.epoch) ?? []), value]);
	}
	return [...byEpoch]
		.sort(([a], [b]) => a - b)
		.map(([epoch, values]) => ({
			epoch,
			low: Math.min(...values),
			mean: values.reduce((sum, value) => sum + value, 0) / values.length,
			high: Math.max(...values),
		}));
}

function curve(points: Band[], color: string, folds: number): Plot.Markish[] {
	if (points.length === 0) return [];
	const band = Plot.areaY(points, { x: 'epoch', y1: 'low', y2: 'high', fill: color, fillOpacity: 0.16 });
	const line =
		points.length === 1
			? Plot.dot(points, { x: 'epoch', y: 'mean', fill: color, r: 4 })
			: Plot.lineY(points, { x: 'epoch', y: 'mean', stroke: color, strokeWidth: 2.2 });
	return folds > 1 ? [band, line] : [line];
}

function describe(history: readonly HistoryPoint[], folds: number): string {
	const last = (quantity: Quantity) => bands(history, quantity).at(-1)?.mean;
	const parts = (
		[
			['training accuracy', last('accuracy'), percent],
			['held-out accuracy', last('valAccuracy'), percent],
			['training loss', last('loss'), threeDigits],
			['held-out loss', last('valLoss'), threeDigits],
		] as const
	).flatMap(([name, value, format]) => (value === undefined ? [] : [`${name} ${format(value)}`]));
	const epochs = Math.max(...history.map(({ epoch }) => epoch));
	return `Learning curves over ${counted(epochs, 'epoch')}, ${counted(folds, 'fold')}. At the end: ${parts.join(', ')}.`;
}
