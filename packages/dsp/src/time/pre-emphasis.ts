import { checkOption, checkSamples } from '../check.js';

export interface EmphasisOptions {
	/** 0 … 1, default 0.97 */
	coef?: number;
	/** state of the filter before the first sample; default librosa's, from the line through the first two samples */
	zi?: number;
}

/**
 * Raises the treble: y[n] = x[n] − coef · x[n − 1].
 *
 * @param samples mono signal, any length ≥ 1
 * @returns as many samples
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.effects.preemphasis`.
 */
export function preEmphasis(samples: Float32Array, options: EmphasisOptions = {}): Float32Array {
	const { coef = 0.97 } = options;
	checkOption(coef >= 0 && coef <= 1, 'coef', '0 … 1', coef);
	checkSamples(samples);
	const result = new Float32Array(samples.length);
	const zi = options.zi ?? 2 * samples[0]! - (samples[1] ?? samples[0]!);
	result[0] = samples[0]! + zi;
	for (let n = 1; n < samples.length; n++) result[n] = samples[n]! - coef * samples[n - 1]!;
	return result;
}

/**
 * Undoes `preEmphasis` of the same coefficient.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns as many samples
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.effects.deemphasis`.
 */
export function deEmphasis(samples: Float32Array, options: EmphasisOptions = {}): Float32Array {
	const { coef = 0.97, zi } = options;
	checkOption(coef >= 0 && coef <= 1, 'coef', '0 … 1', coef);
	checkSamples(samples);
	const result = new Float32Array(samples.length);
	const first = samples[0]!;
	const offset = zi === undefined ? ((2 - coef) * first - (samples[1] ?? first)) / (3 - coef) : 0;
	let state = zi ?? 0;
	let decay = 1;
	for (let n = 0; n < samples.length; n++) {
		const value = samples[n]! + state;
		result[n] = value - offset * decay;
		state = coef * value;
		decay *= coef;
	}
	return result;
}
