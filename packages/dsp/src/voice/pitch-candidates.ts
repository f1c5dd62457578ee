import type { OctaveSpectrum } from './octave-spectrum.js';

/** At most this many candidates a frame are kept. */
export const maxCandidates = 6;

/** The pitch candidates of all frames: `maxCandidates` places a frame, strongest first, then zeros. */
export interface PitchCandidates {
	frames: number;
	/** candidates in each frame, 0…`maxCandidates` */
	count: Uint8Array;
	/** log2 Hz */
	octaves: Float64Array;
	/** voicing, 0…1: one minus the mean of the subharmonic sum over its peak */
	voicing: Float64Array;
}

/** Finds the strongest peaks of subharmonic sums. */
export interface CandidateFinder {
	/** Writes the candidates of frame `t`. */
	find(sum: Float64Array, candidates: PitchCandidates, t: number): void;
}

/**
 * The six highest peaks of the whole sum, of which those between two frequencies are kept. As in openSMILE they are ranked by their
 * highest point, while height and place are those of the parabola through three points; the highest parabola changes places
 * with the first.
 */
export function candidateFinder(
	{ points, octaves, fromHz }: OctaveSpectrum,
	lowestHz: number,
	highestHz: number,
): CandidateFinder {
	const start = Math.log2(fromHz);
	const step = octaves / (points - 1);
	const [lowest, highest] = [Math.log2(lowestHz), Math.log2(highestHz)];
	const peaks = new Int32Array(maxCandidates);
	return {
		find(sum, { count, octaves: places, voicing }, t) {
			let total = sum[0]! + sum[points - 1]!;
			let found = 0;
			for (let i = 1; i < points - 1; i++) {
				const here = sum[i]!;
				total += here;
				if (!(here > sum[i - 1]! && here > sum[i + 1]!)) continue;
				let place = found;
				while (place > 0 && sum[peaks[place - 1]!]! < here) place--;
				if (place === maxCandidates) continue;
				if (found < maxCandidates) found++;
				for (let j = found - 1; j > place; j--) peaks[j] = peaks[j - 1]!;
				peaks[place] = i;
			}
			const mean = total / points;
			const base = t * maxCandidates;
			let kept = 0;
			let best = 0;
			for (let j = 0; j < found; j++) {
				const i = peaks[j]!;
				const difference = sum[i - 1]! - sum[i + 1]!;
				const offset = (0.5 * difference) / (sum[i - 1]! - 2 * sum[i]! + sum[i + 1]!);
				const place = start + (i + offset) * step;
				if (place < lowest || place > highest) continue;
				places[base + kept] = place;
				voicing[base + kept] = Math.max(0, 1 - mean / (sum[i]! - 0.25 * difference * offset));
				if (voicing[base + kept]! > voicing[base + best]!) best = kept;
				kept++;
			}
			count[t] = kept;
			swap(places, base, base + best);
			swap(voicing, base, base + best);
		},
	};
}

function swap(values: Float64Array, a: number, b: number): void {
	const kept = values[a]!;
	values[a] = values[b]!;
	values[b] = kept;
}
