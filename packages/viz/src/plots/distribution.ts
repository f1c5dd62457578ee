import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { threeDigits } from '../format.js';
import { emotionColor, orderLabels } from '../palette.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { axisX } from './axes.js';
import { fitText } from './legend.js';

export interface Distribution {
	/** of the feature, with its unit, e.g. `F0 mean (Hz)` */
	name: string;
	/** one per clip; not finite ones are left out */
	values: ArrayLike<number>;
	/** the emotion of each clip */
	labels: readonly string[];
}

/**
 * How a feature is distributed in each emotion: one ridge (Gaussian kernel density) per emotion with its median.
 *
 * @throws {SerError} INPUT when empty or of unequal lengths
 */
export function distributionPlot({ name, values, labels }: Distribution, options: PlotOptions = {}): Picture {
	if (values.length !== labels.length) {
		throw new SerError('INPUT', `distribution plot: ${values.length} values but ${labels.length} labels`);
	}
	const groups = orderLabels(labels)
		.map((label) => ({
			label,
			own: Array.from(values)
				.filter((value, i) => labels[i] === label && Number.isFinite(value))
				.sort((a, b) => a - b),
		}))
		.filter(({ own }) => own.length > 0);
	if (groups.length === 0) throw new SerError('INPUT', `distribution plot: "${name}" has no finite value`);
	const { width = 600 } = options;
	const all = groups.flatMap(({ own }) => own).sort((a, b) => a - b);
	// The outermost half percent on either side would squeeze the rest.
	const low = quantile(all, 0.005);
	const high = quantile(all, 0.995);
	const span = high - low || 1;
	const step = 34;
	const overlap = 1.7;
	const names = groups.map(({ label }) => label);
	const grid = Array.from({ length: 90 }, (_, i) => low - 0.06 * span + (1.12 * span * i) / 89);
	const ridges = groups.map(({ label, own }, row) => ({ label, row, own, density: density(own, grid, span) }));
	const highest = Math.max(...ridges.flatMap((ridge) => ridge.density));
	const marginTop = 12 + step * (overlap - 1);
	const height = options.height ?? marginTop + groups.length * step + 44;
	const base = (row: number) => groups.length - 1 - row;
	return renderPlot(
		{
			marginLeft: 92,
			marginRight: 16,
			marginTop,
			marginBottom: 44,
			x: { domain: [grid[0] as number, grid.at(-1) as number], label: null },
			y: { domain: [0, groups.length], label: null, axis: null },
			marks: [
				axisX({
					label: name,
					labelAnchor: 'center',
					labelOffset: 38,
					ticks: 6,
					tickFormat: (v: number) => threeDigits(v).replace('-', '−'),
					color: 'var(--ser-muted)',
				}),
				...ridges.flatMap(({ label, row, own, density: curve }) => {
					const color = emotionColor(label, names);
					const points = grid.map((x, i) => ({ x, y: base(row) + (overlap * (curve[i] as number)) / highest }));
					const median = quantile(own, 0.5);
					return [
						Plot.areaY(points, { x: 'x', y1: () => base(row), y2: 'y', fill: 'var(--ser-surface)', fillOpacity: 0.75 }),
						Plot.areaY(points, { x: 'x', y1: () => base(row), y2: 'y', fill: color, fillOpacity: 0.45 }),
						Plot.lineY(points, { x: 'x', y: 'y', stroke: color, strokeWidth: 1.6 }),
						Plot.link([median], {
							x1: (m) => m,
							x2: (m) => m,
							y1: () => base(row),
							y2: () => base(row) + 0.42,
							stroke: 'var(--ser-ink)',
							strokeWidth: 2,
						}),
						Plot.text([label], {
							frameAnchor: 'left',
							y: () => base(row) + 0.22,
							dx: -12,
							textAnchor: 'end',
							text: (text: string) => fitText(text, 80),
						}),
					];
				}),
			],
		},
		{
			title: `${name} by emotion`,
			alt: `${name} by emotion, medians: ${groups.map(({ label, own }) => `${label} ${threeDigits(quantile(own, 0.5))}`).join(', ')}.`,
			width,
			height,
		},
		options,
	);
}

function quantile(sorted: readonly number[], q: number): number {
	const place = q * (sorted.length - 1);
	const below = Math.floor(place);
	const from = sorted[below] as number;
	return from + (place - below) * ((sorted[below + 1] ?? from) - from);
}

/** Gaussian kernel density with Silverman's rule. */
function density(sorted: readonly number[], grid: readonly number[], span: number): number[] {
	const n = sorted.length;
	const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
	const sd = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, n - 1));
	const spread = Math.min(sd, (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34 || sd);
	const width = Math.max(0.9 * spread * n ** -0.2, span / 120);
	return grid.map((x) => {
		let sum = 0;
		for (const value of sorted) sum += Math.exp(-0.5 * ((x - value) / width) ** 2);
		return sum / (n * width);
	});
}
