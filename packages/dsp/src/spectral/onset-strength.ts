import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger } from '../check.js';
import { maximumOverColumns } from '../mel/maximum-filter.js';
import { type MelSpectrogramOptions, melSpectrogram } from '../mel/mel-spectrogram.js';
import { powerToDb } from './decibel.js';

export interface OnsetOptions extends MelSpectrogramOptions {
	/** frames between the two spectra compared, default 1 */
	lag?: number;
	/** bands of a maximum filter on the earlier spectrum, default 1: none */
	maxSize?: number;
	/** remove the slow trend, default false */
	detrend?: boolean;
}

/**
 * Spectral flux onset strength: mean rise of the log-mel bands from frame to frame.
 *
 * @param source mono signal, any length ≥ 1; or a log-mel spectrogram in dB of frames × bands (librosa's `S=`)
 * @returns frames × 1, dB
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.onset.onset_strength` (Böck & Widmer 2013).
 */
export function onsetStrength(source: Float32Array | Matrix, options: OnsetOptions = {}): Matrix {
	const { lag = 1, maxSize = 1, detrend = false, center = true, nFft = 2048, hopLength = 512 } = options;
	checkInteger('lag', lag);
	checkInteger('maxSize', maxSize);
	// As in librosa, `center` here only says where the flux is put; the frames are always centred.
	const mel = (samples: Float32Array) => melSpectrogram(samples, { ...options, nFft, hopLength, center: true });
	const logMel = source instanceof Float32Array ? powerToDb(mel(source)) : source;
	const reference = maximumOverColumns(logMel, maxSize);
	const { rows, cols, data } = logMel;
	const shift = lag + (center ? Math.floor(nFft / (2 * hopLength)) : 0);
	const length = center ? rows : Math.max(0, rows - lag) + shift;
	const result = createMatrix(length, 1);
	for (let t = lag; t < rows && t - lag + shift < length; t++) {
		let sum = 0;
		for (let c = 0; c < cols; c++) sum += Math.max(0, data[t * cols + c]! - reference.data[(t - lag) * cols + c]!);
		result.data[t - lag + shift] = sum / cols;
	}
	if (detrend) removeTrend(result.data);
	return result;
}

/** y[n] = x[n] − x[n − 1] + 0.99 · y[n − 1] */
function removeTrend(values: Float32Array): void {
	let before = 0;
	let output = 0;
	for (let i = 0; i < values.length; i++) {
		const x = values[i]!;
		output = x - before + 0.99 * output;
		before = x;
		values[i] = output;
	}
}
