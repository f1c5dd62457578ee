import { maxCandidates, type PitchCandidates } from './pitch-candidates.js';

/** What the search for the best path charges. */
export interface PitchPathOptions {
	/** voicing from which a frame counts as voiced, 0…1, default 0.68 */
	voicingThreshold?: number;
	/** cost of a jump of one octave between voiced frames, default 0.8 */
	octaveCost?: number;
	/** cost of a change between voiced and unvoiced, default 0.2 */
	onsetCost?: number;
}

const states = maxCandidates + 1;
const unvoiced = maxCandidates;

/**
 * The cheapest path through the candidates (Viterbi): a candidate costs what its voicing lacks, unvoiced costs what the best
 * candidate has above the threshold, a change of pitch costs by the octave, an onset or end a constant.
 *
 * @param silent frames that cannot be voiced
 * @returns Hz a frame, 0 where unvoiced
 */
export function pitchPath(
	{ frames, octaves, voicing }: PitchCandidates,
	silent: Uint8Array,
	{ voicingThreshold = 0.68, octaveCost = 0.8, onsetCost = 0.2 }: PitchPathOptions = {},
): Float32Array {
	const back = new Uint8Array(frames * states);
	let costs = new Float64Array(states);
	let next = new Float64Array(states);
	for (let t = 0; t < frames; t++) {
		for (let s = 0; s < states; s++) {
			const local = localCost(s, t * maxCandidates);
			if (t === 0) {
				next[s] = local;
				continue;
			}
			let best = Number.POSITIVE_INFINITY;
			for (let from = 0; from < states; from++) {
				const cost = costs[from]! + moveCost(from, s, t);
				if (cost < best) {
					best = cost;
					back[t * states + s] = from;
				}
			}
			next[s] = best + local;
		}
		[costs, next] = [next, costs];
	}
	const path = new Float32Array(frames);
	let state = costs.indexOf(Math.min(...costs));
	for (let t = frames - 1; t >= 0; t--) {
		path[t] = state === unvoiced ? 0 : 2 ** octaves[t * maxCandidates + state]!;
		state = back[t * states + state]!;
	}
	return path;

	function localCost(state: number, base: number): number {
		const quiet = silent[base / maxCandidates];
		if (state === unvoiced) {
			return 3 * (1 - voicingThreshold) + (quiet ? 0 : 4 * Math.max(0, voicing[base]! - voicingThreshold));
		}
		const strength = voicing[base + state]!;
		if (quiet || strength === 0) return 1e6;
		return 3 * (1 - strength) + 4 * Math.max(0, voicingThreshold - strength);
	}

	function moveCost(from: number, to: number, t: number): number {
		if (from === unvoiced || to === unvoiced) return from === to ? 0 : onsetCost;
		const step = octaves[t * maxCandidates + to]! - octaves[(t - 1) * maxCandidates + from]!;
		return octaveCost * Math.abs(step);
	}
}
