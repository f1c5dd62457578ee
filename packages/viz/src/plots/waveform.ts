import * as Plot from '@observablehq/plot';
import { SerError, type Waveform } from '@ser/core';
import { clock, duration } from '../format.js';
import { emotionColor } from '../palette.js';
import { drawPanel, type Panel, renderPanels } from '../render-plot.js';
import type { Picture, PlotOptions } from '../types.js';
import { axisX, timeTicks } from './axes.js';
import { fitText } from './legend.js';

/** A recording with the name it is shown under, usually its emotion. */
export interface NamedWaveform {
	label: string;
	waveform: Waveform;
	/** CSS colour, default the emotion's */
	color?: string;
}

export interface WaveformPlotOptions extends PlotOptions {
	/** panels side by side, default 2 from 520 px and two recordings on, else 1 */
	columns?: number;
	/** pixels left and right of the time axis, to align it with another plot; default 10 and 8 */
	margins?: { left: number; right: number };
	/** leaves out names and time axis, to stand above another plot; default false */
	bare?: boolean;
	/** every panel on the scale of the loudest (default), or each on its own */
	scale?: 'shared' | 'own';
}

/**
 * Waveforms as min–max envelopes, one panel each, on the same time axis, so that emotions can be told apart by eye.
 *
 * @param recordings at least one, of at least one sample
 * @throws {SerError} INPUT when empty
 */
export function waveformPlot(recordings: readonly NamedWaveform[], options: WaveformPlotOptions = {}): Picture {
	if (recordings.length === 0 || recordings.some(({ waveform }) => waveform.samples.length === 0)) {
		throw new SerError('INPUT', 'waveform plot: needs at least one recording with at least one sample each');
	}
	const { width = 600, scale = 'shared', margins = { left: 10, right: 8 }, bare = false } = options;
	const columns = Math.min(recordings.length, options.columns ?? (width >= 520 && recordings.length > 1 ? 2 : 1));
	const gap = 24;
	const panelWidth = (width - gap * (columns - 1)) / columns;
	const panelHeight = recordings.length === 1 ? (options.height ?? 160) : 92;
	const labels = recordings.map(({ label }) => label);
	const seconds = Math.max(...recordings.map(({ waveform }) => waveform.samples.length / waveform.sampleRate));
	const peaks = recordings.map(({ waveform }) => peakOf(waveform.samples));
	const loudest = Math.max(...peaks, 1e-9);
	const rows = Math.ceil(recordings.length / columns);
	const panels: Panel[] = recordings.map(({ label, waveform, color }, i) => {
		const row = Math.floor(i / columns);
		const isLast = i + columns >= recordings.length;
		const limit = scale === 'shared' ? loudest : Math.max(peaks[i] as number, 1e-9);
		const points = envelope(waveform, Math.round(panelWidth - margins.left - margins.right));
		const svg = drawPanel(
			{
				marginLeft: margins.left,
				marginRight: margins.right,
				marginTop: bare ? 4 : 22,
				marginBottom: bare ? 4 : isLast ? 28 : 8,
				x: { domain: [0, seconds], label: null, axis: null },
				y: { domain: [-limit, limit], axis: null },
				marks: [
					Plot.ruleY([0], { stroke: 'var(--ser-line)' }),
					Plot.areaY(points, {
						x: 'time',
						y1: 'low',
						y2: 'high',
						fill: color ?? emotionColor(label, labels),
						curve: 'step',
					}),
					Plot.text([fitText(label, panelWidth - 10)], {
						frameAnchor: 'top-left',
						dy: -20,
						dx: -margins.left,
						fontWeight: 600,
						fill: 'var(--ser-ink)',
					}),
					...(isLast && !bare
						? [
								axisX({
									ticks: timeTicks(0, seconds, panelWidth - margins.left - margins.right),
									tickFormat: seconds < 60 ? (t: number) => `${t} s` : clock,
								}),
							]
						: []),
				],
			},
			panelWidth,
			panelHeight + (isLast && !bare ? 20 : 0),
			options,
		);
		return { svg, x: (i % columns) * (panelWidth + gap), y: row * panelHeight };
	});
	const lengths = recordings.map(
		({ label, waveform }) => `${label} ${duration(waveform.samples.length / waveform.sampleRate)}`,
	);
	const frame = {
		title: recordings.length === 1 ? 'Waveform' : 'Waveforms by emotion',
		alt: `Waveform envelopes over time: ${lengths.join(', ')}. ${loudestSentence(labels, peaks)}`,
		width,
		height: rows * panelHeight + (bare ? 0 : 20),
	};
	return renderPanels(panels, frame, options);
}

function loudestSentence(labels: readonly string[], peaks: readonly number[]): string {
	const place = peaks.indexOf(Math.max(...peaks));
	const peak = (20 * Math.log10(Math.max(peaks[place] as number, 1e-9))).toFixed(0).replace('-', '−');
	return labels.length === 1
		? `The peak is ${peak} dBFS.`
		: `The loudest is ${labels[place]}, with a peak of ${peak} dBFS.`;
}

function peakOf(samples: Float32Array): number {
	let peak = 0;
	for (const value of samples) if (Math.abs(value) > peak) peak = Math.abs(value);
	return peak;
}

/** Smallest and largest sample of every pixel. */
function envelope({ samples, sampleRate }: Waveform, pixels: number): { time: number; low: number; high: number }[] {
	const count = Math.min(pixels, samples.length);
	return Array.from({ length: count }, (_, p) => {
		const start = Math.floor((p * samples.length) / count);
		const end = Math.max(start + 1, Math.floor(((p + 1) * samples.length) / count));
		let low = Number.POSITIVE_INFINITY;
		let high = Number.NEGATIVE_INFINITY;
		for (let i = start; i < end; i++) {
			const value = samples[i] as number;
			if (value < low) low = value;
			if (value > high) high = value;
		}
		return { time: start / sampleRate, low, high };
	});
}
