import { checkOneOf, checkOption } from '../check.js';
import { createChromaFeature } from '../chroma/chroma-stft.js';
import { createTonnetzFeature } from '../chroma/tonnetz.js';
import { createMelFeature } from '../mel/mel-filterbank.js';
import { createCepstrumFeature } from '../mel/mfcc.js';
import { createPcenGain } from '../mel/pcen.js';
import { resolvePitch } from '../pitch/pitch-options.js';
import { firstTrough } from '../pitch/yin.js';
import { createYinDifference } from '../pitch/yin-difference.js';
import { decibelsInto } from '../spectral/decibel.js';
import { createPolyFeature } from '../spectral/poly-features.js';
import { createContrastFeature } from '../spectral/spectral-contrast.js';
import {
	createBandwidthFeature,
	createCentroidFeature,
	createFlatnessFeature,
	createRolloffFeature,
} from '../spectral/spectral-shape.js';
import type { FrameFeature } from '../stft/frame-feature.js';
import { type StreamFeatureName, type StreamingOptions, streamFeatureNames } from './types.js';

/** All that features of one frame are computed from. */
export interface StreamFrame {
	/** nFft samples, zeros beyond the ends of the signal */
	readonly samples: Float32Array;
	/** the samples `from` … `to − 1` belong to the signal */
	from: number;
	to: number;
	readonly power: Float32Array;
	readonly magnitude: Float32Array;
}

/** Writes its columns of a frame from `output[to]` on; allocates nothing. */
export interface FrameExtractor {
	readonly names: readonly string[];
	compute(frame: StreamFrame, output: Float32Array, to: number): void;
	/** forgets the frames before, where it remembers any */
	reset?(): void;
}

/** @throws {SerError} PARAMETER */
export function createExtractor(name: StreamFeatureName, nFft: number, options: StreamingOptions): FrameExtractor {
	checkOneOf('features', name, streamFeatureNames);
	const { sampleRate = 22050, tuning = 0, rollPercent = 0.85 } = options;
	const bins = Math.floor(nFft / 2) + 1;
	const hzPerBin = sampleRate / nFft;
	switch (name) {
		case 'mel':
		case 'logMel':
		case 'mfcc':
			return createMelExtractor(name, nFft, options);
		case 'pcen':
			return createPcenExtractor(nFft, options);
		case 'onset':
			return createOnsetExtractor(nFft, options);
		case 'chroma':
			return onSpectrum('chroma', createChromaFeature({ sampleRate, nFft, tuning }));
		case 'tonnetz':
			return createTonnetzExtractor(createChromaFeature({ sampleRate, nFft, tuning }));
		case 'poly':
			return onSpectrum(name, createPolyFeature(bins, 1, hzPerBin));
		case 'centroid':
			return onSpectrum(name, createCentroidFeature(bins, hzPerBin));
		case 'bandwidth':
			return onSpectrum(name, createBandwidthFeature(bins, hzPerBin));
		case 'rolloff':
			checkOption(rollPercent > 0 && rollPercent < 1, 'rollPercent', 'between 0 and 1', rollPercent);
			return onSpectrum(name, createRolloffFeature(bins, hzPerBin, rollPercent));
		case 'flatness':
			return onSpectrum(name, createFlatnessFeature(bins));
		case 'contrast':
			return createContrastExtractor(bins, sampleRate, nFft);
		case 'zcr':
			return { names: ['zcr'], compute: writeZeroCrossings };
		case 'rms':
			return { names: ['rms'], compute: writeRms };
		case 'f0':
			return createPitchExtractor(nFft, options);
	}
}

