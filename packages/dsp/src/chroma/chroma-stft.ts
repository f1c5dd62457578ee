import type { Matrix } from '@ser/core';
import { checkOneOf } from '../check.js';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { spectrogramOf } from '../stft/spectrogram.js';
import type { StftOptions } from '../stft/stft-options.js';
import { type ChromaFilterbankOptions, chromaWeights } from './chroma-filterbank.js';
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
	const { spectrum, nFft } = spectrogramOf(source, options, 2);
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
	const { nFft = 2048, nChroma = 12, norm = 'max' } = options;
	checkOneOf('norm', norm, ['max', 'sum', 'euclidean', null]);
	const weights = chromaWeights(options);
	const bins = Math.floor(nFft / 2) + 1;
	const sums = new Float64Array(nChroma);
	return {
		cols: nChroma,
		power: 2,
		compute(spectrum, at, output, to) {
			sums.fill(0);
			if (nChroma === 12) addTwelve(weights, spectrum, at, bins, sums);
			else addAny(weights, spectrum, at, bins, sums);
			const scale = 1 / (normOf(sums, norm) || 1);
			for (let c = 0; c < nChroma; c++) output[to + c] = sums[c]! * scale;
		},
	};
}

const smallestNormal = 1.1754943508222875e-38;

function normOf(values: Float64Array, norm: ChromaOptions['norm']): number {
	let length = norm === null ? 1 : 0;
	if (norm === 'max') for (let c = 0; c < values.length; c++) length = Math.max(length, values[c]!);
	if (norm === 'sum') for (let c = 0; c < values.length; c++) length += values[c]!;
	if (norm === 'euclidean') length = Math.hypot(...values);
	return length < smallestNormal ? 0 : length;
}

/** Twelve sums that stay in registers. */
function addTwelve(w: Float64Array, s: Float32Array, at: number, bins: number, sums: Float64Array): void {
	let c0 = 0;
	let c1 = 0;
	let c2 = 0;
	let c3 = 0;
	let c4 = 0;
	let c5 = 0;
	let c6 = 0;
	let c7 = 0;
	let c8 = 0;
	let c9 = 0;
	let c10 = 0;
	let c11 = 0;
	for (let k = 0, i = 0; k < bins; k++, i += 12) {
		const x = s[at + k]!;
		c0 += x * w[i]!;
		c1 += x * w[i + 1]!;
		c2 += x * w[i + 2]!;
		c3 += x * w[i + 3]!;
		c4 += x * w[i + 4]!;
		c5 += x * w[i + 5]!;
		c6 += x * w[i + 6]!;
		c7 += x * w[i + 7]!;
		c8 += x * w[i + 8]!;
		c9 += x * w[i + 9]!;
		c10 += x * w[i + 10]!;
		c11 += x * w[i + 11]!;
	}
	sums[0] = c0;
	sums[1] = c1;
	sums[2] = c2;
	sums[3] = c3;
	sums[4] = c4;
	sums[5] = c5;
	sums[6] = c6;
	sums[7] = c7;
	sums[8] = c8;
	sums[9] = c9;
	sums[10] = c10;
	sums[11] = c11;
}

function addAny(w: Float64Array, s: Float32Array, at: number, bins: number, sums: Float64Array): void {
	const n = sums.length;
	for (let k = 0; k < bins; k++) for (let c = 0; c < n; c++) sums[c]! += s[at + k]! * w[k * n + c]!;
}
