import { melSpectrogram } from '../mel/mel-spectrogram.js';
import { trimSilence } from '../time/trim-silence.js';
import type { FeatureSet } from './types.js';

/**
 * The front end of the networks: 64 HTK mel bands from 50 to 8000 Hz at 16 kHz, 25 ms Hann windows every 10 ms, log(x + 1e-5),
 * silence trimmed at 30 dB below the loudest frame with 50 ms margin, then the clip minus its mean over its standard deviation
 * (one scalar each), which takes the recording level out.
 */
export function createLogmel(): FeatureSet {
	const sampleRate = 16000;
	const winLength = 400;
	const hopLength = 160;
	return {
		name: 'logmel',
		sampleRate,
		kind: 'frames',
		names: Array.from({ length: 64 }, (_, i) => `logmel${i}`),
		version: 'logmel/1',
		hopSeconds: hopLength / sampleRate,
		extract(samples) {
			const trimmed = trimSilence(samples, { topDb: 30, frameLength: winLength, hopLength, margin: 800 }).samples;
			const result = melSpectrogram(trimmed, {
				sampleRate,
				nFft: 512,
				winLength,
				hopLength,
				nMels: 64,
				fMin: 50,
				fMax: 8000,
				htk: true,
				norm: null,
			});
			const { data } = result;
			let sum = 0;
			for (let i = 0; i < data.length; i++) {
				data[i] = Math.log(data[i]! + 1e-5);
				sum += data[i]!;
			}
			const mean = sum / data.length;
			let squares = 0;
			for (let i = 0; i < data.length; i++) squares += (data[i]! - mean) ** 2;
			const scale = 1 / (Math.sqrt(squares / data.length) + 1e-5);
			for (let i = 0; i < data.length; i++) data[i] = (data[i]! - mean) * scale;
			return result;
		},
	};
}
