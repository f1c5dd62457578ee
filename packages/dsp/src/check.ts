import { SerError } from '@ser/core';

/**
 * Refuses an option that breaks its rule.
 *
 * @throws {SerError} PARAMETER `<name> must be <rule>, got <value>` unless `holds`
 */
export function checkOption(holds: boolean, name: string, rule: string, value: unknown): void {
	if (!holds) throw new SerError('PARAMETER', `${name} must be ${rule}, got ${String(value)}`);
}

/** @throws {SerError} PARAMETER unless `value` is an integer ≥ `least` */
export function checkInteger(name: string, value: number, least = 1): void {
	checkOption(Number.isInteger(value) && value >= least, name, `an integer ≥ ${least}`, value);
}

/** @throws {SerError} PARAMETER unless `value` is one of `allowed` */
export function checkOneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
	checkOption(allowed.includes(value), name, `one of ${allowed.join(', ')}`, value);
}

/**
 * Refuses a signal that no feature can be computed from.
 *
 * @throws {SerError} INPUT when there is no sample, or one is NaN or infinite
 */
export function checkSamples(samples: Float32Array): void {
	if (!(samples instanceof Float32Array)) throw new SerError('INPUT', 'samples must be a Float32Array');
	if (samples.length === 0) throw new SerError('INPUT', 'samples must not be empty, got 0 samples');
	// A sum is finite only if every term is: one addition a sample instead of one test.
	let sum = 0;
	for (let i = 0; i < samples.length; i++) sum += samples[i]!;
	if (Number.isFinite(sum)) return;
	const at = samples.findIndex((value) => !Number.isFinite(value));
	throw new SerError('INPUT', `samples must be finite, sample ${at} is ${samples[at]}`);
}
