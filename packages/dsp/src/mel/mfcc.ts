import { type Matrix, SerError } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { createProjection, type Projection } from '../kernels/project.js';
import { createPlanCache } from '../plan-cache.js';
import { powerToDbInto } from '../spectral/decibel.js';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { projectionFeature } from '../stft/projection-feature.js';
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
	let logMel = source;
	if (logMel instanceof Float32Array) {
		const mel = melSpectrogram(logMel, { ...options, norm: melNorm });
		logMel = powerToDbInto(mel, mel, { topDb });
	}
	if (logMel.rows === 0) throw new SerError('INPUT', 'log-mel spectrogram must have at least one frame, got 0');
	return applyFrameFeature(createCepstrumFeature(logMel.cols, options), logMel);
}

const projections = /* @__PURE__ */ createPlanCache<Projection>();

/** The cepstrum of one log-mel frame as a frame feature: it reads `nMels` values in dB. */
export function createCepstrumFeature(nMels: number, options: CepstrumOptions): FrameFeature {
	const { nMfcc = 20, dctType = 2, norm = 'ortho', lifter = 0 } = options;
	checkInteger('nMfcc', nMfcc);
	checkOption(nMfcc <= nMels, 'nMfcc', `≤ nMels (${nMels})`, nMfcc);
	checkOption(lifter >= 0, 'lifter', '≥ 0', lifter);
	const matrix = dctMatrix(nMels, nMfcc, { type: dctType, norm });
	const liftBy = (n: number) => (lifter > 0 ? 1 + (lifter / 2) * Math.sin((Math.PI * (n + 1)) / lifter) : 1);
	const projection = projections.get([nMels, nMfcc, dctType, norm, lifter].join('/'), () => {
		const weights = new Float64Array(nMels * nMfcc);
		for (let k = 0; k < nMfcc; k++) {
			for (let n = 0; n < nMels; n++) weights[n * nMfcc + k] = liftBy(k) * matrix[k * nMels + n]!;
		}
		return createProjection(weights, nMels, nMfcc);
	});
	return projectionFeature(projection, nMels, nMfcc, (sums, from, output, to) => {
		for (let k = 0; k < nMfcc; k++) output[to + k] = sums[from + k]!;
	});
}
