import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { spectrogramOf } from '../stft/spectrogram.js';
import { powerToDb } from './decibel.js';
import type { SpectralOptions } from './spectral-shape.js';

export interface ContrastOptions extends SpectralOptions {
	/** upper edge of the lowest band, Hz, > 0, default 200 */
	fMin?: number;
	/** octave bands above it, default 6; the result has one more */
	nBands?: number;
	/** share of a band's bins that makes its peak and its valley, between 0 and 1, default 0.02 */
	quantile?: number;
	/** difference of magnitudes instead of decibels, default false */
	linear?: boolean;
	/** dynamic range of the peaks, and of the valleys, below the clip's highest, default 80 dB as in librosa; null for none */
	topDb?: number | null;
}

/**
 * Difference between peaks and valleys of the magnitude spectrum in octave bands.
 *
 * @param source mono signal, any length ≥ 1; or a magnitude spectrogram of frames × bins (librosa's `S=`)
 * @returns frames × (nBands + 1), dB
 * @throws {SerError} PARAMETER for a bad option, e.g. a band beyond half the sample rate; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.spectral_contrast` transposed (Jiang et al. 2002).
 */
export function spectralContrast(source: Float32Array | Matrix, options: ContrastOptions = {}): Matrix {
	const { sampleRate = 22050, linear = false, topDb = 80 } = options;
	const { spectrum, nFft } = spectrogramOf(source, options, 1);
	const extremes = applyFrameFeature(createContrastFeature(spectrum.cols, sampleRate, nFft, options), spectrum);
	const bands = extremes.cols / 2;
	const peak = createMatrix(extremes.rows, bands);
	const valley = createMatrix(extremes.rows, bands);
	for (let t = 0; t < extremes.rows; t++) {
		const row = t * extremes.cols;
		peak.data.set(extremes.data.subarray(row, row + bands), t * bands);
		valley.data.set(extremes.data.subarray(row + bands, row + 2 * bands), t * bands);
	}
	const high = linear ? peak : powerToDb(peak, { topDb });
	const low = linear ? valley : powerToDb(valley, { topDb });
	for (let i = 0; i < high.data.length; i++) high.data[i] = high.data[i]! - low.data[i]!;
	return high;
}

/** The peaks and then the valleys of one magnitude spectrum's bands, as magnitudes: 2 × (nBands + 1) values. */
export function createContrastFeature(
	bins: number,
	sampleRate: number,
	nFft: number,
	{ fMin = 200, nBands = 6, quantile = 0.02 }: ContrastOptions = {},
): FrameFeature {
	checkOption(fMin > 0, 'fMin', '> 0', fMin);
	checkInteger('nBands', nBands);
	checkOption(quantile > 0 && quantile < 1, 'quantile', 'between 0 and 1', quantile);
	const top = fMin * 2 ** (nBands - 1);
	checkOption(top < sampleRate / 2, 'fMin', `such that fMin · 2^(nBands − 1) < ${sampleRate / 2}`, fMin);
	const bands = Array.from({ length: nBands + 1 }, (_, band) => bandOf(band, nBands, fMin, sampleRate / nFft, bins));
	const widest = Math.max(...bands.map(({ from, to }) => to - from));
	const sorted = new Float32Array(widest);
	return {
		cols: 2 * (nBands + 1),
		power: 1,
		compute(spectrum, at, output, to) {
			for (let b = 0; b <= nBands; b++) {
				const band = bands[b]!;
				const count = Math.min(Math.max(1, roundHalfEven(quantile * band.width)), band.to - band.from);
				sortInto(spectrum, at + band.from, at + band.to, sorted, count);
				let low = 0;
				let high = 0;
				const size = band.to - band.from;
				for (let i = 0; i < count; i++) {
					low += sorted[i]!;
					high += sorted[size - 1 - i]!;
				}
				output[to + b] = high / count;
				output[to + nBands + 1 + b] = low / count;
			}
		},
	};
}

/** Bins of one band: the octave, the bin below it, and for the last band everything above; all but the last lose their top bin. */
function bandOf(band: number, nBands: number, fMin: number, hzPerBin: number, bins: number) {
	const low = band === 0 ? 0 : fMin * 2 ** (band - 1);
	const high = fMin * 2 ** band;
	let from = Math.ceil(low / hzPerBin - 1e-9);
	let to = Math.min(bins, Math.floor(high / hzPerBin + 1e-9) + 1);
	if (band > 0) from -= 1;
	if (band === nBands) to = bins;
	from = Math.max(0, Math.min(from, bins - 1));
	const width = to - from;
	if (band < nBands) to -= 1;
	return { from, to: Math.max(to, from + 1), width };
}

/**
 * The `count` smallest values at the front of `sorted` and the `count` largest at its end.
 * For the usual one or two extremes a scan; beyond, a sort.
 */
function sortInto(spectrum: Float32Array, from: number, to: number, sorted: Float32Array, count: number): void {
	const size = to - from;
	if (count === 1) {
		let low = spectrum[from]!;
		let high = low;
		for (let i = from + 1; i < to; i++) {
			const x = spectrum[i]!;
			if (x < low) low = x;
			if (x > high) high = x;
		}
		sorted[0] = low;
		sorted[size - 1] = high;
		return;
	}
	if (2 * count > size) {
		for (let i = 0; i < size; i++) sorted[i] = spectrum[from + i]!;
		insertionSort(sorted, size);
		return;
	}
	// Front and back hold the best so far, in order; a value enters by insertion.
	for (let i = 0; i < count; i++) {
		sorted[i] = Infinity;
		sorted[size - 1 - i] = -Infinity;
	}
	for (let i = from; i < to; i++) {
		const x = spectrum[i]!;
		if (x < sorted[count - 1]!) {
			let j = count - 1;
			for (; j > 0 && sorted[j - 1]! > x; j--) sorted[j] = sorted[j - 1]!;
			sorted[j] = x;
		}
		if (x > sorted[size - count]!) {
			let j = size - count;
			for (; j < size - 1 && sorted[j + 1]! < x; j++) sorted[j] = sorted[j + 1]!;
			sorted[j] = x;
		}
	}
}

function insertionSort(values: Float32Array, size: number): void {
	for (let i = 1; i < size; i++) {
		const x = values[i]!;
		let j = i;
		for (; j > 0 && values[j - 1]! > x; j--) values[j] = values[j - 1]!;
		values[j] = x;
	}
}

function roundHalfEven(x: number): number {
	const floor = Math.floor(x);
	const rest = x - floor;
	if (rest !== 0.5) return Math.round(x);
	return floor % 2 === 0 ? floor : floor + 1;
}
