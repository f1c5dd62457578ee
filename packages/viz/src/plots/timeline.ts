import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { clock, duration, percent } from '../format.js';
import { emotionColor, orderLabels } from '../palette.js';
import { renderPlot } from '../render-plot.js';
import type { TimelineSegment } from '../timeline/types.js';
import type { Picture, PlotOptions } from '../types.js';
import { asPercent, axisX, axisY, timeTicks } from './axes.js';
import { legendOf } from './legend.js';

/** Pixels left and right of the time axis of `timelinePlot`, for pages that lay a playhead over it. */
export const timelineMargins = { left: 44, right: 18 } as const;

/** More cells than this are drawn as means of neighbours: finer than the pixels of a phone. */
const mostCells = 400;

/** A stretch of the time axis with the probabilities drawn there. */
interface Cell {
	from: number;
	to: number;
	/** in the order of the legend */
	shares: number[];
	label: string;
}

/**
 * The emotions of a long recording: probabilities stacked over time, and the most probable emotion as a ribbon below.
 * Overlapping segments each fill the time around their own middle; stretches without a segment stay empty.
 *
 * @param segments in the order of time
 * @param classes the order of each segment's probabilities
 * @throws {SerError} INPUT when empty, or when a segment has another number of probabilities
 */
export function timelinePlot(
	segments: readonly TimelineSegment[],
	classes: readonly string[],
	options: PlotOptions = {},
): Picture {
	if (segments.length === 0 || segments.some(({ probabilities }) => probabilities.length !== classes.length)) {
		throw new SerError('INPUT', `timeline plot: needs at least one segment with ${classes.length} probabilities each`);
	}
	const { width = 600, height = 240 } = options;
	const order = orderLabels(classes);
	const legend = legendOf(
		order.map((label) => ({ label, color: emotionColor(label, classes) })),
		{ width },
	);
	const cells = cellsOf(segments, classes, order);
	const start = (cells[0] as Cell).from;
	const end = (cells.at(-1) as Cell).to;
	const ribbon = 0.16;
	return renderPlot(
		{
			marginLeft: timelineMargins.left,
			marginRight: timelineMargins.right,
			marginTop: legend.height + 4,
			marginBottom: 32,
			x: { domain: [start, end], label: null },
			y: { domain: [-ribbon, 1], label: null },
			marks: [
				...order.map((label, place) =>
					Plot.areaY(stackedBand(cells, place), {
						x: 'x',
						y1: 'low',
						y2: 'high',
						fill: emotionColor(label, classes),
						stroke: 'var(--ser-surface)',
						strokeWidth: 0.4,
					}),
				),
				Plot.rect(joined(cells), {
					x1: 'from',
					x2: 'to',
					y1: -ribbon,
					y2: -0.045,
					fill: ({ label }) => emotionColor(label, classes),
				}),
				axisX({ ticks: timeTicks(start, end, width - 62), label: null, tickFormat: clock }),
				axisY({ ticks: [0, 0.5, 1], label: null, tickFormat: asPercent }),
				legend.mark,
			],
		},
		{ title: 'Emotions over time', alt: describe(cells, end - start), width, height: height + legend.height },
		options,
	);
}

/** The most probable class of a segment. */
export function dominantOf({ probabilities }: TimelineSegment, classes: readonly string[]): string {
	let best = 0;
	probabilities.forEach((p, c) => {
		if (p > (probabilities[best] as number)) best = c;
	});
	return classes[best] as string;
}

/** The time each most probable emotion holds, longest first, as shares of the whole. */
export function emotionShares(segments: readonly TimelineSegment[], classes: readonly string[]): [string, number][] {
	return sharesOf(cellsOf(segments, classes, orderLabels(classes), Number.POSITIVE_INFINITY));
}

function cellsOf(
	segments: readonly TimelineSegment[],
	classes: readonly string[],
	order: readonly string[],
	most = mostCells,
): Cell[] {
	const place = order.map((label) => classes.indexOf(label));
	const middle = (segment: TimelineSegment) => (segment.startSeconds + segment.endSeconds) / 2;
	const cells = segments.map((segment, i) => {
		const before = segments[i - 1];
		const after = segments[i + 1];
		const touchesBefore = before && before.endSeconds >= segment.startSeconds - 1e-6;
		const touchesAfter = after && after.startSeconds <= segment.endSeconds + 1e-6;
		const sum = segment.probabilities.reduce((total, p) => total + p, 0) || 1;
		return {
			from: touchesBefore ? (middle(before) + middle(segment)) / 2 : segment.startSeconds,
			to: touchesAfter ? (middle(segment) + middle(after)) / 2 : segment.endSeconds,
			shares: place.map((c) => (segment.probabilities[c] as number) / sum),
			label: dominantOf(segment, classes),
		};
	});
	return cells.length <= most ? cells : merged(cells, Math.ceil(cells.length / most), order);
}

/** Means of `each` neighbours. */
function merged(cells: readonly Cell[], each: number, order: readonly string[]): Cell[] {
	const out: Cell[] = [];
	for (let i = 0; i < cells.length; i += each) {
		const group = cells.slice(i, i + each);
		const shares = order.map((_, c) => group.reduce((sum, cell) => sum + (cell.shares[c] as number), 0) / group.length);
		const label = order[shares.indexOf(Math.max(...shares))] as string;
		out.push({ from: (group[0] as Cell).from, to: (group.at(-1) as Cell).to, shares, label });
	}
	return out;
}

/** The outline of one emotion's band; undefined heights break it where no segment is. */
function stackedBand(cells: readonly Cell[], place: number): { x: number; low: number; high: number }[] {
	return cells.flatMap((cell, i) => {
		const low = cell.shares.slice(0, place).reduce((sum, share) => sum + share, 0);
		const high = low + (cell.shares[place] as number);
		const next = cells[i + 1];
		const isGap = next !== undefined && next.from > cell.to + 1e-6;
		return [
			{ x: cell.from, low, high },
			{ x: cell.to, low, high },
			...(isGap ? [{ x: cell.to, low: Number.NaN, high: Number.NaN }] : []),
		];
	});
}

/** Neighbouring cells of the same emotion as one. */
function joined(cells: readonly Cell[]): { from: number; to: number; label: string }[] {
	const out: { from: number; to: number; label: string }[] = [];
	for (const { from, to, label } of cells) {
		const last = out.at(-1);
		if (last && last.label === label && from <= last.to + 1e-6) last.to = to;
		else out.push({ from, to, label });
	}
	return out;
}

function sharesOf(cells: readonly Cell[]): [string, number][] {
	const held = new Map<string, number>();
	for (const { label, from, to } of cells) held.set(label, (held.get(label) ?? 0) + to - from);
	const sum = [...held.values()].reduce((a, b) => a + b, 0) || 1;
	return [...held].map(([label, seconds]): [string, number] => [label, seconds / sum]).sort((a, b) => b[1] - a[1]);
}

function describe(cells: readonly Cell[], total: number): string {
	const shares = sharesOf(cells).map(([label, share]) => `${label} ${percent(share)}`);
	return `Emotion probabilities over ${duration(total)}. Most probable emotion, by time: ${shares.join(', ')}.`;
}