function numbered(name: string, count: number): string[] {
	return count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name}${i}`);
}

function onSpectrum(name: string, feature: FrameFeature): FrameExtractor {
	return {
		names: numbered(name, feature.cols),
		compute(frame, output, to) {
			feature.compute(feature.power === 2 ? frame.power : frame.magnitude, 0, output, to);
		},
	};
}

function createMelExtractor(name: 'mel' | 'logMel' | 'mfcc', nFft: number, options: StreamingOptions): FrameExtractor {
	const mel = createMelFeature({ ...options, nFft, norm: options.melNorm }, 2);
	if (name === 'mel') return onSpectrum(name, mel);
	const cepstrum = name === 'mfcc' ? createCepstrumFeature(mel.cols, options) : undefined;
	const bands = new Float32Array(mel.cols);
	const decibels = new Float32Array(mel.cols);
	return {
		names: numbered(name, cepstrum?.cols ?? mel.cols),
		compute(frame, output, to) {
			mel.compute(frame.power, 0, bands, 0);
			decibelsInto(bands, decibels, 1e-10, 1);
			if (cepstrum) cepstrum.compute(decibels, 0, output, to);
			else output.set(decibels, to);
		},
	};
}

/** librosa advises PCEN on magnitudes of samples scaled to 32-bit integers. */
const pcenScale = 2 ** 31;

function createPcenExtractor(nFft: number, options: StreamingOptions): FrameExtractor {
	const mel = createMelFeature({ ...options, nFft, norm: options.melNorm }, 1);
	const { sampleRate, hopLength } = options;
	const gain = createPcenGain(mel.cols, { sampleRate, hopLength });
	const bands = new Float32Array(mel.cols);
	return {
		names: numbered('pcen', mel.cols),
		compute(frame, output, to) {
			mel.compute(frame.magnitude, 0, bands, 0);
			for (let c = 0; c < bands.length; c++) bands[c]! *= pcenScale;
			gain.compute(bands, 0, bands, 0, output, to);
		},
		reset: gain.reset,
	};
}

function createOnsetExtractor(nFft: number, options: StreamingOptions): FrameExtractor {
	const logMel = createMelExtractor('logMel', nFft, options);
	const bands = logMel.names.length;
	const now = new Float32Array(bands);
	const before = new Float32Array(bands);
	let first = true;
	return {
		names: ['onset'],
		compute(frame, output, to) {
			logMel.compute(frame, now, 0);
			let sum = 0;
			if (!first) for (let c = 0; c < bands; c++) sum += Math.max(0, now[c]! - before[c]!);
			output[to] = sum / bands;
			before.set(now);
			first = false;
		},
		reset() {
			first = true;
		},
	};
}

function createTonnetzExtractor(chroma: FrameFeature): FrameExtractor {
	const tonnetz = createTonnetzFeature(chroma.cols);
	const tones = new Float32Array(chroma.cols);
	return {
		names: numbered('tonnetz', tonnetz.cols),
		compute(frame, output, to) {
			chroma.compute(frame.power, 0, tones, 0);
			tonnetz.compute(tones, 0, output, to);
		},
	};
}

function createContrastExtractor(bins: number, sampleRate: number, nFft: number): FrameExtractor {
	const feature = createContrastFeature(bins, sampleRate, nFft);
	const extremes = new Float32Array(feature.cols);
	const decibels = new Float32Array(feature.cols);
	const bands = feature.cols / 2;
	return {
		names: numbered('contrast', bands),
		compute(frame, output, to) {
			feature.compute(frame.magnitude, 0, extremes, 0);
			decibelsInto(extremes, decibels, 1e-10, 1);
			for (let b = 0; b < bands; b++) output[to + b] = decibels[b]! - decibels[bands + b]!;
		},
	};
}

function createPitchExtractor(nFft: number, options: StreamingOptions): FrameExtractor {
	const { sampleRate = 22050, pitchRange, troughThreshold = 0.1 } = options;
	checkOption(troughThreshold > 0, 'troughThreshold', '> 0', troughThreshold);
	const { minPeriod, maxPeriod } = resolvePitch({
		sampleRate,
		frameLength: nFft,
		fMin: pitchRange?.[0],
		fMax: pitchRange?.[1],
	});
	const plan = createYinDifference(nFft, minPeriod, maxPeriod);
	const f0 = new Float64Array(1);
	const visit = () => {
		const index = firstTrough(plan.difference, troughThreshold);
		f0[0] = sampleRate / (minPeriod + index + plan.shift(index));
	};
	return {
		names: ['f0'],
		compute(frame, output, to) {
			plan.each(frame.samples, 0, 1, 1, 'constant', visit);
			output[to] = f0[0]!;
		},
	};
}

function writeRms({ samples, from, to: end }: StreamFrame, output: Float32Array, to: number): void {
	let sum = 0;
	for (let i = from; i < end; i++) sum += samples[i]! * samples[i]!;
	output[to] = Math.sqrt(sum / samples.length);
}

function writeZeroCrossings({ samples, from, to: end }: StreamFrame, output: Float32Array, to: number): void {
	let count = 0;
	for (let i = from + 1; i < end; i++) if (samples[i]! < -1e-10 !== samples[i - 1]! < -1e-10) count++;
	output[to] = count / samples.length;
}
