import type { HarmonicScale } from './harmonic-scale.js';

/** At most this many candidates a frame are kept. */
export const maxCandidates = 6;

/** The pitch candidates of all frames: `maxCandidates` places a frame, strongest first, 0 where there is none. */
export interface PitchCandidates {
	frames: number;
	/** log2 Hz */
	octaves: Float64Array;
	/** voicing, 0…1: one minus the mean of the subharmonic sum over its peak */
	voicing: Float64Array;
}

/** Writes the strongest peaks of a subharmonic sum between two frequencies into frame `t`. */
export function findCandidates(
	sum: Float64Array,
	{ start, step, points }: HarmonicScale,
	{ octaves, voicing }: PitchCandidates,
	t: number,
	fromHz: number,
	toHz: number,
): void {
	const first = Math.max(1, Math.ceil((Math.log2(fromHz) - start) / step));
	const last = Math.min(points - 2, Math.floor((Math.log2(toHz) - start) / step));
	let total = 0;
	for (let i = 0; i < points; i++) total += sum[i]!;
	const mean = total / points;
	const base = t * maxCandidates;
	let found = 0;
	for (let i = first; i <= last; i++) {
		const here = sum[i]!;
		if (!(here > sum[i - 1]! && here >= sum[i + 1]!)) continue;
		const offset = (0.5 * (sum[i - 1]! - sum[i + 1]!)) / (sum[i - 1]! - 2 * here + sum[i + 1]!);
		const height = here - 0.25 * (sum[i - 1]! - sum[i + 1]!) * offset;
		const strength = 1 - mean / height;
		let place = found;
		while (place > 0 && voicing[base + place - 1]! < strength) place--;
		if (place >= maxCandidates) continue;
		for (let j = Math.min(found, maxCandidates - 1); j > place; j--) {
			octaves[base + j] = octaves[base + j - 1]!;
			voicing[base + j] = voicing[base + j - 1]!;
		}
		octaves[base + place] = start + (i + offset) * step;
		voicing[base + place] = Math.max(0, strength);
		found = Math.min(found + 1, maxCandidates);
	}
}
