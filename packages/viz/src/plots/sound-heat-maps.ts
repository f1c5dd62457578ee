import { createMatrix, type Matrix, SerError } from '@ser/core';
import { duration, wholeNumber } from '../format.js';
import type { Picture, PlotOptions } from '../types.js';
import { type HeatMapTick, heatMapPlot } from './heat-map.js';

/** How the frames of a matrix lie in time. */
export interface FrameOptions extends PlotOptions {
	/** Hz */
	sampleRate: number;
	/** samples from frame to frame, default 512 */
	hopLength?: number;
}

export interface SpectrogramPlotOptions extends FrameOptions {
	/** default `log`, from 60 Hz up */
	scale?: 'log' | 'linear';
	/** dB below the loudest cell that are drawn, default 80 */
	rangeDb?: number;
}

export interface MelPlotOptions extends FrameOptions {
	/** Hz, default 0 */
	fMin?: number;
	/** Hz, default half the sample rate */
	fMax?: number;
	/** HTK's mel formula rather than Slaney's, default false */
	htk?: boolean;
	/** dB below the loudest cell that are drawn, default 80 */
	rangeDb?: number;
}

/**
 * A spectrogram with seconds and Hz.
 *
 * @param decibels frames × (nFft / 2 + 1), in dB
 */
export function spectrogramPlot(decibels: Matrix, options: SpectrogramPlotOptions): Picture {
	const { sampleRate, scale = 'log', rangeDb = 80 } = options;
	const nyquist = sampleRate / 2;
	const seconds = secondsOf(decibels, options);
	const lowest = scale === 'log' ? Math.min(60, nyquist / 8) : 0;
	const bins = 256;
	const place = (hz: number) =>
		scale === 'log' ? (bins * Math.log(hz / lowest)) / Math.log(nyquist / lowest) : (bins * hz) / nyquist;
	const wanted = scale === 'log' ? [100, 200, 500, 1000, 2000, 5000, 10000] : linearTicks(nyquist);
	return heatMapPlot(
		{
			matrix: scale === 'log' ? onLogAxis(decibels, lowest, nyquist, bins) : decibels,
			seconds,
			ticks: wanted
				.filter((hz) => hz >= lowest && hz <= nyquist * 0.97)
				.map((hz) => ({
					at: scale === 'log' ? place(hz) : (place(hz) / bins) * decibels.cols,
					label: wholeNumber(hz),
				})),
			yLabel: 'Hz',
			unit: 'dB',
			domain: loudest(decibels, rangeDb),
			title: 'Spectrogram',
			alt: `Spectrogram of ${duration(seconds)}, ${wholeNumber(lowest)} to ${wholeNumber(nyquist)} Hz on a ${scale === 'log' ? 'logarithmic' : 'linear'} axis, the loudest ${rangeDb} dB.`,
		},
		options,
	);
}

/**
 * A mel spectrogram with seconds and Hz.
 *
 * @param logMel frames × bands, in dB
 */
export function melPlot(logMel: Matrix, options: MelPlotOptions): Picture {
	const { sampleRate, fMin = 0, fMax = sampleRate / 2, htk = false, rangeDb = 80 } = options;
	const seconds = secondsOf(logMel, options);
	const mel = htk ? htkMel : slaneyMel;
	// Band b of n peaks at the (b + 1)th of n + 2 points that are even on the mel axis.
	const at = (hz: number) => ((mel(hz) - mel(fMin)) / (mel(fMax) - mel(fMin))) * (logMel.cols + 1) - 0.5;
	const ticks = [250, 500, 1000, 2000, 4000, 8000, 16000]
		.map((hz) => ({ at: at(hz), label: wholeNumber(hz) }))
		.filter((tick) => tick.at >= 0 && tick.at <= logMel.cols);
	return heatMapPlot(
		{
			matrix: logMel,
			seconds,
			ticks,
			yLabel: 'Hz',
			unit: 'dB',
			domain: loudest(logMel, rangeDb),
			title: 'Mel spectrogram',
			alt: `Mel spectrogram of ${duration(seconds)}, ${logMel.cols} bands from ${wholeNumber(fMin)} to ${wholeNumber(fMax)} Hz, the loudest ${rangeDb} dB.`,
		},
		options,
	);
}

