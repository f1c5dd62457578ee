import type { Matrix } from '@ser/core';
import { checkOption } from '../check.js';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { spectrogramOf } from '../stft/spectrogram.js';
import type { StftOptions } from '../stft/stft-options.js';

export interface SpectralOptions extends StftOptions {
	/** Hz, default 22050 */
	sampleRate?: number;
}

export interface BandwidthOptions extends SpectralOptions {
	/** exponent of the deviation, > 0, default 2 */
	p?: number;
	/** divide by the spectrum's sum first, default true */
	norm?: boolean;
}

export interface RolloffOptions extends SpectralOptions {
	/** share of the magnitude below the roll-off, between 0 and 1, default 0.85 */
	rollPercent?: number;
}

export interface FlatnessOptions extends StftOptions {
	/** smaller values count as this, > 0, default 1e-10 */
	amin?: number;
	/** exponent of the magnitude, default 2 */
	power?: number;
}

/**
 * Centre of gravity of the magnitude spectrum.
 *
 * @param source mono signal, any length ≥ 1; or a magnitude spectrogram of frames × bins (librosa's `S=`)
 * @returns frames × 1, Hz; 0 for silence
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.spectral_centroid` transposed.
 */
export function spectralCentroid(source: Float32Array | Matrix, options: SpectralOptions = {}): Matrix {
	const { sampleRate = 22050 } = options;
	const { spectrum, nFft } = spectrogramOf(source, options, 1);
	return applyFrameFeature(createCentroidFeature(spectrum.cols, sampleRate / nFft), spectrum);
}

/**
 * Spread of the magnitude spectrum around its centroid.
 *
 * @param source mono signal, any length ≥ 1; or a magnitude spectrogram of frames × bins (librosa's `S=`)
 * @returns frames × 1, Hz; 0 for silence
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.spectral_bandwidth` transposed.
 */
export function spectralBandwidth(source: Float32Array | Matrix, options: BandwidthOptions = {}): Matrix {
	const { sampleRate = 22050, p = 2, norm = true } = options;
	checkOption(p > 0, 'p', '> 0', p);
	const { spectrum, nFft } = spectrogramOf(source, options, 1);
	return applyFrameFeature(createBandwidthFeature(spectrum.cols, sampleRate / nFft, p, norm), spectrum);
}

/**
 * Frequency below which a share of the magnitude lies.
 *
 * @param source mono signal, any length ≥ 1; or a magnitude spectrogram of frames × bins (librosa's `S=`)
 * @returns frames × 1, Hz
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.spectral_rolloff` transposed.
 */
export function spectralRolloff(source: Float32Array | Matrix, options: RolloffOptions = {}): Matrix {
	const { sampleRate = 22050, rollPercent = 0.85 } = options;
	checkOption(rollPercent > 0 && rollPercent < 1, 'rollPercent', 'between 0 and 1', rollPercent);
	const { spectrum, nFft } = spectrogramOf(source, options, 1);
	return applyFrameFeature(createRolloffFeature(spectrum.cols, sampleRate / nFft, rollPercent), spectrum);
}

/**
 * Geometric over arithmetic mean of the power spectrum: 1 for white noise, near 0 for tones.
 *
 * @param source mono signal, any length ≥ 1; or a magnitude spectrogram of frames × bins (librosa's `S=`)
 * @returns frames × 1, 0 … 1
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.spectral_flatness` transposed.
 */
export function spectralFlatness(source: Float32Array | Matrix, options: FlatnessOptions = {}): Matrix {
	const { amin = 1e-10, power = 2 } = options;
	checkOption(amin > 0, 'amin', '> 0', amin);
	const { spectrum } = spectrogramOf(source, options, 1);
	return applyFrameFeature(createFlatnessFeature(spectrum.cols, amin, power), spectrum);
}

export function createCentroidFeature(bins: number, hzPerBin: number): FrameFeature {
	return {
		cols: 1,
		power: 1,
		compute(spectrum, at, output, to) {
			output[to] = centroidOf(spectrum, at, bins) * hzPerBin;
		},
	};
}

export function createBandwidthFeature(bins: number, hzPerBin: number, p = 2, norm = true): FrameFeature {
	return {
		cols: 1,
		power: 1,
		compute(spectrum, at, output, to) {
			const centre = centroidOf(spectrum, at, bins);
			let sum = 0;
			let total = 0;
			if (p === 2) {
				for (let k = 0; k < bins; k++) {
					const x = spectrum[at + k]!;
					total += x;
					sum += x * (k - centre) * (k - centre);
				}
			} else {
				for (let k = 0; k < bins; k++) {
					const x = spectrum[at + k]!;
					total += x;
					sum += x * Math.abs(k - centre) ** p;
				}
			}
			if (norm && total > 0) sum /= total;
			output[to] = sum ** (1 / p) * hzPerBin;
		},
	};
}

export function createRolloffFeature(bins: number, hzPerBin: number, rollPercent = 0.85): FrameFeature {
	return {
		cols: 1,
		power: 1,
		compute(spectrum, at, output, to) {
			let total = 0;
			for (let k = 0; k < bins; k++) total += spectrum[at + k]!;
			const threshold = rollPercent * total;
			let sum = 0;
			let k = 0;
			for (; k < bins - 1; k++) {
				sum += spectrum[at + k]!;
				if (sum >= threshold) break;
			}
			output[to] = k * hzPerBin;
		},
	};
}

export function createFlatnessFeature(bins: number, amin = 1e-10, power = 2): FrameFeature {
	return {
		cols: 1,
		power: 1,
		compute(spectrum, at, output, to) {
			let logs = 0;
			let sum = 0;
			let product = 1;
			for (let k = 0; k < bins; k++) {
				const x = spectrum[at + k]!;
				const raised = Math.max(amin, power === 2 ? x * x : x ** power);
				sum += raised;
				// One logarithm for many bins: products are taken until they near the range of a double.
				product *= raised;
				if (product < 1e-280 || product > 1e280) {
					logs += Math.log(product / raised) + Math.log(raised);
					product = 1;
				}
			}
			logs += Math.log(product);
			output[to] = Math.exp(logs / bins) / (sum / bins);
		},
	};
}

function centroidOf(spectrum: Float32Array, at: number, bins: number): number {
	let sum = 0;
	let weighted = 0;
	for (let k = 0; k < bins; k++) {
		const x = spectrum[at + k]!;
		sum += x;
		weighted += k * x;
	}
	return sum > 0 ? weighted / sum : 0;
}
