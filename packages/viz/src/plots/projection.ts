import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { counted, percent } from '../format.js';
import { emotionColor, orderLabels } from '../palette.js';
import type { Projection } from '../project.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { legendOf, textWidth } from './legend.js';

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
export function projectionPlot(
	projection: Projection,
	labels: readonly string[],
	options: ProjectionPlotOptions = {},
): Picture {
	const { points, variance } = projection;
	if (points.rows !== labels.length || points.cols !== 2 || points.rows === 0) {
		throw new SerError(
			'INPUT',
			`projection plot: needs n × 2 points and n labels, got ${points.rows} × ${points.cols} and ${labels.length}`,
		);
	}
	const { width = 600, maxPoints = 1500 } = options;
	const names = orderLabels(labels);
	const legend = legendOf(
		names.map((label) => ({ label, color: emotionColor(label, names) })),
		{ width },
	);
	const every = Math.max(1, Math.ceil(points.rows / maxPoints));
	const shown = labels
		.map((label, i) => ({ label, x: points.data[2 * i] as number, y: points.data[2 * i + 1] as number }))
		.filter((_, i) => i % every === 0);
	const centers = names
		.map((label) => {
			const own = shown.filter((point) => point.label === label);
			return { label, x: mean(own.map(({ x }) => x)), y: mean(own.map(({ y }) => y)) };
		})
		.filter(({ x }) => Number.isFinite(x));
	const height = options.height ?? Math.round(width * 0.68) + legend.height;
	const named = spreadLabels(centers, shown, width - 36, height - legend.height - 50);
	const method = variance ? 'PCA' : 'UMAP';
	const note = variance
		? `${width < 420 ? '' : 'axes: '}principal components, ${percent(variance[0])} and ${percent(variance[1])} of the variance`
		: 'near points are alike; distances between groups mean little';
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
				Plot.text(named, {
					x: 'x',
					y: 'y',
					text: 'label',
					fontWeight: 600,
					fontSize: 13,
					stroke: 'var(--ser-surface)',
					strokeWidth: 4,
					fill: 'var(--ser-ink)',
				}),
				Plot.text([note], {
					frameAnchor: 'bottom-left',
					dy: 20,
					textAnchor: 'start',
					fill: 'var(--ser-muted)',
					text: (text: string) => text,
				}),
				legend.mark,
			],
		},
		{
			title: `Clips by their features (${method})`,
			alt: `${method} projection of ${counted(labels.length, 'clip')} of ${counted(names.length, 'emotion')}. Nearest centres: ${nearest(centers)}.`,
			width,
			height,
		},
		options,
	);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function nearest(centers: readonly { label: string; x: number; y: number }[]): string {
	const pairs = centers.flatMap((a, i) =>
		centers
			.slice(i + 1)
			.map((b) => ({ names: `${a.label} and ${b.label}`, distance: Math.hypot(a.x - b.x, a.y - b.y) })),
	);
	return (
		pairs
			.sort((a, b) => a.distance - b.distance)
			.slice(0, 2)
			.map(({ names }) => names)
			.join(', ') || 'none'
	);
}

interface Named {
	label: string;
	x: number;
	y: number;
}

/** Moves names apart that would stand on each other, up and down, as little as needed. */
function spreadLabels(centers: readonly Named[], all: readonly Named[], width: number, height: number): Named[] {
	const xs = all.map(({ x }) => x);
	const ys = all.map(({ y }) => y);
	const toX = width / (Math.max(...xs) - Math.min(...xs) || 1);
	const toY = height / (Math.max(...ys) - Math.min(...ys) || 1);
	const placed = centers.map(({ label, x, y }) => ({
		label,
		x: x * toX,
		y: y * toY,
		half: textWidth(label) * 0.56 + 4,
	}));
	for (let round = 0; round < 60; round++) {
		let moved = false;
		placed.forEach((a, i) => {
			for (const b of placed.slice(i + 1)) {
				const overlap = 18 - Math.abs(a.y - b.y);
				if (overlap <= 0.1 || Math.abs(a.x - b.x) >= a.half + b.half) continue;
				const push = (a.y >= b.y ? 1 : -1) * (overlap / 2 + 0.1);
				a.y += push;
				b.y -= push;
				moved = true;
			}
		});
		if (!moved) break;
	}
	return placed.map(({ label, x, y }) => ({ label, x: x / toX, y: y / toY }));
}
