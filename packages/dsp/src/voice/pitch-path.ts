import { maxCandidates, type PitchCandidates } from './pitch-candidates.js';

/** What the search for the best path charges, beside −2 ln(voicing) for each voiced frame. */
export interface PitchPathOptions {
	/** voicing from which a frame counts as voiced, 0…1, default 0.7 */
	voicingThreshold?: number;
	/** cost of a jump of one octave between voiced frames, default 10 ln 2 = 6.93 */
	octaveCost?: number;
	/** cost of a change between voiced and unvoiced, default 10 */
	onsetCost?: number;
}

/** A track of pitch. */
export interface PitchPath {
	/** Hz a frame, 0 where unvoiced */
	f0: Float32Array;
	/** the frames from the start on which the cheapest paths to all candidates of the last frame agree */
	settled: number;
}

const states = maxCandidates + 1;
const unvoiced = maxCandidates;
/** Cost of being voiced below the threshold, or unvoiced above it. */
const wrongSide = 8;
/** Cost of staying unvoiced. */
const silence = 1;
const impossible = 1e9;

/**
 * The cheapest path through the candidates (Viterbi): a candidate costs what its voicing lacks, and something for a pitch outside
 * 100–350 Hz; a change of pitch costs by the octave; an onset or an end costs a constant.
 *
 * With its defaults it takes the decisions of openSMILE's eGeMAPS, whose costs were found by feeding its smoother made-up
 * candidates. One of them nobody would design: a change of pitch also costs its difference to the change from the candidate ranked one
 * place higher (nothing, for the first), so that a lower rank is paid for in every frame.
 */
export function pitchPath(
	{ frames, count, octaves, voicing }: PitchCandidates,
	{ voicingThreshold = 0.7, octaveCost = 10 * Math.LN2, onsetCost = 10 }: PitchPathOptions = {},
): PitchPath {
	const back = new Uint8Array(frames * states);
	let costs = new Float64Array(states);
	let next = new Float64Array(states);
	for (let t = 0; t < frames; t++) {
		for (let to = 0; to < states; to++) {
			let best = t === 0 ? 0 : impossible;
			if (t > 0 && to === unvoiced) best = cheapestEnd(t);
			else if (t > 0 && to < count[t]!) best = cheapestMove(to, t);
			next[to] = best + localCost(to, t);
		}
		[costs, next] = [next, costs];
	}
	const f0 = new Float32Array(frames);
	let state = costs.indexOf(Math.min(...costs));
	for (let t = frames - 1; t >= 0; t--) {
		f0[t] = state === unvoiced ? 0 : 2 ** octaves[t * maxCandidates + state]!;
		state = back[t * states + state]!;
	}
	return { f0, settled: settledFrames() };

	function settledFrames(): number {
		let paths = Uint8Array.from({ length: count[frames - 1]! + 1 }, (_, s) => (s === 0 ? unvoiced : s - 1));
		let t = frames - 1;
		for (; t > 0 && paths.some((s) => s !== paths[0]); t--) paths = paths.map((s) => back[t * states + s]!);
		return t + 1;
	}

	function localCost(state: number, t: number): number {
		const base = t * maxCandidates;
		if (state === unvoiced) return count[t]! > 0 && voicing[base]! >= voicingThreshold ? wrongSide : 0;
		if (state >= count[t]!) return impossible;
		const strength = voicing[base + state]!;
		const lacking = strength > 0 ? -2 * Math.log(strength) : 200;
		return lacking + (strength < voicingThreshold ? wrongSide : 0) + rangeCost(2 ** octaves[base + state]!);
	}

	function cheapestEnd(t: number): number {
		let best = costs[unvoiced]! + silence;
		back[t * states + unvoiced] = unvoiced;
		for (let from = 0; from < count[t - 1]!; from++) {
			const cost = costs[from]! + onsetCost;
			if (cost < best) {
				best = cost;
				back[t * states + unvoiced] = from;
			}
		}
		return best;
	}

	function cheapestMove(to: number, t: number): number {
		let best = costs[unvoiced]! + onsetCost;
		back[t * states + to] = unvoiced;
		let higherRanked = 0;
		for (let from = 0; from < count[t - 1]!; from++) {
			const change = octaves[t * maxCandidates + to]! - octaves[(t - 1) * maxCandidates + from]!;
			const cost = costs[from]! + octaveCost * (Math.abs(change) + Math.abs(change - higherRanked));
			higherRanked = change;
			if (cost < best) {
				best = cost;
				back[t * states + to] = from;
			}
		}
		return best;
	}
}

/** What a pitch far from a speaker's costs. */
function rangeCost(hz: number): number {
	if (hz < 100) return (100 - hz) / 100;
	if (hz <= 350) return 0;
	return hz < 600 ? (hz - 350) / 250 : 1.2;
}
