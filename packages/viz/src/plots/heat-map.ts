import * as Plot from '@observablehq/plot';
import { type Matrix, SerError } from '@ser/core';
import { toBase64 } from '../base64.js';
import { heatColor } from '../color-map.js';
import { encodePng } from '../encode-png.js';
import { drawPanel, renderPanels, svgElement } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { axisX } from './axes.js';

/** A labelled place on the vertical axis of a heat map. */
export interface HeatMapTick {
	/** in bins from the bottom edge of the lowest, so that the middle of bin 0 is 0.5 */
	at: number;
	label: string;
}

export interface HeatMap {
	/** frames × bins, lowest bin first */
	matrix: Matrix;
	/** what the frames cover in all */
	seconds: number;
	ticks: readonly HeatMapTick[];
	/** of the vertical axis, e.g. `Hz` */
	yLabel?: string;
	/** of the values, e.g. `dB` */
	unit: string;
	/** values drawn darkest and brightest; default the smallest and largest finite ones */
	domain?: readonly [number, number];
	title: string;
	alt: string;
	/** each picture row on its own range: for coefficients of very different size */
	rowWise?: boolean;
	/** cells stay squares with sharp edges: for few rows */
	sharp?: boolean;
}

/**
 * A matrix over time as an image with axes. The cells are one embedded PNG, so that a long spectrogram stays small.
 *
 * @throws {SerError} INPUT for an empty matrix
 */
export function heatMapPlot(map: HeatMap, options: PlotOptions = {}): Picture {
	const { matrix, seconds, ticks, unit } = map;
	if (matrix.rows === 0 || matrix.cols === 0) {
		throw new SerError('INPUT', `heat map: needs frames and bins, got ${matrix.rows} × ${matrix.cols}`);
	}
	const { width = 600, height = 240 } = options;
	const margin = { left: 48, right: map.rowWise ? 12 : 66, top: map.yLabel ? 24 : 10, bottom: 30 };
	const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
	const domain = map.domain ?? finiteRange(matrix);
	const image = heatImage(map, domain, Math.round(inner.width), Math.round(inner.height));
	const spec: Plot.PlotOptions = {
		marginLeft: margin.left,
		marginRight: margin.right,
		marginTop: margin.top,
		marginBottom: margin.bottom,
		x: { domain: [0, seconds] },
		y: { domain: [0, matrix.cols] },
		marks: [
			(_i, _s, _v, _d, { document }) =>
				svgElement(document, 'image', {
					x: margin.left,
					y: margin.top,
					width: inner.width,
					height: inner.height,
					preserveAspectRatio: 'none',
					href: image,
					...(map.sharp ? { 'image-rendering': 'optimizeSpeed' } : {}),
				}),
			axisX({
				ticks: Math.max(3, Math.min(8, Math.floor(inner.width / 80))),
				tickFormat: (t: number) => `${t} s`,
				label: null,
			}),
			Plot.axisY(
				ticks.map(({ at }) => at),
				{
					tickSize: 0,
					tickPadding: 8,
					label: null,
					color: 'var(--ser-muted)',
					tickFormat: (at: number) => ticks.find((tick) => tick.at === at)?.label ?? '',
				},
			),
			...(map.yLabel
				? [
						Plot.text([map.yLabel], {
							frameAnchor: 'top-left',
							dx: -8,
							dy: -18,
							textAnchor: 'end',
							fill: 'var(--ser-muted)',
						}),
					]
				: []),
			...(map.rowWise ? [] : [colorScale(domain, unit, width - margin.right + 14, margin.top, inner.height)]),
		],
	};
	const svg = drawPanel(spec, width, height, options);
	return renderPanels([{ svg, x: 0, y: 0 }], { title: map.title, alt: map.alt, width, height }, options);
}

function colorScale(
	[low, high]: readonly [number, number],
	unit: string,
	x: number,
	y: number,
	height: number,
): Plot.Markish {
	return (_i, _s, _v, _d, { document }) => {
		const rgb = new Uint8Array(64 * 3);
		for (let i = 0; i < 64; i++) rgb.set(heatColor(1 - i / 63), i * 3);
		const group = svgElement(document, 'g', { fill: 'var(--ser-muted)', 'text-anchor': 'start' });
		const href = `data:image/png;base64,${toBase64(encodePng(rgb, 1, 64))}`;
		group.append(
			svgElement(document, 'image', { x, y, width: 8, height, preserveAspectRatio: 'none', href }),
			svgElement(document, 'text', { x: x + 14, y: y + 10 }, minus(`${short(high)} ${unit}`.trim())),
			svgElement(document, 'text', { x: x + 14, y: y + height }, minus(short(low))),
		);
		return group;
	};
}

/** Whole numbers where the range allows it, so that the scale stays narrow. */
const short = (value: number) => (Math.abs(value) >= 3 ? String(Math.round(value)) : String(Number(value.toFixed(1))));
const minus = (text: string) => text.replace('-', '−');

function finiteRange({ data }: Matrix): [number, number] {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const value of data) {
		if (!Number.isFinite(value)) continue;
		if (value < low) low = value;
		if (value > high) high = value;
	}
	return low < high ? [low, high] : Number.isFinite(low) ? [low, low + 1] : [0, 1];
}

/** The cells, at most one a pixel, as a data URI. Mean over cells that share a pixel. */
function heatImage(map: HeatMap, domain: readonly [number, number], maxWidth: number, maxHeight: number): string {
	const { data, rows, cols } = map.matrix;
	const width = Math.min(rows, maxWidth);
	const height = Math.min(cols, maxHeight);
	const rgb = new Uint8Array(width * height * 3);
	for (let y = 0; y < height; y++) {
		const c0 = Math.floor((y * cols) / height);
		const c1 = Math.max(c0 + 1, Math.floor(((y + 1) * cols) / height));
		const [low, high] = map.rowWise ? columnRange(map.matrix, c0) : domain;
		for (let x = 0; x < width; x++) {
			const r0 = Math.floor((x * rows) / width);
			const r1 = Math.max(r0 + 1, Math.floor(((x + 1) * rows) / width));
			let sum = 0;
			for (let r = r0; r < r1; r++) for (let c = c0; c < c1; c++) sum += data[r * cols + c] as number;
			const level = (sum / ((r1 - r0) * (c1 - c0)) - low) / (high - low || 1);
			rgb.set(heatColor(level), 3 * ((height - 1 - y) * width + x));
		}
	}
	return `data:image/png;base64,${toBase64(encodePng(rgb, width, height))}`;
}

function columnRange({ data, rows, cols }: Matrix, c: number): [number, number] {
	return finiteRange({
		data: Float32Array.from({ length: rows }, (_, r) => data[r * cols + c] as number),
		rows,
		cols: 1,
	});
}