/**
 * Chroma with note names.
 *
 * @param chroma frames × 12 (or a multiple), from C up
 * @throws {SerError} INPUT when the columns are not a multiple of 12
 */
export function chromaPlot(chroma: Matrix, options: FrameOptions): Picture {
	if (chroma.cols % 12 !== 0) {
		throw new SerError('INPUT', `chroma plot: columns must be a multiple of 12, got ${chroma.cols}`);
	}
	const names = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];
	const each = chroma.cols / 12;
	const seconds = secondsOf(chroma, options);
	return heatMapPlot(
		{
			matrix: chroma,
			seconds,
			ticks: names.map((label, i) => ({ at: (i + 0.5) * each, label })),
			unit: '',
			title: 'Chroma',
			alt: `Chroma of ${duration(seconds)}: the share of each of the twelve notes over time.`,
			sharp: true,
		},
		{ height: 260, ...options },
	);
}

/**
 * Mel-frequency cepstral coefficients; each on its own range, since the first is far larger than the rest.
 *
 * @param mfcc frames × coefficients
 */
export function mfccPlot(mfcc: Matrix, options: FrameOptions): Picture {
	const seconds = secondsOf(mfcc, options);
	const step = Math.ceil(mfcc.cols / 10);
	const ticks: HeatMapTick[] = [];
	for (let c = 0; c < mfcc.cols; c += step) ticks.push({ at: c + 0.5, label: String(c) });
	return heatMapPlot(
		{
			matrix: mfcc,
			seconds,
			ticks,
			yLabel: 'MFCC',
			unit: '',
			title: 'MFCC',
			alt: `${mfcc.cols} mel-frequency cepstral coefficients over ${duration(seconds)}, each on its own range.`,
			rowWise: true,
			sharp: true,
		},
		options,
	);
}

function secondsOf({ rows }: Matrix, { sampleRate, hopLength = 512 }: FrameOptions): number {
	return (rows * hopLength) / sampleRate;
}

function loudest({ data }: Matrix, rangeDb: number): [number, number] {
	let top = Number.NEGATIVE_INFINITY;
	for (const value of data) if (value > top && Number.isFinite(value)) top = value;
	return Number.isFinite(top) ? [top - rangeDb, top] : [-rangeDb, 0];
}

function linearTicks(nyquist: number): number[] {
	const step = [500, 1000, 2000, 4000, 5000].find((size) => nyquist / size <= 6) ?? 10000;
	return Array.from({ length: Math.floor(nyquist / step) + 1 }, (_, i) => i * step);
}

/** Linear frequency bins resampled to a logarithmic axis; the mean where several fall together, else interpolated. */
function onLogAxis({ data, rows, cols }: Matrix, lowest: number, nyquist: number, bins: number): Matrix {
	const resampled = createMatrix(rows, bins);
	const edge = (b: number) => ((lowest * (nyquist / lowest) ** (b / bins)) / nyquist) * (cols - 1);
	for (let b = 0; b < bins; b++) {
		const from = edge(b);
		const to = edge(b + 1);
		for (let r = 0; r < rows; r++) {
			let value = 0;
			if (to - from < 1) {
				const middle = (from + to) / 2;
				const i = Math.min(cols - 2, Math.floor(middle));
				const part = middle - i;
				value = (1 - part) * (data[r * cols + i] as number) + part * (data[r * cols + i + 1] as number);
			} else {
				const start = Math.round(from);
				const end = Math.max(start + 1, Math.round(to));
				for (let i = start; i < end; i++) value += (data[r * cols + Math.min(cols - 1, i)] as number) / (end - start);
			}
			resampled.data[r * bins + b] = value;
		}
	}
	return resampled;
}

const htkMel = (hz: number) => 2595 * Math.log10(1 + hz / 700);
const slaneyMel = (hz: number) => (hz < 1000 ? (3 * hz) / 200 : 15 + (27 * Math.log(hz / 1000)) / Math.log(6.4));
