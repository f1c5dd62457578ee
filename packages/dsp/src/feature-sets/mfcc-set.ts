import { mfcc } from '../mel/mfcc.js';
import type { FeatureSet, FeatureSetOptions } from './types.js';

/** MFCC frames with a 25 ms window and a 10 ms hop, otherwise librosa's defaults; 16 kHz unless told otherwise. */
export function createMfccSet({ sampleRate = 16000, nMfcc = 13 }: FeatureSetOptions = {}): FeatureSet {
	const hopLength = Math.round(sampleRate / 100);
	const winLength = Math.round(sampleRate / 40);
	const nFft = 2 ** Math.ceil(Math.log2(winLength));
	return {
		name: 'mfcc',
		sampleRate,
		kind: 'frames',
		names: Array.from({ length: nMfcc }, (_, i) => `mfcc${i}`),
		version: `mfcc/1/${sampleRate}/${nMfcc}`,
		hopSeconds: hopLength / sampleRate,
		extract: (samples) => mfcc(samples, { sampleRate, nMfcc, nFft, winLength, hopLength, nMels: 64 }),
	};
}
