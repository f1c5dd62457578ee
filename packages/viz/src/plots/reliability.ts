import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import type { RunMetrics } from '@ser/metrics';
import { percent } from '../format.js';
import { drawPanel, renderPanels } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { asPercent, axisX, axisY, gridX, gridY } from './axes.js';

/**
 * Reliability curve: how often it was right at each level of confidence, over the number of clips at that level.
 * On the diagonal, confidence can be believed.
 *
 * @throws {SerError} INPUT when every bin is empty
 */
export function reliabilityPlot(calibration: RunMetrics['calibration'], options: PlotOptions = {}): Picture {
	const bins = calibration.bins.filter(({ count }) => count > 0);
	if (bins.length === 0) throw new SerError('INPUT', 'reliability plot: needs at least one bin with clips');
	const { width = 460 } = options;
	const height = options.height ?? Math.round(width * 0.92);
	const upper = Math.round(height * 0.76);
	const most = Math.max(...bins.map(({ count }) => count));
	const half = 0.5 / calibration.bins.length;
	const shared = { marginLeft: 50, marginRight: 22, x: { domain: [0, 1], label: null } };
	const curve = drawPanel(
		{
			...shared,
			marginTop: 26,
			marginBottom: 26,
			y: { domain: [0, 1], label: null },
			marks: [
				gridX({ ticks: 5 }),
				gridY({ ticks: 5 }),
				axisX({ ticks: 5, label: null, tickFormat: asPercent }),
				axisY({ ticks: 5, label: null, tickFormat: asPercent }),
				Plot.line(
					[
						[0, 0],
						[1, 1],
					],
					{ stroke: 'var(--ser-muted)', strokeDasharray: '4,4' },
				),
				Plot.link(bins, {
					x1: 'confidence',
					x2: 'confidence',
					y1: 'confidence',
					y2: 'accuracy',
					stroke: 'var(--ser-bad)',
					strokeOpacity: 0.5,
					strokeWidth: 2,
				}),
				Plot.line(bins, { x: 'confidence', y: 'accuracy', stroke: 'var(--ser-accent)', strokeWidth: 2.2 }),
				Plot.dot(bins, {
					x: 'confidence',
					y: 'accuracy',
					r: ({ count }) => 2.5 + 4.5 * Math.sqrt(count / most),
					fill: 'var(--ser-accent)',
					stroke: 'var(--ser-surface)',
				}),
				Plot.text(['right'], {
					frameAnchor: 'top-left',
					dy: -24,
					dx: -44,
					textAnchor: 'start',
					fill: 'var(--ser-muted)',
				}),
				Plot.text([[0.06, 0.95]], {
					text: () => 'more right than sure',
					textAnchor: 'start',
					fill: 'var(--ser-muted)',
					fontStyle: 'normal',
				}),
				Plot.text([[0.97, 0.05]], { text: () => 'surer than right', textAnchor: 'end', fill: 'var(--ser-muted)' }),
			],
			r: { type: 'identity' },
		},
		width,
		upper,
		options,
	);
	const counts = drawPanel(
		{
			...shared,
			marginTop: 4,
			marginBottom: 40,
			y: { domain: [0, most], label: null, axis: null },
			x: { domain: [0, 1], label: null, axis: null },
			marks: [
				Plot.rectY(bins, {
					x1: ({ confidence }) => binEdge(confidence, half),
					x2: ({ confidence }) => binEdge(confidence, half) + 2 * half,
					y: 'count',
					fill: 'var(--ser-accent)',
					fillOpacity: 0.35,
					insetLeft: 1,
					insetRight: 1,
				}),
				Plot.text(bins, {
					x: ({ confidence }) => binEdge(confidence, half) + half,
					y: 'count',
					text: ({ count }) => String(count),
					dy: -6,
					fontSize: 10.5,
					fill: 'var(--ser-muted)',
				}),
				Plot.text(['clips by confidence'], {
					frameAnchor: 'bottom-left',
					dy: 18,
					textAnchor: 'start',
					fill: 'var(--ser-muted)',
				}),
			],
		},
		width,
		height - upper,
		options,
	);
	return renderPanels(
		[
			{ svg: curve, x: 0, y: 0 },
			{ svg: counts, x: 0, y: upper },
		],
		{
			title: 'Confidence against how often it was right',
			alt: `Reliability curve: ${bins.map((bin) => `confidence ${percent(bin.confidence)}, right ${percent(bin.accuracy)} of ${bin.count}`).join('; ')}. Expected calibration error ${percent(calibration.ece, 1)}.`,
			width,
			height,
		},
		options,
	);
}

/** Lower edge of the bin a mean confidence lies in. */
const binEdge = (confidence: number, half: number) =>
	Math.min(1 - 2 * half, Math.floor(confidence / (2 * half) + 1e-9) * 2 * half);
