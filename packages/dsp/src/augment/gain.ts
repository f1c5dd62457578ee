import { checkOption, checkSamples } from '../check.js';

/**
 * Makes a signal louder or softer. Values beyond ±1 are kept.
 *
 * @param options.db any finite number
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 */
export function gain(samples: Float32Array, { db }: { db: number }): Float32Array {
	checkSamples(samples);
	checkOption(Number.isFinite(db), 'db', 'a finite number', db);
	const factor = 10 ** (db / 20);
	return samples.map((value) => value * factor);
}
