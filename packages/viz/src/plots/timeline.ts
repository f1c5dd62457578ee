import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { duration, percent } from '../format.js';
import { emotionColor, orderLabels } from '../palette.js';
import { renderPlot } from '../render-plot.js';
import type { TimelineSegment } from '../timeline/types.js';
import type { Picture, PlotOptions } from '../types.js';
import { asPercent, axisX, axisY } from './axes.js';
import { legendOf } from './legend.js';

/**
 * The emotions of a long recording: probabilities stacked over time, and the most probable emotion as a ribbon below.
 *
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
	const { width = 600, height = 280 } = options;
	const order = orderLabels(classes);
	const legend = legendOf(
		order.map((label) => ({ label, color: emotionColor(label, classes) })),
		{ width },
	);
	const end = Math.max(...segments.map((segment) => segment.endSeconds));
	const start = Math.min(...segments.map((segment) => segment.startSeconds));
	const ribbon = 0.16;
	const rows = segments.flatMap((segment, s) => {
		let below = 0;
		const sum = segment.probabilities.reduce((total, p) => total + p, 0) || 1;
		return order.map((label) => {
			const p = (segment.probabilities[classes.indexOf(label)] as number) / sum;
			const row = { label, s, x1: segment.startSeconds, x2: segment.endSeconds, y1: below, y2: below + p };
			below += p;
			return row;
		});
	});
	const dominant = segments.map((segment) => ({ ...segment, label: dominantOf(segment, classes) }));
	const inner = width - 62;
	const perSegment = inner / segments.length;
	return renderPlot(
		{
			marginLeft: 44,
			marginRight: 18,
			marginTop: legend.height + 4,
			marginBottom: 32,
			x: { domain: [start, end], label: null },
			y: { domain: [-ribbon, 1], label: null },
			marks: [
				Plot.rect(rows, {
					x1: 'x1',
					x2: 'x2',
					y1: 'y1',
					y2: 'y2',
					fill: ({ label }) => emotionColor(label, classes),
					insetRight: perSegment > 6 ? 0.5 : 0,
				}),
				Plot.rect(dominant, {
					x1: 'startSeconds',
					x2: 'endSeconds',
					y1: -ribbon,
					y2: -0.04,
					fill: ({ label }) => emotionColor(label, classes),
					insetRight: perSegment > 6 ? 0.5 : 0,
				}),
				axisX({ ticks: Math.floor(width / 85), label: null, tickFormat: clock }),
				axisY({ ticks: [0, 0.5, 1], label: null, tickFormat: asPercent }),
				legend.mark,
			],
		},
		{ title: 'Emotions over time', alt: describe(dominant, end - start), width, height: height + legend.height },
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

/** Seconds as `m:ss`. */
export function clock(seconds: number): string {
	const whole = Math.floor(seconds + 1e-6);
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function describe(
	dominant: readonly { label: string; startSeconds: number; endSeconds: number }[],
	total: number,
): string {
	const held = new Map<string, number>();
	for (const { label, startSeconds, endSeconds } of dominant) {
		held.set(label, (held.get(label) ?? 0) + endSeconds - startSeconds);
	}
	const sum = [...held.values()].reduce((a, b) => a + b, 0) || 1;
	const shares = [...held].sort((a, b) => b[1] - a[1]).map(([label, seconds]) => `${label} ${percent(seconds / sum)}`);
	return `Emotion probabilities over ${duration(total)}. Most probable emotion, by time: ${shares.join(', ')}.`;
}
