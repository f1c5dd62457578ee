import { checkInteger, checkSamples } from '../check.js';

/**
 * Moves a signal in time: later for a positive offset; what is pushed out is lost, zeros come in.
 *
 * @param options.offset whole samples
 * @returns a new signal of the same length
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 */
export function timeShift(samples: Float32Array, { offset }: { offset: number }): Float32Array {
	checkSamples(samples);
	checkInteger('offset', offset, Number.MIN_SAFE_INTEGER);
	const shifted = new Float32Array(samples.length);
	if (offset >= 0)
		shifted.set(samples.subarray(0, Math.max(0, samples.length - offset)), Math.min(offset, samples.length));
	else shifted.set(samples.subarray(Math.min(-offset, samples.length)));
	return shifted;
}
