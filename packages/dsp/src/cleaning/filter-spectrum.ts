import { createMatrix, type Matrix } from '@ser/core';
import { istft } from '../stft/istft.js';
import { stft } from '../stft/stft.js';

/** Frames of about 32 ms with a quarter hop: long enough to resolve harmonics, short enough to follow speech. */
export function denoiseFrame(sampleRate: number): { nFft: number; hopLength: number } {
	const nFft = Math.max(16, 2 ** Math.round(Math.log2(sampleRate * 0.032)));
	return { nFft, hopLength: nFft / 4 };
}

/**
 * Applies a gain to each frame and bin of a signal.
 *
 * @param gainsOf from the power spectrogram (frames × bins) to gains of the same shape
 * @returns as many samples
 */
export function filterSpectrum(
	samples: Float32Array,
	{ nFft, hopLength }: { nFft: number; hopLength: number },
	gainsOf: (power: Matrix) => Matrix,
): Float32Array {
	const spectrum = stft(samples, { nFft, hopLength, padMode: 'reflect' });
	const { data } = spectrum;
	const power = createMatrix(spectrum.rows, spectrum.cols / 2);
	for (let i = 0; i < power.data.length; i++) {
		power.data[i] = data[2 * i]! * data[2 * i]! + data[2 * i + 1]! * data[2 * i + 1]!;
	}
	const gains = gainsOf(power).data;
	for (let i = 0; i < gains.length; i++) {
		data[2 * i] = data[2 * i]! * gains[i]!;
		data[2 * i + 1] = data[2 * i + 1]! * gains[i]!;
	}
	return istft(spectrum, { nFft, hopLength, length: samples.length });
}
