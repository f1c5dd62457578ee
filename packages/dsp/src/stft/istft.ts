import { type Matrix, SerError } from '@ser/core';
import { checkInteger } from '../check.js';
import { realFft } from '../fft/real-fft.js';
import { resolveStft, type StftOptions } from './stft-options.js';

export interface IstftOptions extends Omit<StftOptions, 'padMode'> {
	/** samples of the result; default all that the frames cover */
	length?: number;
}

/**
 * Inverse short-time Fourier transform: windowed overlap-add, divided by the sum of the squared windows.
 *
 * @param spectrum frames × 2·bins as `stft` returns it: each row interleaved re im
 * @param options those given to `stft`; nFft defaults to 2·(bins − 1), hopLength to winLength / 4
 * @returns the signal
 * @throws {SerError} PARAMETER for a bad option; INPUT when the spectrum has other than nFft / 2 + 1 bins
 * Equals `librosa.istft` (Griffin & Lim 1984).
 */
export function istft(spectrum: Matrix, options: IstftOptions = {}): Float32Array {
	const bins = spectrum.cols / 2;
	const { nFft, hopLength, center, window } = resolveStft({ ...options, nFft: options.nFft ?? 2 * (bins - 1) });
	if (bins !== Math.floor(nFft / 2) + 1) {
		throw new SerError('INPUT', `spectrum must have 2 × (nFft / 2 + 1) columns for nFft ${nFft}, got ${spectrum.cols}`);
	}
	const lead = center ? Math.floor(nFft / 2) : 0;
	let frames = spectrum.rows;
	if (options.length !== undefined) {
		checkInteger('length', options.length);
		frames = Math.min(frames, Math.ceil((options.length + 2 * lead) / hopLength));
	}
	const length = options.length ?? Math.max(0, nFft + hopLength * (frames - 1) - 2 * lead);
	const plan = realFft(nFft);
	const input = new Float64Array(spectrum.cols);
	const frame = new Float64Array(nFft);
	const sums = new Float64Array(length);
	const weights = new Float64Array(length);
	for (let t = 0; t < frames; t++) {
		for (let k = 0; k < input.length; k++) input[k] = spectrum.data[t * input.length + k]!;
		plan.inverse(frame, input);
		const start = t * hopLength - lead;
		const end = Math.min(nFft, length - start);
		for (let i = Math.max(0, -start); i < end; i++) {
			sums[start + i]! += frame[i]! * window[i]!;
			weights[start + i]! += window[i]! * window[i]!;
		}
	}
	return Float32Array.from(sums, (sum, i) => (weights[i]! > 1.1754943508222875e-38 ? sum / weights[i]! : sum));
}
