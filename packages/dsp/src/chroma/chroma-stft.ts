import type { Matrix } from '@ser/core';
import { checkOneOf } from '../check.js';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { projectionFeature } from '../stft/projection-feature.js';
import { passingSpectrogram, spectrogramOf } from '../stft/spectrogram.js';
import type { StftOptions } from '../stft/stft-options.js';
import { type ChromaFilterbankOptions, chromaProjection } from './chroma-filterbank.js';
import { estimateTuning } from './estimate-tuning.js';

export interface ChromaOptions extends StftOptions, Omit<ChromaFilterbankOptions, 'nFft'> {
	/** each frame divided by its maximum ('max', default), sum ('sum') or length ('euclidean'); null for raw energies */
	norm?: 'max' | 'sum' | 'euclidean' | null;
}

/**
 * Energy of the twelve pitch classes.
 *
 * @param source mono signal, any length ≥ 1; or a power spectrogram of frames × bins (librosa's `S=`)
 * @param options nChroma 12, norm 'max', tuning in fractions of a chroma bin (default: estimated), and those of `stft` with hopLength 512
 * @returns frames × nChroma
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.chroma_stft` transposed.
 */
export function chromaStft(source: Float32Array | Matrix, options: ChromaOptions = {}): Matrix {
	const { sampleRate = 22050, nChroma = 12 } = options;
	const { spectrum, nFft } = spectrogramOf(source, options, 2, passingSpectrogram);
	// librosa takes the frame size from the spectrogram's width here, which for odd nFft is one less.
	const tuning =
		options.tuning ??
		estimateTuning(spectrum, {
			sampleRate,
			nFft: nFft === 2049 ? 2048 : 2 * (spectrum.cols - 1),
			binsPerOctave: nChroma,
		});
	return applyFrameFeature(createChromaFeature({ ...options, nFft, tuning }), spectrum);
}

/** The pitch classes of one power spectrum as a frame feature, with a given tuning. */
export function createChromaFeature(options: ChromaFilterbankOptions & Pick<ChromaOptions, 'norm'>): FrameFeature {
	const { nChroma = 12, norm = 'max' } = options;
	checkOneOf('norm', norm, ['max', 'sum', 'euclidean', null]);
	const { nFft = 2048 } = options;
	return projectionFeature(chromaProjection(options), Math.floor(nFft / 2) + 1, nChroma, (sums, from, output, to) => {
		const scale = 1 / (normOf(sums, from, nChroma, norm) || 1);
		for (let c = 0; c < nChroma; c++) output[to + c] = sums[from + c]! * scale;
	});
}

const smallestNormal = 1.1754943508222875e-38;

function normOf(values: Float64Array, from: number, count: number, norm: ChromaOptions['norm']): number {
	let length = norm === null ? 1 : 0;
	for (let c = 0; c < count; c++) {
		const value = values[from + c]!;
		if (norm === 'max') length = Math.max(length, value);
		else if (norm === 'sum') length += value;
		else if (norm === 'euclidean') length += value * value;
	}
	if (norm === 'euclidean') length = Math.sqrt(length);
	return length < smallestNormal ? 0 : length;
}
