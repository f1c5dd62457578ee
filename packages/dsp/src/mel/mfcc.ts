import { type Matrix, SerError } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { powerToDb } from '../spectral/decibel.js';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { dctMatrix } from './dct.js';
import { type MelSpectrogramOptions, melSpectrogram } from './mel-spectrogram.js';

export interface CepstrumOptions {
	/** coefficients to keep, 1 … nMels, default 20 */
	nMfcc?: number;
	/** 1, 2 (default) or 3 */
	dctType?: 1 | 2 | 3;
	/** 'ortho' (default) or null; the mel bands' own norm is `melNorm` here, as in librosa */
	norm?: 'ortho' | null;
	/** 0 (default) for none, else coefficient n (from 1) times 1 + (lifter / 2)·sin(π·n / lifter) */
	lifter?: number;
}

export interface MfccOptions extends Omit<MelSpectrogramOptions, 'norm'>, CepstrumOptions {
	/** normalisation of the mel triangles, default 'slaney' */
	melNorm?: 'slaney' | null;
	/** dynamic range kept below the clip's loudest mel value, default 80 dB; null for none */
	topDb?: number | null;
}

/**
 * Mel-frequency cepstral coefficients: DCT of the log-mel spectrogram in dB.
 *
 * @param source mono signal, any length ≥ 1; or a log-mel spectrogram in dB of frames × nMels (librosa's `S=`)
 * @param options nMfcc 20, dctType 2, norm 'ortho', lifter 0, melNorm 'slaney', topDb 80, and those of `melSpectrogram`
 * @returns frames × nMfcc
 * @throws {SerError} PARAMETER for a bad option, e.g. nMfcc > nMels; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.mfcc` transposed (Davis & Mermelstein 1980, dB scale, orthonormal DCT).
 * @example
 * const coefficients = mfcc(samples, { sampleRate: 16000, nMfcc: 13 });
 */
export function mfcc(source: Float32Array | Matrix, options: MfccOptions = {}): Matrix {
	const { melNorm = 'slaney', topDb = 80 } = options;
	const logMel =
		source instanceof Float32Array
			? powerToDb(melSpectrogram(source, { ...options, norm: melNorm }), { topDb })
			: source;
	if (logMel.rows === 0) throw new SerError('INPUT', 'log-mel spectrogram must have at least one frame, got 0');
	return applyFrameFeature(createCepstrumFeature(logMel.cols, options), logMel);
}

/** The cepstrum of one log-mel frame as a frame feature: it reads `nMels` values in dB. */
export function createCepstrumFeature(nMels: number, options: CepstrumOptions): FrameFeature {
	const { nMfcc = 20, dctType = 2, norm = 'ortho', lifter = 0 } = options;
	checkInteger('nMfcc', nMfcc);
	checkOption(nMfcc <= nMels, 'nMfcc', `≤ nMels (${nMels})`, nMfcc);
	checkOption(lifter >= 0, 'lifter', '≥ 0', lifter);
	const matrix = dctMatrix(nMels, nMfcc, { type: dctType, norm });
	const weights = new Float64Array(nMfcc).fill(1);
	if (lifter > 0) {
		for (let n = 0; n < nMfcc; n++) weights[n] = 1 + (lifter / 2) * Math.sin((Math.PI * (n + 1)) / lifter);
	}
	return {
		cols: nMfcc,
		power: 2,
		compute(spectrum, at, output, to) {
			multiplyRows(matrix, spectrum, at, nMels, output, to, nMfcc);
			if (lifter > 0) for (let k = 0; k < nMfcc; k++) output[to + k]! *= weights[k]!;
		},
	};
}

/** output = matrix × input, four rows at a time, so that each input value is read once for four products. */
function multiplyRows(
	matrix: Float64Array,
	input: Float32Array,
	at: number,
	cols: number,
	output: Float32Array,
	to: number,
	rows: number,
): void {
	let k = 0;
	for (; k + 4 <= rows; k += 4) {
		let i0 = k * cols;
		let i1 = i0 + cols;
		let i2 = i1 + cols;
		let i3 = i2 + cols;
		let s0 = 0;
		let s1 = 0;
		let s2 = 0;
		let s3 = 0;
		for (let n = 0; n < cols; n++) {
			const x = input[at + n]!;
			s0 += x * matrix[i0++]!;
			s1 += x * matrix[i1++]!;
			s2 += x * matrix[i2++]!;
			s3 += x * matrix[i3++]!;
		}
		output[to + k] = s0;
		output[to + k + 1] = s1;
		output[to + k + 2] = s2;
		output[to + k + 3] = s3;
	}
	for (; k < rows; k++) {
		let sum = 0;
		for (let n = 0; n < cols; n++) sum += input[at + n]! * matrix[k * cols + n]!;
		output[to + k] = sum;
	}
}
