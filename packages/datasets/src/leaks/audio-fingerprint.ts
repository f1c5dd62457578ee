import type { Waveform } from '@ser/core';
import { powerSpectrumPlan } from './power-spectrum.js';
import { resampleNarrow } from './resample-narrow.js';
import type { AudioFingerprint } from './types.js';

/** Hz, after resampling */
const rate = 8000;
const frameLength = 2048;
const hopLength = 256;
const bands = 33;
const lowHz = 250;
const highHz = 3300;
/** frames this far below the loudest one carry no words */
const activeDb = 30;

/** Seconds from one word of a fingerprint to the next. */
export const fingerprintHopSeconds = hopLength / rate;

/**
 * A fingerprint of a recording that survives changes of level, resampling and trimming, and differs between takes.
 *
 * One word of 32 bits for each 32 ms: the signs of the energy differences between neighbouring bands (33 between 250
 * and 3300 Hz, frames of 256 ms) and between neighbouring frames (Haitsma & Kalker 2002, A highly robust audio
 * fingerprinting system). Words of frames more than 30 dB below the loudest are 0.
 *
 * @param waveform any rate; below 6600 Hz there is too little to tell recordings apart
 * @returns about 31 words a second; none for less than 0.3 s or a rate below 6600 Hz, and then nothing matches
 */
export function audioFingerprint(waveform: Waveform): AudioFingerprint {
	if (!(waveform.sampleRate >= 2 * highHz)) return new Uint32Array(0);
	const signal = resampleNarrow(waveform, rate);
	const frames = Math.floor((signal.length - frameLength) / hopLength) + 1;
	if (frames < 2) return new Uint32Array(0);
	const edges = Float64Array.from(
		{ length: bands + 1 },
		(_, i) => (lowHz * (highHz / lowHz) ** (i / bands) * frameLength) / rate,
	);
	const spectrum = powerSpectrumPlan(frameLength);
	const power = new Float64Array(frameLength / 2);
	const energies = new Float64Array(frames * bands);
	const heard = worthwhile(signal, frames);
	const totals = new Float64Array(frames);
	let loudest = 0;
	for (let frame = 0; frame < frames; frame++) {
		if (!heard[frame]) continue;
		spectrum(signal, frame * hopLength, power);
		for (let band = 0; band < bands; band++) {
			const end = Math.round(edges[band + 1]!);
			let sum = 0;
			for (let bin = Math.round(edges[band]!); bin < end; bin++) sum += power[bin]!;
			energies[frame * bands + band] = sum;
			totals[frame]! += sum;
		}
		loudest = Math.max(loudest, totals[frame]!);
	}
	const quiet = loudest * 10 ** (-activeDb / 10);
	const words = new Uint32Array(frames - 1);
	for (let frame = 1; frame < frames; frame++) {
		if (!(totals[frame]! > quiet && heard[frame - 1])) continue;
		const now = frame * bands;
		const before = now - bands;
		let word = 0;
		for (let band = 0; band < bands - 1; band++) {
			const rise =
				energies[now + band]! - energies[now + band + 1]! - (energies[before + band]! - energies[before + band + 1]!);
			word = (word << 1) | (rise > 0 ? 1 : 0);
		}
		words[frame - 1] = word >>> 0 || 1;
	}
	return words;
}

/** Frames that are at most 45 dB softer than the loudest one, and their neighbours: the others need no spectrum. */
function worthwhile(signal: Float32Array, frames: number): Uint8Array {
	const hops = frames + frameLength / hopLength - 1;
	const energy = new Float64Array(hops);
	for (let hop = 0; hop < hops; hop++) {
		let sum = 0;
		for (let i = hop * hopLength; i < (hop + 1) * hopLength; i++) sum += signal[i]! * signal[i]!;
		energy[hop] = sum;
	}
	const totals = Float64Array.from({ length: frames }, (_, frame) => {
		let sum = 0;
		for (let hop = frame; hop < frame + frameLength / hopLength; hop++) sum += energy[hop]!;
		return sum;
	});
	const least = totals.reduce((a, b) => Math.max(a, b), 0) * 10 ** -4.5;
	return Uint8Array.from(totals, (_, frame) => (totals[frame]! > least || (totals[frame + 1] ?? 0) > least ? 1 : 0));
}
