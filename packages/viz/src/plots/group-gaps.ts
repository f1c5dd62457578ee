import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import type { RunMetrics } from '@ser/metrics';
import { percent } from '../format.js';
import { renderPlot } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { asPercent, axisX, gridX, shareTicks } from './axes.js';
import { fitText } from './legend.js';

export interface GroupGapsOptions extends PlotOptions {
	chance?: number;
	/** UAR over everyone, drawn as a line */
	overall?: number;
}

/**
 * UAR by group (sex, language, intensity, …) with intervals, and the overall UAR to compare with.
 *
 * @throws {SerError} INPUT without groups
 */
export function groupGapsPlot(groups: RunMetrics['groups'], options: GroupGapsOptions = {}): Picture {
	const names = Object.keys(groups).filter((name) => (groups[name] as unknown[]).length > 0);
	if (names.length === 0) throw new SerError('INPUT', 'group gaps: needs at least one group, got none');
	const { width = 600, chance, overall } = options;
	const lines: {
		row: number;
		text: string;
		heading?: boolean;
		uar?: number;
		low?: number;
		high?: number;
		clips?: number;
	}[] = [];
	for (const name of names) {
		lines.push({ row: lines.length, text: name, heading: true });
		for (const { value, uar, uarInterval, clips } of groups[name] as RunMetrics['groups'][string]) {
			lines.push({
				row: lines.length,
				text: value || 'unknown',
				uar,
				low: uarInterval[0],
				high: uarInterval[1],
				clips,
			});
		}
	}
	const scores = lines.filter((line) => line.uar !== undefined);
	const marks: { at: number; text: string; color: string }[] = [
		...(chance === undefined ? [] : [{ at: chance, text: 'chance', color: 'var(--ser-bad)' }]),
		...(overall === undefined ? [] : [{ at: overall, text: 'everyone', color: 'var(--ser-muted)' }]),
	];
	const marginLeft = 104;
	const top = Math.max(...scores.map(({ high, uar }) => Math.max(high || 0, uar as number))) > 0.8 ? 1 : 0.8;
	return renderPlot(
		{
			marginLeft,
			marginRight: 50,
			marginTop: 26,
			marginBottom: 30,
			x: { domain: [0, top], label: null },
			y: { type: 'band', domain: lines.map(({ row }) => row), label: null, axis: null },
			marks: [
				gridX({ ticks: shareTicks(width - marginLeft - 50, top) }),
				axisX({ ticks: shareTicks(width - marginLeft - 50, top), tickFormat: asPercent, label: null }),
				...marks.flatMap(({ at, text, color }) => [
					Plot.ruleX([at], { stroke: color, strokeDasharray: '3,3' }),
					Plot.text([at], { x: () => at, frameAnchor: 'top', dy: -16, text: () => text, fill: color }),
				]),
				...[true, false].map((heading) =>
					Plot.text(
						lines.filter((line) => Boolean(line.heading) === heading),
						{
							y: 'row',
							frameAnchor: 'left',
							dx: -12,
							textAnchor: 'end',
							text: ({ text }) => fitText(text, marginLeft - 16),
							fontWeight: heading ? 600 : 400,
						},
					),
				),
				Plot.ruleY(scores, {
					y: 'row',
					x1: 'low',
					x2: 'high',
					stroke: 'var(--ser-accent)',
					strokeWidth: 5,
					strokeOpacity: 0.35,
					strokeLinecap: 'round',
				}),
				Plot.dot(scores, {
					y: 'row',
					x: 'uar',
					r: 5.5,
					fill: 'var(--ser-accent)',
					stroke: 'var(--ser-surface)',
					strokeWidth: 1.5,
				}),
				Plot.text(scores, {
					y: 'row',
					x: ({ high, uar }) => Math.max(high || 0, uar),
					dx: 12,
					text: ({ uar }) => percent(uar),
					textAnchor: 'start',
				}),
			],
		},
		{
			title: 'UAR by group',
			alt: `UAR by group: ${names.map((name) => `${name}: ${(groups[name] as RunMetrics['groups'][string]).map(({ value, uar }) => `${value} ${percent(uar)}`).join(', ')}`).join('; ')}.`,
			width,
			height: options.height ?? 26 + lines.length * 28 + 32,
		},
		options,
	);
}
