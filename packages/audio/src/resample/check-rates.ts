import { SerError } from '@ser/core';

/** A pair of rates may differ by at most this factor, as in libsamplerate. */
const maxRatio = 256;

/**
 * Both rates, rounded to whole Hz.
 *
 * @throws {SerError} PARAMETER when one is out of range, or they are too far apart
 */
export function checkRates(fromRate: number, toRate: number): { from: number; to: number } {
	const from = checkRate('the rate of the samples', fromRate);
	const to = checkRate('sampleRate', toRate);
	if (to > maxRatio * from || from > maxRatio * to) {
		throw new SerError('PARAMETER', `sampleRate must be within a factor of ${maxRatio} of ${from} Hz, got ${to}`);
	}
	return { from, to };
}

function checkRate(what: string, rate: number): number {
	if (!(rate >= 1 && rate <= 192_000)) throw new SerError('PARAMETER', `${what} must be 1…192000 Hz, got ${rate}`);
	return Math.round(rate);
}
