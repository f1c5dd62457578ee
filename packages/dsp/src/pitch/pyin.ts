import { checkInteger, checkOption, checkSamples } from '../check.js';
import { frameCount } from '../stft/framing.js';
import { type PitchOptions, resolvePitch } from './pitch-options.js';
import { createPitchViterbi } from './pitch-viterbi.js';
import { type CandidateOptions, createCandidates } from './pyin-candidates.js';
import { createYinDifference } from './yin-difference.js';

export interface PyinOptions extends PitchOptions, CandidateOptions {
	/** pitch bin in semitones, between 0 and 1, default 0.1 */
	resolution?: number;
	/** octaves a second, default 35.92 */
	maxTransitionRate?: number;
	/** probability of changing between voiced and unvoiced from frame to frame, default 0.01 */
	switchProb?: number;
	/** F0 of unvoiced frames, default NaN; null for the best guess */
	fillNa?: number | null;
}

export interface PyinResult {
	/** Hz, one value a frame; unvoiced frames NaN, or as `fillNa` says */
	f0: Float32Array;
	/** 1 voiced, 0 unvoiced, one value a frame */
	voiced: Uint8Array;
	/** probability of being voiced, one value a frame */
	voicedProbability: Float32Array;
}

/**
 * Fundamental frequency and voicing by probabilistic YIN.
 *
 * @param samples mono signal, any length ≥ 1
 * @param options fMin 65.41, fMax 2093, frameLength 2048, hopLength frameLength / 4, resolution 0.1, …
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.pyin` (Mauch & Dixon 2014).
 * @example
 * const { f0, voiced } = pyin(samples, { sampleRate: 16000, fMin: 65, fMax: 600 });
 */
export function pyin(samples: Float32Array, options: PyinOptions = {}): PyinResult {
	const { resolution = 0.1, maxTransitionRate = 35.92, switchProb = 0.01, fillNa = Number.NaN } = options;
	const resolved = resolvePitch(options);
	const { sampleRate, fMin, fMax, frameLength, hopLength, center, padMode, minPeriod, maxPeriod } = resolved;
	checkOption(resolution > 0 && resolution < 1, 'resolution', 'between 0 and 1', resolution);
	checkOption(switchProb > 0 && switchProb < 1, 'switchProb', 'between 0 and 1', switchProb);
	checkOption(maxTransitionRate > 0, 'maxTransitionRate', '> 0', maxTransitionRate);
	checkInteger('nThresholds', options.nThresholds ?? 100);
	checkSamples(samples);

	const frames = frameCount(samples.length, resolved);
	const binsPerOctave = 12 * Math.ceil(1 / resolution);
	const nBins = Math.floor(binsPerOctave * Math.log2(fMax / fMin)) + 1;
	const semitonesPerFrame = Math.round((maxTransitionRate * 12 * hopLength) / sampleRate);
	const viterbi = createPitchViterbi(nBins, (semitonesPerFrame * binsPerOctave) / 12 + 1, switchProb, frames);
	const plan = createYinDifference(frameLength, minPeriod, maxPeriod);
	const candidates = createCandidates(plan.size, options);

	const bins = new Int32Array(candidates.index.length);
	const probabilities = new Float64Array(candidates.index.length);
	const f0 = new Float32Array(frames);
	const voiced = new Uint8Array(frames);
	const voicedProbability = new Float32Array(frames);
	const lead = center ? Math.floor(frameLength / 2) : 0;
	plan.each(samples, -lead, hopLength, frames, padMode, (t) => {
		candidates.find(plan.difference);
		let count = 0;
		let total = 0;
		for (let i = 0; i < candidates.count; i++) {
			const probability = candidates.probability[i]!;
			if (probability === 0) continue;
			const index = candidates.index[i]!;
			const hz = sampleRate / (minPeriod + index + plan.shift(index));
			const bin = Math.max(0, Math.round(binsPerOctave * Math.log2(hz / fMin)));
			if (bin >= nBins) continue;
			// Periods rise, so bins fall: of two candidates in a bin the longer period stays.
			if (count > 0 && bins[count - 1] === bin) total -= probabilities[--count]!;
			bins[count] = bin;
			probabilities[count++] = probability;
			total += probability;
		}
		const share = Math.min(1, Math.max(0, total));
		voicedProbability[t] = share;
		viterbi.push(bins, probabilities, count, share);
	});

	const states = viterbi.decode();
	for (let t = 0; t < frames; t++) {
		const state = states[t]!;
		voiced[t] = state < nBins ? 1 : 0;
		f0[t] = voiced[t] === 0 && fillNa !== null ? fillNa : fMin * 2 ** ((state % nBins) / binsPerOctave);
	}
	return { f0, voiced, voicedProbability };
}
