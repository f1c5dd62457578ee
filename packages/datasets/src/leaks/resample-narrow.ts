import type { Waveform } from '@ser/core';

const halfTaps = 8;
const phases = 64;

/**
 * Brings a signal down (or up) to a low rate for fingerprints: a windowed sinc of 16 zero crossings that passes up to
 * 0.4 of the new rate. Not for listening: the resampler for audio is in `@ser/audio`.
 */
export function resampleNarrow({ samples, sampleRate }: Waveform, rate: number): Float32Array {
	const step = sampleRate / rate;
	const cutoff = (0.46 * Math.min(rate, sampleRate)) / sampleRate;
	const reach = Math.ceil(halfTaps * Math.max(1, step));
	const width = 2 * reach;
	const table = kernels(cutoff, reach);
	const length = Math.floor(samples.length / step);
	const output = new Float32Array(length);
	for (let i = 0; i < length; i++) {
		const at = i * step;
		let whole = Math.floor(at);
		let phase = Math.round((at - whole) * phases);
		if (phase === phases) {
			phase = 0;
			whole++;
		}
		const first = whole - reach + 1;
		const from = Math.max(0, -first);
		const to = Math.min(width, samples.length - first);
		const row = phase * width;
		let sum = 0;
		for (let j = from; j < to; j++) sum += table[row + j]! * samples[first + j]!;
		output[i] = sum;
	}
	return output;
}

/** Hann-windowed sinc, one row for each fraction of a sample; every row sums to 1. */
function kernels(cutoff: number, reach: number): Float64Array {
	const width = 2 * reach;
	const table = new Float64Array(phases * width);
	for (let phase = 0; phase < phases; phase++) {
		let sum = 0;
		for (let j = 0; j < width; j++) {
			const x = j - reach + 1 - phase / phases;
			const sinc = x === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
			const value = sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
			table[phase * width + j] = value;
			sum += value;
		}
		for (let j = 0; j < width; j++) table[phase * width + j]! /= sum;
	}
	return table;
}
