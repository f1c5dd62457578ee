import { createMatrix, type Matrix } from '@ser/core';
import { checkOption } from '../check.js';
import { auditoryBands } from './auditory-bands.js';
import { visitShortSpectra } from './frame-spectra.js';
import { alphaRatioOf, balanceBins, decibelsOf, hammarbergIndexOf, slopeOf } from './spectral-balance.js';
import { type VoiceGrid, type VoiceOptions, voiceGrid } from './voice-grid.js';

/** One value a frame of 20 ms, from its power spectrum. */
function shortTrack(
	samples: Float32Array,
	options: VoiceOptions,
	create: (grid: VoiceGrid) => (power: Float64Array) => number,
): Matrix {
	const grid = voiceGrid(samples, options);
	const measure = create(grid);
	const track = createMatrix(grid.shortFrames, 1);
	visitShortSpectra(grid, (power, t) => {
		track.data[t] = measure(power);
	});
	return track;
}

/**
 * Loudness by an auditory spectrum: 26 mel bands from 20 to 8000 Hz, equal-loudness curve and cube-root-like compression
 * (Hermansky 1990), summed. 20 ms Hamming frames, hop 10 ms, unsmoothed.
 *
 * @param samples mono signal, any length ≥ 1; shorter than 60 ms is padded with zeros, as in every function of this file
 * @returns frames × 1, in openSMILE's units: about 0.001 for silence, 1–3 for a loud voice
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a sample rate outside 8000…192000
 */
export function loudness(samples: Float32Array, options: VoiceOptions): Matrix {
	return shortTrack(samples, options, ({ sampleRate, shortFft }) => {
		const bands = auditoryBands(sampleRate, shortFft);
		const energies = new Float64Array(26);
		return (power) => {
			bands.energies(power, energies);
			return bands.loudness(energies);
		};
	});
}

/**
 * Energy of 1–5 kHz over the energy below 1 kHz (openSMILE's sign: brighter voices are higher). Frames as `loudness`.
 *
 * @returns frames × 1, dB; 0 for silence
 * @throws {SerError} as `loudness`
 */
export function alphaRatio(samples: Float32Array, options: VoiceOptions): Matrix {
	return shortTrack(samples, options, ({ sampleRate, shortFft }) => {
		const bins = balanceBins(sampleRate, shortFft);
		return (power) => alphaRatioOf(power, bins);
	});
}

/**
 * Strongest peak below 2 kHz over the strongest of 2–5 kHz (Hammarberg et al. 1980). Frames as `loudness`.
 *
 * @returns frames × 1, dB; 0 for silence
 * @throws {SerError} as `loudness`
 */
export function hammarbergIndex(samples: Float32Array, options: VoiceOptions): Matrix {
	return shortTrack(samples, options, ({ sampleRate, shortFft }) => {
		const bins = balanceBins(sampleRate, shortFft);
		return (power) => hammarbergIndexOf(power, bins);
	});
}

/**
 * Slope of the dB spectrum between two frequencies, as eGeMAPS takes it for 0–500 and 500–1500 Hz. Frames as `loudness`.
 *
 * @param options.fromHz lower edge, ≥ 0
 * @param options.toHz upper edge, at least 200 Hz above it and at most half the sample rate
 * @returns frames × 1, dB per Hz
 * @throws {SerError} as `loudness`, and PARAMETER for bad edges
 */
export function spectralSlope(samples: Float32Array, options: VoiceOptions & { fromHz: number; toHz: number }): Matrix {
	const { fromHz, toHz, sampleRate: rate } = options;
	checkOption(fromHz >= 0 && fromHz + 200 <= toHz, 'fromHz', '≥ 0 and 200 below toHz', fromHz);
	checkOption(toHz <= rate / 2, 'toHz', '≤ sampleRate / 2', toHz);
	return shortTrack(samples, options, ({ sampleRate, shortFft }) => {
		const hzPerBin = sampleRate / shortFft;
		const count = Math.round(toHz / hzPerBin) + 1;
		const decibels = new Float64Array(count);
		return (power) => {
			decibelsOf(power, decibels, count);
			return slopeOf(decibels, fromHz, toHz, hzPerBin);
		};
	});
}

/**
 * Change of the magnitude spectrum below 5 kHz from frame to frame: root of the mean squared difference. Frames as `loudness`.
 *
 * @returns frames × 1; the first is 0
 * @throws {SerError} as `loudness`
 */
export function spectralFlux(samples: Float32Array, options: VoiceOptions): Matrix {
	return shortTrack(samples, options, ({ sampleRate, shortFft }) => {
		const { to } = balanceBins(sampleRate, shortFft).below5k;
		const previous = new Float64Array(to);
		let first = true;
		return (power) => {
			let change = 0;
			for (let k = 0; k < to; k++) {
				const magnitude = Math.sqrt(power[k]!);
				change += (magnitude - previous[k]!) ** 2;
				previous[k] = magnitude;
			}
			const flux = first ? 0 : Math.sqrt(change / to);
			first = false;
			return flux;
		};
	});
}
