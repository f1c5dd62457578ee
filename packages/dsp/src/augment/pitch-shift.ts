import { checkOption } from '../check.js';
import { resampleBy } from './resample-by.js';
import { type TimeStretchOptions, timeStretch } from './time-stretch.js';

export interface PitchShiftOptions extends Omit<TimeStretchOptions, 'factor'> {
	/** −24…24 */
	semitones: number;
}

/**
 * Raises or lowers the pitch and keeps the length: a time stretch, then a change of speed. The formants move with it.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns a new signal of the same length
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 */
export function pitchShift(samples: Float32Array, { semitones, ...options }: PitchShiftOptions): Float32Array {
	checkOption(semitones >= -24 && semitones <= 24, 'semitones', '−24…24', semitones);
	const factor = 2 ** (semitones / 12);
	return resampleBy(timeStretch(samples, { ...options, factor }), factor, samples.length);
}
