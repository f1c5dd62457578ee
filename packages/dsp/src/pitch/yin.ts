import { createMatrix, type Matrix } from '@ser/core';
import { checkOption, checkSamples } from '../check.js';
import { frameCount } from '../stft/framing.js';
import { type PitchOptions, resolvePitch } from './pitch-options.js';
import { createYinDifference } from './yin-difference.js';

export interface YinOptions extends PitchOptions {
	/** the first period whose difference is below this is taken, > 0, default 0.1 */
	troughThreshold?: number;
}

/**
 * Fundamental frequency by YIN. Every frame gets a frequency, voiced or not.
 *
 * @param samples mono signal, any length ≥ 1
 * @param options fMin 65.41, fMax 2093, frameLength 2048, hopLength frameLength / 4, troughThreshold 0.1, …
 * @returns frames × 1, Hz
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.yin` (de Cheveigné & Kawahara 2002).
 */
export function yin(samples: Float32Array, options: YinOptions = {}): Matrix {
	const { troughThreshold = 0.1 } = options;
	const resolved = resolvePitch(options);
	const { sampleRate, frameLength, hopLength, center, padMode, minPeriod, maxPeriod } = resolved;
	checkOption(troughThreshold > 0, 'troughThreshold', '> 0', troughThreshold);
	checkSamples(samples);
	const rows = frameCount(samples.length, resolved);
	const result = createMatrix(rows, 1);
	const plan = createYinDifference(frameLength, minPeriod, maxPeriod);
	const lead = center ? Math.floor(frameLength / 2) : 0;
	plan.each(samples, -lead, hopLength, rows, padMode, (t) => {
		const index = firstTrough(plan.difference, troughThreshold);
		result.data[t] = sampleRate / (minPeriod + index + plan.shift(index));
	});
	return result;
}

/** The first local minimum below the threshold, else the lowest value. */
export function firstTrough(difference: Float64Array, threshold: number): number {
	const last = difference.length - 1;
	let lowest = 0;
	for (let i = 0; i <= last; i++) {
		const here = difference[i]!;
		if (here < difference[lowest]!) lowest = i;
		if (!(here < threshold)) continue;
		const fallsTo = i === 0 || here < difference[i - 1]!;
		const rises = i === 0 ? here < difference[1]! : i === last || here <= difference[i + 1]!;
		if (fallsTo && rises) return i;
	}
	return lowest;
}
