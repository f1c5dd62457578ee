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
	// A sum is finite only if every term is: one addition a sample instead of one test, and four sums so that none waits.
	const { length } = samples;
	let a = 0;
	let b = 0;
	let c = 0;
	let d = 0;
	let i = 0;
	for (; i + 4 <= length; i += 4) {
		a += samples[i]!;
		b += samples[i + 1]!;
		c += samples[i + 2]!;
		d += samples[i + 3]!;
	}
	for (; i < length; i++) a += samples[i]!;
	if (Number.isFinite(a + b + c + d)) return;
	const at = samples.findIndex((value) => !Number.isFinite(value));
	throw new SerError('INPUT', `samples must be finite, sample ${at} is ${samples[at]}`);
}
