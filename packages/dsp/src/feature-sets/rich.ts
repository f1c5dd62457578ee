import { createMatrix, type Matrix } from '@ser/core';
import { chromaStft } from '../chroma/chroma-stft.js';
import { functionalNames, functionals } from '../functionals/functionals.js';
import { melSpectrogram } from '../mel/mel-spectrogram.js';
import { mfcc } from '../mel/mfcc.js';
import { amplitudeToDb, powerToDb } from '../spectral/decibel.js';
import { delta } from '../spectral/delta.js';
import { spectralContrast } from '../spectral/spectral-contrast.js';
import { spectralBandwidth, spectralCentroid, spectralFlatness, spectralRolloff } from '../spectral/spectral-shape.js';
import { magnitudeOf, spectrogram } from '../stft/spectrogram.js';
import { rms } from '../time/rms.js';
import { zeroCrossingRate } from '../time/zero-crossing-rate.js';
import { pitchStatisticNames, pitchStatistics } from './pitch-statistics.js';
import type { FeatureSet } from './types.js';

const sampleRate = 22050;
const frameLength = 1024;
const hopLength = 256;
/** A frame this far below the loudest is not active. */
const activeRangeDb = 25;

/**
 * 3911 numbers for regularised linear models: thirteen functionals of 149 frame features (64 log-mel, 20 MFCC with first and
 * second deltas, 12 chroma, centroid, bandwidth, roll-off, log flatness, 7-band contrast, zero-crossing rate, RMS in dB),
 * once over all frames and once over the active ones (within 25 dB of the loudest), and 37 numbers of pitch and timing.
 */
export function createRich(): FeatureSet {
	const frameNames = [
		...series('logmel', 64),
		...series('mfcc', 20),
		...series('mfcc', 20, '_delta'),
		...series('mfcc', 20, '_delta2'),
		...series('chroma', 12),
		...['centroid', 'bandwidth', 'rolloff', 'logflatness'],
		...series('contrast', 7),
		...['zcr', 'rmsdb'],
	];
	const names = [
		...frameNames.flatMap((name) => functionalNames.map((f) => `${name}_${f}`)),
		...frameNames.flatMap((name) => functionalNames.map((f) => `${name}_active_${f}`)),
		...pitchStatisticNames(),
		...['duration_s', 'active_share', 'active_duration_s'],
	];
	return {
		name: 'rich',
		sampleRate,
		kind: 'vector',
		names,
		version: 'rich/1',
		extract(samples) {
			const hopSeconds = hopLength / sampleRate;
			const { columns, level } = frameFeatures(samples);
			const loudest = level.data.reduce((a, b) => Math.max(a, b), -Infinity);
			const active = Uint8Array.from(level.data, (db) => (db > loudest - activeRangeDb ? 1 : 0));
			const result = createMatrix(1, names.length);
			let at = 0;
			for (const mask of [undefined, active]) {
				for (const matrix of columns) {
					const { data } = functionals(matrix, { mask, hopSeconds });
					result.data.set(data, at);
					at += data.length;
				}
			}
			const pitch = pitchStatistics(samples, { sampleRate, frameLength, hopLength });
			result.data.set(pitch, at);
			at += pitch.length;
			const share = active.reduce((a, b) => a + b, 0) / active.length;
			const seconds = samples.length / sampleRate;
			result.data.set([seconds, share, share * seconds], at);
			return result;
		},
	};
}

function series(name: string, count: number, suffix = ''): string[] {
	return Array.from({ length: count }, (_, i) => `${name}${i}${suffix}`);
}

function frameFeatures(samples: Float32Array): { columns: Matrix[]; level: Matrix } {
	const shape = { sampleRate, nFft: frameLength };
	const power = spectrogram(samples, { nFft: frameLength, hopLength });
	const magnitude = magnitudeOf(power);
	const logMel = powerToDb(melSpectrogram(power, { ...shape, nMels: 64 }));
	const cepstrum = mfcc(logMel, { nMfcc: 20 });
	// Fewer frames than the filter is long: the ends are repeated.
	const mode = cepstrum.rows >= 9 ? 'interp' : 'nearest';
	const flatness = spectralFlatness(magnitude);
	for (let i = 0; i < flatness.data.length; i++) flatness.data[i] = Math.log(flatness.data[i]! + 1e-10);
	const level = amplitudeToDb(rms(samples, { frameLength, hopLength }), { topDb: null });
	return {
		level,
		columns: [
			logMel,
			cepstrum,
			delta(cepstrum, { mode }),
			delta(cepstrum, { mode, order: 2 }),
			chromaStft(power, shape),
			spectralCentroid(magnitude, shape),
			spectralBandwidth(magnitude, shape),
			spectralRolloff(magnitude, shape),
			flatness,
			spectralContrast(magnitude, shape),
			zeroCrossingRate(samples, { frameLength, hopLength }),
			level,
		],
	};
}
