import { createMatrix, type Matrix } from '@ser/core';
import { egemapsFrameNames, egemapsNames } from './egemaps-names.js';
import { smooth, smoothVoiced } from './smoothing.js';
import { slopeStatistics, turningPoints } from './track-slopes.js';
import { meanAndVariation, meanOf, nonZero, percentilesOf } from './track-statistics.js';
import { spectralDescriptors, type VoicedDescriptors, voicedDescriptors } from './voice-descriptors.js';
import { type VoiceGrid, type VoiceOptions, voiceGrid } from './voice-grid.js';
import { voicedSegments } from './voiced-segments.js';

const hopSeconds = 0.01;

/**
 * The 88 functionals of eGeMAPS v02 (Eyben et al. 2016, extended set) under openSMILE's names and in its order.
 *
 * @param samples mono signal, any length ≥ 1; shorter than 60 ms is padded with zeros
 * @param options.sampleRate Hz; compared with openSMILE at 16000, to which recordings should be resampled
 * @returns 88 names and values, always finite
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a sample rate outside 8000…192000
 * @example
 * const { names, values } = egemaps(samples, { sampleRate: 16000 });
 * Agreement with openSMILE 3 on RAVDESS and EmoDB, feature by feature: EGEMAPS.md.
 */
export function egemaps(samples: Float32Array, options: VoiceOptions): { names: string[]; values: Float32Array } {
	const grid = voiceGrid(samples, options);
	const spectral = spectralDescriptors(grid);
	const voice = voicedDescriptors(grid, spectral);
	const voiced = maskOf(voice, grid.longFrames);
	// What openSMILE learns of the last frames comes too late for its statistics, and for the smoothing of some tracks.
	const { settled } = voice;
	const smoothed = (track: Float64Array) => smoothVoiced(track, settled).subarray(0, settled);
	const plain = (track: Float64Array) => smoothVoiced(track, track.length).subarray(0, settled);
	const where = (wanted: 0 | 1, track: Float64Array) => voiced.map((v, t) => (v === wanted ? track[t]! : 0));
	const inVoiced = (track: Float64Array) => nonZero(plain(where(1, track)));
	const inUnvoiced = (track: Float64Array) => nonZero(plain(where(0, track)));

	const f0 = nonZero(plain(voice.f0));
	const loudness = smooth(spectral.loudness);
	const balance = [
		spectral.alphaRatio,
		spectral.hammarbergIndex,
		spectral.slope0to500,
		spectral.slope500to1500,
		spectral.spectralFlux,
	];
	const values = [
		...allFunctionals(f0),
		...allFunctionals(loudness),
		...[spectral.spectralFlux, ...spectral.mfcc].flatMap((track) => meanAndVariation(smooth(track))),
		...[voice.jitter, voice.shimmer, voice.hnr, voice.h1h2, voice.h1a3].flatMap((track) =>
			meanAndVariation(nonZero(smoothed(track))),
		),
		...[0, 1, 2].flatMap((i) => [
			...meanAndVariation(nonZero(smoothed(where(1, spectral.formantFrequency[i]!)))),
			...meanAndVariation(nonZero(smoothed(where(1, spectral.formantBandwidth[i]!)))),
			...meanAndVariation(nonZero(smoothed(voice.formantLevel[i]!))),
		]),
		...[...balance, ...spectral.mfcc].flatMap((track) => meanAndVariation(inVoiced(track))),
		...balance.map((track) => meanOf(inUnvoiced(track))),
		turningPoints(loudness).filter(({ peak }) => peak).length / (grid.shortFrames * hopSeconds),
		...voicedSegments(voice.f0.subarray(0, settled), hopSeconds),
		soundLevel(grid),
	];
	return { names: [...egemapsNames], values: Float32Array.from(values) };
}

/**
 * The 25 frame descriptors behind `egemaps`, smoothed over three frames: frame t starts at t · 10 ms.
 *
 * @returns names in openSMILE's order and a matrix of frames × 25; voice descriptors are 0 where unvoiced, formant levels −201
 * @throws {SerError} as `egemaps`
 */
export function egemapsFrames(samples: Float32Array, options: VoiceOptions): { names: string[]; frames: Matrix } {
	const grid = voiceGrid(samples, options);
	const spectral = spectralDescriptors(grid);
	const voice = voicedDescriptors(grid, spectral);
	const tracks = [
		...[
			...[spectral.loudness, spectral.alphaRatio, spectral.hammarbergIndex, spectral.slope0to500],
			...[spectral.slope500to1500, spectral.spectralFlux, ...spectral.mfcc],
		].map(smooth),
		...[
			...[voice.f0, voice.jitter, voice.shimmer, voice.hnr, voice.h1h2, voice.h1a3],
			...[0, 1, 2].flatMap((i) => [
				spectral.formantFrequency[i]!,
				spectral.formantBandwidth[i]!,
				voice.formantLevel[i]!,
			]),
		].map((track) => smoothVoiced(track.subarray(0, grid.longFrames), voice.settled)),
	];
	const frames = createMatrix(grid.longFrames, tracks.length);
	tracks.forEach((track, c) => {
		for (let t = 0; t < frames.rows; t++) frames.data[t * frames.cols + c] = track[t]!;
	});
	return { names: [...egemapsFrameNames], frames };
}

/** Mean, variation, percentiles, their range, and slopes. */
function allFunctionals(track: Float64Array): number[] {
	const [p20, p50, p80] = percentilesOf(track, [20, 50, 80]) as [number, number, number];
	return [...meanAndVariation(track), p20, p50, p80, p80 - p20, ...slopeStatistics(track, hopSeconds)];
}

/** 1 where there is voice, 0 elsewhere; numbers, so that a descriptor can take their place. */
function maskOf({ f0 }: VoicedDescriptors, frames: number): Float64Array {
	return Float64Array.from({ length: frames }, (_, t) => (f0[t]! > 0 ? 1 : 0));
}

/** dB of the mean energy of the 20 ms frames, not below −120. */
function soundLevel({ samples, short, hop, shortFrames }: VoiceGrid): number {
	let sum = 0;
	for (let t = 0; t < shortFrames; t++) {
		for (let i = t * hop; i < t * hop + short; i++) sum += samples[i]! ** 2;
	}
	return 10 * Math.log10(Math.max(1e-12, sum / (shortFrames * short)));
}
