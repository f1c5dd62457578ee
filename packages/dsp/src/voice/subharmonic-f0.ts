import { checkOption } from '../check.js';
import { visitLongSpectra } from './frame-spectra.js';
import { octaveSpectrum } from './octave-spectrum.js';
import { candidateFinder, maxCandidates, type PitchCandidates } from './pitch-candidates.js';
import { type PitchPathOptions, pitchPath } from './pitch-path.js';
import { subharmonicSum } from './subharmonic-sum.js';
import { type VoiceGrid, type VoiceOptions, voiceGrid } from './voice-grid.js';

export interface SubharmonicF0Options extends VoiceOptions, PitchPathOptions {
	/** lowest pitch in Hz, default 55 */
	fMin?: number;
	/** highest pitch in Hz, default 1000 */
	fMax?: number;
}

/** A pitch track, one value a frame; frame t starts at t · 10 ms and is 60 ms long. */
export interface SubharmonicF0 {
	/** Hz, 0 where unvoiced */
	f0: Float32Array;
	/** voicing of the strongest candidate, 0…1 */
	voicing: Float32Array;
}

/** What the voice descriptors need besides the pitch, kept from the same pass over the frames. */
export interface PitchAnalysis extends SubharmonicF0 {
	/** magnitude spectra of the voiced and unvoiced frames alike, longFrames × bins */
	magnitudes: Float32Array;
	bins: number;
	/** the frames that were certain before the signal ended */
	settled: number;
}

/**
 * Fundamental frequency by subharmonic summation (Hermes 1988) in 60 ms Gaussian windows, smoothed by the best path through
 * six candidates a frame. Frames whose windowed RMS is below 0.001 of full scale are unvoiced.
 *
 * @param samples mono signal, any length ≥ 1; shorter than 60 ms is padded with zeros
 * @param options.sampleRate Hz, 8000…192000
 * @returns one pitch and one voicing value per frame of 60 ms, hop 10 ms
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for an option out of its range
 * @example
 * const { f0 } = subharmonicF0(samples, { sampleRate: 16000 });
 * With its defaults and at 16 kHz it is the F0 of openSMILE's eGeMAPS before smoothing, frame by frame: EGEMAPS.md.
 */
export function subharmonicF0(samples: Float32Array, options: SubharmonicF0Options): SubharmonicF0 {
	const { f0, voicing } = analysePitch(voiceGrid(samples, options), options);
	return { f0, voicing };
}

/** `subharmonicF0` on a grid, with the spectra it computed. */
export function analysePitch(grid: VoiceGrid, options: SubharmonicF0Options): PitchAnalysis {
	const { fMin = 55, fMax = 1000 } = options;
	checkOption(fMin >= 25 && fMin < fMax, 'fMin', '≥ 25 and below fMax', fMin);
	checkOption(fMax <= 2000, 'fMax', '≤ 2000', fMax);
	const { voicingThreshold = 0, octaveCost = 0, onsetCost = 0 } = options;
	checkOption(voicingThreshold >= 0 && voicingThreshold <= 1, 'voicingThreshold', '0…1', voicingThreshold);
	checkOption(octaveCost >= 0 && octaveCost < Infinity, 'octaveCost', '≥ 0', octaveCost);
	checkOption(onsetCost >= 0 && onsetCost < Infinity, 'onsetCost', '≥ 0', onsetCost);
	const frames = grid.longFrames;
	const bins = grid.longFft / 2 + 1;
	const scale = octaveSpectrum(grid.sampleRate, grid.longFft);
	const subharmonics = subharmonicSum(scale.points, scale.octaves);
	const finder = candidateFinder(scale, fMin, fMax);
	const candidates: PitchCandidates = {
		frames,
		count: new Uint8Array(frames),
		octaves: new Float64Array(frames * maxCandidates),
		voicing: new Float64Array(frames * maxCandidates),
	};
	const silent = new Uint8Array(frames);
	const magnitudes = new Float32Array(frames * bins);
	const magnitude = new Float64Array(bins);
	const scaled = new Float64Array(bins);
	const sum = new Float64Array(bins);
	// By Parseval the energy of the windowed frame is the sum over all bins of both halves, over the size.
	const quiet = 1e-6 * grid.long * grid.longFft;
	visitLongSpectra(grid, (power, t) => {
		let energy = -power[0]! - power[bins - 1]!;
		for (let k = 0; k < bins; k++) {
			energy += 2 * power[k]!;
			magnitude[k] = Math.sqrt(power[k]!);
		}
		magnitudes.set(magnitude, t * bins);
		if (energy <= quiet) silent[t] = 1;
		scale.transform(magnitude, scaled);
		subharmonics.add(scaled, sum);
		finder.find(sum, candidates, t);
	});
	// The path goes through silent frames as through the others and is silenced afterwards, as openSMILE's is.
	const { f0, settled } = pitchPath(candidates, options);
	for (let t = 0; t < frames; t++) if (silent[t]) f0[t] = 0;
	const voicing = Float32Array.from({ length: frames }, (_, t) => candidates.voicing[t * maxCandidates]!);
	return { f0, voicing, settled, magnitudes, bins };
}
