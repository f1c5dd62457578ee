import { type Matrix, SerError } from '@ser/core';
import { applyFrameFeature } from '../stft/frame-feature.js';
import { frameFeatureOf, type SpectrogramOptions, spectrogramOf } from '../stft/spectrogram.js';
import { createMelFeature, type MelOptions } from './mel-filterbank.js';

export interface MelSpectrogramOptions extends SpectrogramOptions, MelOptions {}

/**
 * Mel spectrogram: triangles on the mel scale over the power (or magnitude) spectrogram.
 *
 * @param source mono signal, any length ≥ 1; or a spectrogram of frames × bins (librosa's `S=`)
 * @param options sampleRate 22050, nFft 2048, hopLength 512, power 2, nMels 128, fMin 0, fMax sampleRate / 2, htk false, norm 'slaney', …
 * @returns frames × nMels
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.melspectrogram` transposed.
 * @example
 * const mel = melSpectrogram(samples, { sampleRate: 16000, nFft: 512, hopLength: 160, nMels: 64 });
 */
export function melSpectrogram(source: Float32Array | Matrix, options: MelSpectrogramOptions = {}): Matrix {
	const { power = 2 } = options;
	if (source instanceof Float32Array) return frameFeatureOf(source, options, createMelFeature(options, power));
	const { spectrum, nFft } = spectrogramOf(source, options, power);
	const feature = createMelFeature({ ...options, nFft }, power);
	if (spectrum.cols !== Math.floor(nFft / 2) + 1) {
		throw new SerError('INPUT', `spectrogram must have nFft / 2 + 1 bins (${nFft / 2 + 1}), got ${spectrum.cols}`);
	}
	return applyFrameFeature(feature, spectrum);
}
