import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { istft } from '../stft/istft.js';
import { stft } from '../stft/stft.js';
import type { StftOptions } from '../stft/stft-options.js';
import { medianFilter } from './median-filter.js';

export interface HpssOptions {
	/** frames and bins of the two median filters, one number or [harmonic, percussive], default 31 */
	kernelSize?: number | readonly [number, number];
	/** exponent of the soft masks, > 0, Infinity for hard masks, default 2 */
	power?: number;
	/** how much one part must exceed the other, ≥ 1, one number or [harmonic, percussive], default 1 */
	margin?: number | readonly [number, number];
}

/** A pair of soft masks, each frames × bins, 0 … 1. */
export interface HpssMasks {
	harmonic: Matrix;
	percussive: Matrix;
}

/**
 * Masks that split a magnitude spectrogram into what is steady in time and what is steady in frequency.
 *
 * @param magnitude frames × bins, ≥ 0
 * @throws {SerError} PARAMETER for a bad option
 * Equals `librosa.decompose.hpss(…, mask=True)` transposed (Fitzgerald 2010, Driedger et al. 2014).
 */
export function hpssMasks(magnitude: Matrix, options: HpssOptions = {}): HpssMasks {
	const { power = 2 } = options;
	const [harmonicSize, percussiveSize] = pair(options.kernelSize ?? 31);
	const [harmonicMargin, percussiveMargin] = pair(options.margin ?? 1);
	checkInteger('kernelSize', harmonicSize);
	checkInteger('kernelSize', percussiveSize);
	checkOption(harmonicMargin >= 1 && percussiveMargin >= 1, 'margin', '≥ 1', options.margin);
	checkOption(power > 0, 'power', '> 0', power);
	const { data, rows, cols } = magnitude;
	const steady = new Float32Array(data.length);
	const sudden = new Float32Array(data.length);
	for (let k = 0; k < cols; k++) medianFilter(data, k, cols, rows, harmonicSize, steady);
	for (let t = 0; t < rows; t++) medianFilter(data, t * cols, 1, cols, percussiveSize, sudden);
	const atZero = harmonicMargin === 1 && percussiveMargin === 1 ? 0.5 : 0;
	return {
		harmonic: softMask(steady, sudden, harmonicMargin, power, atZero, rows, cols),
		percussive: softMask(sudden, steady, percussiveMargin, power, atZero, rows, cols),
	};
}

/**
 * Splits a recording into a harmonic and a percussive part.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns two signals of the same length; with margin 1 they add up to the input
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.effects.hpss`.
 */
export function hpss(
	samples: Float32Array,
	options: HpssOptions & StftOptions = {},
): { harmonic: Float32Array; percussive: Float32Array } {
	const spectrum = stft(samples, options);
	const magnitude = createMatrix(spectrum.rows, spectrum.cols / 2);
	for (let i = 0; i < magnitude.data.length; i++) {
		magnitude.data[i] = Math.hypot(spectrum.data[2 * i]!, spectrum.data[2 * i + 1]!);
	}
	const masks = hpssMasks(magnitude, options);
	const back = (mask: Matrix) => {
		const masked = createMatrix(spectrum.rows, spectrum.cols);
		for (let i = 0; i < masked.data.length; i++) masked.data[i] = spectrum.data[i]! * mask.data[i >> 1]!;
		return istft(masked, { ...options, nFft: options.nFft ?? 2048, length: samples.length });
	};
	return { harmonic: back(masks.harmonic), percussive: back(masks.percussive) };
}

function pair(value: number | readonly [number, number]): readonly [number, number] {
	return typeof value === 'number' ? [value, value] : value;
}

function softMask(
	wanted: Float32Array,
	other: Float32Array,
	margin: number,
	power: number,
	atZero: number,
	rows: number,
	cols: number,
): Matrix {
	const mask = createMatrix(rows, cols);
	for (let i = 0; i < wanted.length; i++) {
		const x = wanted[i]!;
		const reference = other[i]! * margin;
		const scale = Math.max(x, reference);
		if (power === Infinity) mask.data[i] = x > reference ? 1 : 0;
		else if (scale < 1.1754943508222875e-38) mask.data[i] = atZero;
		else {
			const raised = (x / scale) ** power;
			mask.data[i] = raised / (raised + (reference / scale) ** power);
		}
	}
	return mask;
}
