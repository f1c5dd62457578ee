import { createMatrix, type Matrix } from '@ser/core';
import { formants } from './formants.js';
import { formantLevel, harmonicLevels } from './harmonic-levels.js';
import { harmonicNoise } from './harmonic-to-noise.js';
import { type PeriodMeasures, periodTracker } from './pitch-periods.js';
import { analysePitch, type PitchAnalysis, type SubharmonicF0Options } from './subharmonic-f0.js';
import { type VoiceGrid, voiceGrid } from './voice-grid.js';

/** One value a frame of 60 ms, 0 where `subharmonicF0` hears no voice. */
function voicedTrack(
	samples: Float32Array,
	options: SubharmonicF0Options,
	create: (grid: VoiceGrid, analysis: PitchAnalysis) => (t: number, f0: number) => number,
): Matrix {
	const grid = voiceGrid(samples, options);
	const analysis = analysePitch(grid, options);
	const measure = create(grid, analysis);
	const track = createMatrix(grid.longFrames, 1);
	for (let t = 0; t < grid.longFrames; t++) {
		const value = measure(t, analysis.f0[t]!);
		track.data[t] = analysis.f0[t]! > 0 ? value : 0;
	}
	return track;
}

function periodTrack(samples: Float32Array, options: SubharmonicF0Options, of: (measures: PeriodMeasures) => number) {
	return voicedTrack(samples, options, ({ samples: padded, sampleRate, hop, long }) => {
		const tracker = periodTracker(padded, sampleRate);
		return (t, f0) => of(tracker.measure(t * hop, t * hop + long, f0));
	});
}

/**
 * Local jitter: mean absolute difference of neighbouring pitch periods over the mean period, in the periods new to each frame.
 * 60 ms frames, hop 10 ms, unsmoothed. openSMILE's jitter and shimmer are found in another way, which `egemaps` follows.
 *
 * @param samples mono signal, any length ≥ 1; shorter than 60 ms is padded with zeros, as in every function of this file
 * @returns frames × 1, 0…1 (0.005 is a steady voice); 0 where unvoiced or where a frame holds no new pair of periods
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for an option out of its range
 */
export function jitter(samples: Float32Array, options: SubharmonicF0Options): Matrix {
	return periodTrack(samples, options, (measures) => measures.jitter);
}

/**
 * Local shimmer: mean absolute difference of the peak-to-peak amplitudes of neighbouring pitch periods. Frames as `jitter`.
 *
 * @returns frames × 1, dB; 0 as for `jitter`
 * @throws {SerError} as `jitter`
 */
export function shimmer(samples: Float32Array, options: SubharmonicF0Options): Matrix {
	return periodTrack(samples, options, (measures) => measures.shimmer);
}

/**
 * Harmonics-to-noise ratio from the autocorrelation of the Gaussian-windowed frame at the pitch period. The window is not
 * divided out (as in openSMILE), so a perfectly periodic 100 Hz voice shows 7 dB and one of 200 Hz 13 dB. Frames as `jitter`.
 *
 * @returns frames × 1, dB; 0 where unvoiced
 * @throws {SerError} as `jitter`
 */
export function harmonicToNoise(samples: Float32Array, options: SubharmonicF0Options): Matrix {
	return voicedTrack(samples, options, ({ sampleRate, longFft }, { magnitudes, bins }) => {
		const noise = harmonicNoise(sampleRate, longFft);
		return (t, f0) => (f0 > 0 ? noise.measure(magnitudes, t * bins, f0) : 0);
	});
}

/** Level of the first harmonic (the pitch itself) above another, in a frame. */
function harmonicTrack(
	samples: Float32Array,
	options: SubharmonicF0Options,
	other: (levels: Float64Array, t: number, f0: number) => number,
): Matrix {
	return voicedTrack(samples, options, ({ sampleRate, longFft }, { magnitudes, bins }) => {
		const levels = new Float64Array(100);
		return (t, f0) => {
			if (f0 <= 0) return 0;
			harmonicLevels(magnitudes, t * bins, bins, (f0 * longFft) / sampleRate, levels);
			return -other(levels, t, f0);
		};
	});
}

/**
 * H1–H2: level of the first harmonic (at the pitch) above that of the second. Frames as `jitter`. openSMILE's column
 * logRelF0-H1-H2 counts the harmonics above the pitch and so compares the second with the third; `egemaps` follows it.
 *
 * @returns frames × 1, dB; 0 where unvoiced
 * @throws {SerError} as `jitter`
 */
export function firstHarmonicToSecond(samples: Float32Array, options: SubharmonicF0Options): Matrix {
	return harmonicTrack(samples, options, (levels) => levels[1]!);
}

/**
 * H1–A3: level of the first harmonic above that of the strongest harmonic within a fifth of F3 (`formants`). Frames as `jitter`.
 *
 * @returns frames × 1, dB; 0 where unvoiced
 * @throws {SerError} as `jitter`
 */
export function firstHarmonicToThirdFormant(samples: Float32Array, options: SubharmonicF0Options): Matrix {
	const { frequencies } = formants(samples, { sampleRate: options.sampleRate });
	return harmonicTrack(samples, options, (levels, t, f0) => formantLevel(levels, frequencies.data[3 * t + 2]!, f0));
}
