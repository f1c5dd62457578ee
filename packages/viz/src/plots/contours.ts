import * as Plot from '@observablehq/plot';
import { SerError } from '@ser/core';
import { duration, wholeNumber } from '../format.js';
import { drawPanel, type Panel, renderPanels } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { axisX, axisY, gridY } from './axes.js';

export interface Contours {
	/** seconds, one per frame */
	times: ArrayLike<number>;
	/** Hz, one per frame; NaN or 0 where unvoiced */
	f0: ArrayLike<number>;
	/** dB, one per frame */
	loudness?: ArrayLike<number>;
	/** CSS colour, e.g. an emotion's */
	color?: string;
}

/**
 * The melody (F0, on a logarithmic axis, gaps where unvoiced) over the loudness contour.
 *
 * @throws {SerError} INPUT when empty or of unequal lengths
 */
export function contoursPlot(contours: Contours, options: PlotOptions = {}): Picture {
	const { times, f0, loudness, color = 'var(--ser-accent)' } = contours;
	if (times.length === 0 || f0.length !== times.length || (loudness && loudness.length !== times.length)) {
		throw new SerError('INPUT', 'contours plot: times, f0 and loudness must be of equal length, at least 1');
	}
	const { width = 600 } = options;
	const height = options.height ?? (loudness ? 300 : 190);
	const seconds = times[times.length - 1] as number;
	const voiced = Array.from(f0).filter((hz) => hz > 0);
	const melody = Array.from(times, (time, i) => ({ time, hz: (f0[i] as number) > 0 ? (f0[i] as number) : Number.NaN }));
	const low = voiced.length ? Math.min(...voiced) * 0.94 : 80;
	const high = voiced.length ? Math.max(...voiced) * 1.06 : 320;
	const upper = loudness ? Math.round(height * 0.57) : height;
	const shared = { marginLeft: 48, marginRight: 12, marginTop: 26 };
	const seconded = axisX({ tickFormat: (t: number) => `${t} s`, label: null, ticks: Math.floor(width / 90) });
	const panels: Panel[] = [
		{
			svg: drawPanel(
				{
					...shared,
					marginBottom: loudness ? 10 : 30,
					x: { domain: [0, seconds], label: null, axis: null },
					y: { type: 'log', domain: [low, high], label: null },
					marks: [
						gridY({ ticks: pitchTicks(low, high) }),
						axisY({ ticks: pitchTicks(low, high), tickFormat: wholeNumber, label: null }),
						Plot.lineY(melody, { x: 'time', y: 'hz', stroke: color, strokeWidth: 2.5, strokeLinecap: 'round' }),
						panelName('F0, Hz'),
						...(loudness ? [] : [seconded]),
					],
				},
				width,
				upper,
				options,
			),
			x: 0,
			y: 0,
		},
	];
	if (loudness) {
		const level = Array.from(times, (time, i) => ({ time, db: loudness[i] as number }));
		const finite = level.map(({ db }) => db).filter(Number.isFinite);
		const floor = finite.length ? Math.min(...finite) : -60;
		panels.push({
			svg: drawPanel(
				{
					...shared,
					marginBottom: 30,
					x: { domain: [0, seconds], label: null },
					y: { nice: true, label: null },
					marks: [
						gridY({ ticks: 3 }),
						axisY({ ticks: 3, label: null, tickFormat: (db: number) => String(db).replace('-', '−') }),
						Plot.areaY(level, { x: 'time', y1: () => floor, y2: 'db', fill: color, fillOpacity: 0.22 }),
						Plot.lineY(level, { x: 'time', y: 'db', stroke: color, strokeWidth: 1.5 }),
						panelName('Level, dB'),
						seconded,
					],
				},
				width,
				height - upper,
				options,
			),
			x: 0,
			y: upper,
		});
	}
	const alt = voiced.length
		? `Fundamental frequency over ${duration(seconds)}, from ${wholeNumber(Math.min(...voiced))} to ${wholeNumber(Math.max(...voiced))} Hz, voiced in ${Math.round((100 * voiced.length) / f0.length)} % of the frames${loudness ? ', above the level in dB' : ''}.`
		: `No voiced frame in ${duration(seconds)}.`;
	return renderPanels(panels, { title: 'Melody and loudness', alt, width, height }, options);
}

const panelName = (text: string) =>
	Plot.text([text], { frameAnchor: 'top-left', dy: -22, dx: -40, textAnchor: 'start', fill: 'var(--ser-muted)' });

function pitchTicks(low: number, high: number): number[] {
	const all = [50, 75, 100, 125, 150, 200, 250, 300, 400, 500, 600, 800, 1000];
	const inside = all.filter((hz) => hz >= low && hz <= high);
	return inside.length > 5 ? inside.filter((_, i) => i % 2 === 0) : inside;
}
