import { createMatrix } from '@ser/core';
import { chromaStft } from '../chroma/chroma-stft.js';
import { functionals } from '../functionals/functionals.js';
import { melSpectrogram } from '../mel/mel-spectrogram.js';
import { mfcc } from '../mel/mfcc.js';
import { powerToDb } from '../spectral/decibel.js';
import { spectrogram } from '../stft/spectrogram.js';
import type { FeatureSet } from './types.js';

/**
 * The 180 numbers of the usual tutorial: means over time of 40 MFCC, 12 chroma and 128 mel bands, librosa's defaults at
 * 22.05 kHz. Differs from the tutorials in one point: their chroma is of the magnitude spectrogram for some, of the power
 * spectrogram (librosa's default, as here) for others.
 */
export function createTutorial180(): FeatureSet {
	const sampleRate = 22050;
	const names = [
		...Array.from({ length: 40 }, (_, i) => `mfcc${i}_mean`),
		...Array.from({ length: 12 }, (_, i) => `chroma${i}_mean`),
		...Array.from({ length: 128 }, (_, i) => `mel${i}_mean`),
	];
	return {
		name: 'tutorial180',
		sampleRate,
		kind: 'vector',
		names,
		version: 'tutorial180/1',
		extract(samples) {
			const power = spectrogram(samples);
			const mel = melSpectrogram(power, { sampleRate });
			const result = createMatrix(1, 180);
			let at = 0;
			for (const matrix of [mfcc(powerToDb(mel), { nMfcc: 40 }), chromaStft(power, { sampleRate }), mel]) {
				result.data.set(functionals(matrix, { functionals: ['mean'] }).data, at);
				at += matrix.cols;
			}
			return result;
		},
	};
}
