import { SerError } from '@ser/core';
import { complexFft } from './complex-fft.js';
import { realFft } from './real-fft.js';

/**
 * The discrete Fourier transform of a complex signal of any length.
 *
 * @param input interleaved re im, 2 × n values, n ≥ 1
 * @returns interleaved re im, 2 × n values
 * @throws {SerError} INPUT when empty or of odd length
 * Equals `numpy.fft.fft`.
 */
export function fft(input: ArrayLike<number>): Float64Array {
	const output = new Float64Array(input.length);
	complexFft(complexLength(input)).transform(output, Float64Array.from(input));
	return output;
}

/**
 * The inverse of `fft`.
 *
 * @param input interleaved re im, 2 × n values, n ≥ 1
 * @returns interleaved re im, 2 × n values
 * @throws {SerError} INPUT when empty or of odd length
 * Equals `numpy.fft.ifft`.
 */
export function ifft(input: ArrayLike<number>): Float64Array {
	const output = new Float64Array(input.length);
	complexFft(complexLength(input)).inverse(output, Float64Array.from(input));
	return output;
}

/**
 * The discrete Fourier transform of a real signal of any length, bins 0 … n/2.
 *
 * @param input n ≥ 1 values
 * @returns interleaved re im, 2 × (floor(n / 2) + 1) values
 * @throws {SerError} INPUT when empty
 * Equals `numpy.fft.rfft`.
 */
export function rfft(input: ArrayLike<number>): Float64Array {
	if (input.length === 0) throw new SerError('INPUT', 'rfft: needs at least one value, got none');
	const plan = realFft(input.length);
	const output = new Float64Array(2 * plan.bins);
	plan.transform(output, Float64Array.from(input));
	return output;
}

/**
 * The inverse of `rfft`.
 *
 * @param input interleaved re im, 2 × (floor(n / 2) + 1) values
 * @param n length of the signal; default 2 × (bins − 1), an even length
 * @returns n values
 * @throws {SerError} INPUT when the bins do not belong to a signal of n values
 * Equals `numpy.fft.irfft`.
 */
export function irfft(input: ArrayLike<number>, n = Math.max(1, input.length - 2)): Float64Array {
	if (!Number.isInteger(n) || n < 1 || input.length !== 2 * (Math.floor(n / 2) + 1)) {
		throw new SerError('INPUT', `irfft: a signal of ${n} values has other than ${input.length / 2} bins`);
	}
	const output = new Float64Array(n);
	realFft(n).inverse(output, Float64Array.from(input));
	return output;
}

function complexLength(input: ArrayLike<number>): number {
	if (input.length === 0 || input.length % 2 !== 0) {
		throw new SerError('INPUT', `fft: needs interleaved re im pairs, got ${input.length} values`);
	}
	return input.length / 2;
}
