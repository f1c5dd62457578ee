import { auditoryBands } from './auditory-bands.js';
import { visitShortSpectra } from './frame-spectra.js';
import { formantLevel, harmonicLevels } from './harmonic-levels.js';
import { harmonicNoise } from './harmonic-to-noise.js';
import { smileFormants } from './smile-formants.js';
import { smilePeriods } from './smile-periods.js';
import { alphaRatioOf, balanceBins, decibelsOf, hammarbergIndexOf, slopeOf } from './spectral-balance.js';
import { analysePitch } from './subharmonic-f0.js';
import type { VoiceGrid } from './voice-grid.js';

/** Frame descriptors before smoothing; one value a 20 ms frame. */
export interface SpectralDescriptors {
	loudness: Float64Array;
	alphaRatio: Float64Array;
	hammarbergIndex: Float64Array;
	slope0to500: Float64Array;
	slope500to1500: Float64Array;
	spectralFlux: Float64Array;
	/** coefficients 1…4 */
	mfcc: Float64Array[];
	/** F1–F3, Hz */
	formantFrequency: Float64Array[];
	formantBandwidth: Float64Array[];
}

/** Frame descriptors before smoothing; one value a 60 ms frame, 0 where unvoiced (−201 for the formant levels). */
export interface VoicedDescriptors {
	/** semitones above 27.5 Hz */
	f0: Float64Array;
	jitter: Float64Array;
	shimmer: Float64Array;
	hnr: Float64Array;
	h1h2: Float64Array;
	h1a3: Float64Array;
	formantLevel: Float64Array[];
	/** the frames that were certain before the signal ended, see `smoothVoiced` */
	settled: number;
}

/** Everything that needs the 20 ms spectra, in one pass. */
export function spectralDescriptors(grid: VoiceGrid): SpectralDescriptors {
	const { shortFrames: n, shortFft: nFft, sampleRate } = grid;
	const track = () => new Float64Array(n);
	const out: SpectralDescriptors = {
		loudness: track(),
		alphaRatio: track(),
		hammarbergIndex: track(),
		slope0to500: track(),
		slope500to1500: track(),
		spectralFlux: track(),
		mfcc: [track(), track(), track(), track()],
		formantFrequency: [track(), track(), track()],
		formantBandwidth: [track(), track(), track()],
	};
	const bands = auditoryBands(sampleRate, nFft);
	const bins = balanceBins(sampleRate, nFft);
	const formants = smileFormants(sampleRate, nFft, grid.short);
	const energies = new Float64Array(26);
	const cepstrum = new Float64Array(4);
	const resonances = new Float32Array(6);
	const slopeBins = Math.round(1500 / bins.hzPerBin) + 1;
	const decibels = new Float64Array(slopeBins);
	let magnitude = new Float64Array(bins.below5k.to);
	let previous = new Float64Array(bins.below5k.to);
	visitShortSpectra(grid, (power, t, spectrum) => {
		bands.energies(power, energies);
		out.loudness[t] = bands.loudness(energies);
		bands.cepstrum(energies, cepstrum, 0);
		for (let i = 0; i < 4; i++) out.mfcc[i]![t] = cepstrum[i]!;
		out.alphaRatio[t] = alphaRatioOf(power, bins);
		out.hammarbergIndex[t] = hammarbergIndexOf(power, bins);
		decibelsOf(power, decibels, slopeBins);
		out.slope0to500[t] = slopeOf(decibels, 0, 500, bins.hzPerBin);
		out.slope500to1500[t] = slopeOf(decibels, 500, 1500, bins.hzPerBin);
		let change = 0;
		for (let k = 0; k < magnitude.length; k++) {
			magnitude[k] = Math.sqrt(power[k]!);
			change += (magnitude[k]! - previous[k]!) ** 2;
		}
		out.spectralFlux[t] = t === 0 ? 0 : Math.sqrt(change / magnitude.length);
		[previous, magnitude] = [magnitude, previous];
		formants.measure(spectrum, resonances, 0);
		for (let i = 0; i < 3; i++) {
			out.formantFrequency[i]![t] = resonances[i]!;
			out.formantBandwidth[i]![t] = resonances[3 + i]!;
		}
	});
	return out;
}

/** Pitch and everything that needs it; the formants of the frame tell where A1–A3 are looked for. */
export function voicedDescriptors(grid: VoiceGrid, { formantFrequency }: SpectralDescriptors): VoicedDescriptors {
	const { longFrames: n, longFft: nFft, sampleRate, samples, hop } = grid;
	const { f0, magnitudes, bins, settled } = analysePitch(grid, { sampleRate });
	const track = () => new Float64Array(n);
	const out: VoicedDescriptors = {
		f0: track(),
		jitter: track(),
		shimmer: track(),
		hnr: track(),
		h1h2: track(),
		h1a3: track(),
		formantLevel: [track().fill(-201), track().fill(-201), track().fill(-201)],
		settled,
	};
	const noise = harmonicNoise(sampleRate, nFft);
	const periods = smilePeriods(samples, sampleRate, hop);
	const levels = new Float64Array(100);
	for (let t = 0; t < n; t++) {
		const pitch = f0[t]!;
		periods.visit(t, pitch);
		if (pitch === 0) continue;
		out.f0[t] = 12 * Math.log2(pitch / 27.5);
		out.jitter[t] = periods.jitter;
		out.shimmer[t] = periods.shimmer;
		out.hnr[t] = noise.measure(magnitudes, t * bins, pitch);
		harmonicLevels(magnitudes, t * bins, bins, (pitch * nFft) / sampleRate, levels);
		out.h1h2[t] = levels[1]! - levels[2]!;
		for (let i = 0; i < 3; i++) out.formantLevel[i]![t] = formantLevel(levels, formantFrequency[i]![t]!, pitch);
		out.h1a3[t] = levels[1]! - out.formantLevel[2]![t]!;
	}
	return out;
}
