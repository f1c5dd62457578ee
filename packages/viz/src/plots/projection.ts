import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { counted, percent } from '../format.js';
import { emotionColor, orderLabels } from '../palette.js';
import type { Projection } from '../project.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { legendOf } from './legend.js';

export interface ProjectionPlotOptions extends PlotOptions {
	/** at most this many clips are drawn, evenly taken, default 1500 */
	maxPoints?: number;
}

/**
 * Clips as points, from `project`, coloured by emotion, with the centre of each emotion named.
 *
 * @param labels the emotion of each point
 * @throws {SerError} INPUT when the labels do not match the points
 */
export function projectionPlot(projection: Projection, labels: readonly string[], options: ProjectionPlotOptions = {}): Picture {
	const { points, variance } = projection;
	if (points.rows !== labels.length || points.cols !== 2 || points.rows === 0) {
		throw new SerError('INPUT', `projection plot: needs n × 2 points and n labels, got ${points.rows} × ${points.cols} and ${labels.length}`);
	}
	const { width = 600, maxPoints = 1500 } = options;
	const names = orderLabels(labels);
	const legend = legendOf(
		names.map((label) => ({ label, color: emotionColor(label, names) })),
		{ width: options.leaky ? width - 70 : width },
	);
	const every = Math.max(1, Math.ceil(points.rows / maxPoints));
	const shown = labels
		.map((label, i) => ({ label, x: points.data[2 * i] as number, y: points.data[2 * i + 1] as number }))
		.filter((_, i) => i % every === 0);
	const centers = names.map((label) => {
		const own = shown.filter((point) => point.label === label);
		return { label, x: mean(own.map(({ x }) => x)), y: mean(own.map(({ y }) => y)) };
	}).filter(({ x }) => Number.isFinite(x));
	const method = variance ? 'PCA' : 'UMAP';
	const note = variance ? `axes: principal components 1 and 2, ${percent(variance[0])} and ${percent(variance[1])} of the variance` : 'UMAP: near points are alike, distances between groups mean little';
	return renderPlot(
		{
			marginLeft: 8,
			marginRight: 8,
			marginTop: legend.height + 4,
			marginBottom: 26,
			axis: null,
			x: { inset: 10 },
			y: { inset: 10 },
			marks: [
				Plot.frame({ stroke: 'var(--ser-line)', rx: 4 }),
				Plot.dot(shown, { x: 'x', y: 'y', r: 2.6, fill: ({ label }) => emotionColor(label, names), fillOpacity: 0.62 }),
				Plot.text(centers, { x: 'x', y: 'y', text: 'label', fontWeight: 600, fontSize: 13, stroke: 'var(--ser-surface)', strokeWidth: 4, fill: 'var(--ser-ink)' }),
				Plot.text([note], { frameAnchor: 'bottom-left', dy: 20, textAnchor: 'start', fill: 'var(--ser-muted)', text: (text: string) => text }),
				legend.mark,
			],
		},
		{
			title: `Clips by their features (${method})`,
			alt: `${method} projection of ${counted(labels.length, 'clip')} of ${counted(names.length, 'emotion')}. Nearest centres: ${nearest(centers)}.`,
			width,
			height: options.height ?? Math.round(width * 0.68) + legend.height,
		},
		options,
	);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function nearest(centers: readonly { label: string; x: number; y: number }[]): string {
	const pairs = centers.flatMap((a, i) =>
		centers.slice(i + 1).map((b) => ({ names: `${a.label} and ${b.label}`, distance: Math.hypot(a.x - b.x, a.y - b.y) })),
	);
	return pairs
		.sort((a, b) => a.distance - b.distance)
		.slice(0, 2)
		.map(({ names }) => names)
		.join(', ') || 'none';
}
