import { createMatrix } from '@ser/core';
import { functionalNames, functionals } from '../functionals/functionals.js';
import { pyin } from '../pitch/pyin.js';

/** The 34 columns of `pitchStatistics`. */
export const pitchStatisticNames = (): string[] => [
	...functionalNames.map((name) => `f0semitone_${name}`),
	...functionalNames.map((name) => `f0change_${name}`),
	'voiced_share',
	'voicing_probability_mean',
	'voicing_probability_sd',
	'voiced_segments_per_s',
	'voiced_length_mean_s',
	'voiced_length_sd_s',
	'unvoiced_length_mean_s',
	'unvoiced_length_sd_s',
];

/**
 * Pitch (pYIN, 65-600 Hz, semitones above 27.5 Hz) and voicing of a clip: functionals of the pitch and of its absolute change
 * between neighbouring voiced frames, voiced share, voicing probability, and lengths of the voiced and inner unvoiced segments.
 * Zeros where nothing is voiced.
 */
export function pitchStatistics(
	samples: Float32Array,
	{ sampleRate, frameLength, hopLength }: { sampleRate: number; frameLength: number; hopLength: number },
): Float32Array {
	const hopSeconds = hopLength / sampleRate;
	const { f0, voiced, voicedProbability } = pyin(samples, { sampleRate, frameLength, hopLength, fMin: 65, fMax: 600 });
	const semitones = f0.map((hz) => 12 * Math.log2(hz / 27.5));
	const changes: number[] = [];
	for (let t = 1; t < f0.length; t++) {
		if (voiced[t] && voiced[t - 1]) changes.push(Math.abs(semitones[t]! - semitones[t - 1]!));
	}
	const { voicedRuns, innerUnvoicedRuns } = findRuns(voiced, hopSeconds);
	const meanAndSd = ['mean', 'sd'] as const;
	const share = voiced.reduce((a, b) => a + b, 0) / voiced.length;
	return Float32Array.from([
		...functionals(column(semitones.filter((_, t) => voiced[t])), { hopSeconds }).data,
		...functionals(column(changes), { hopSeconds }).data,
		share,
		...functionals(column(voicedProbability), { functionals: meanAndSd }).data,
		voicedRuns.length / (voiced.length * hopSeconds),
		...functionals(column(voicedRuns), { functionals: meanAndSd }).data,
		...functionals(column(innerUnvoicedRuns), { functionals: meanAndSd }).data,
	]);
}

function column(values: ArrayLike<number>) {
	return createMatrix(values.length, 1, Float32Array.from(values));
}

/** Lengths in seconds of the voiced stretches and of the gaps between them. */
function findRuns(voiced: Uint8Array, hopSeconds: number) {
	const voicedRuns: number[] = [];
	const innerUnvoicedRuns: number[] = [];
	let lastEnd = -1;
	for (let t = 0; t < voiced.length; ) {
		if (!voiced[t]) {
			t++;
			continue;
		}
		let end = t;
		while (end < voiced.length && voiced[end]) end++;
		voicedRuns.push((end - t) * hopSeconds);
		if (lastEnd >= 0) innerUnvoicedRuns.push((t - lastEnd) * hopSeconds);
		lastEnd = end;
		t = end;
	}
	return { voicedRuns, innerUnvoicedRuns };
}
