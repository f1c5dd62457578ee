import { SerError } from '@ser/core';

/** @throws {SerError} PARAMETER when the value is not a number above (or, if `orEqual`, at) the bound */
export function requireAbove(name: string, value: unknown, bound: number, orEqual = false): void {
	const fits = typeof value === 'number' && (orEqual ? value >= bound : value > bound) && Number.isFinite(value);
	if (!fits) throw new SerError('PARAMETER', `${name} must be ${orEqual ? '≥' : '>'} ${bound}, got ${String(value)}`);
}

/** @throws {SerError} PARAMETER when the value is not a whole number ≥ the bound */
export function requireWhole(name: string, value: unknown, bound: number): void {
	if (!(Number.isInteger(value) && (value as number) >= bound)) {
		throw new SerError('PARAMETER', `${name} must be a whole number ≥ ${bound}, got ${String(value)}`);
	}
}

/** @throws {SerError} PARAMETER when the value is not one of those allowed */
export function requireOneOf(name: string, value: unknown, allowed: readonly unknown[]): void {
	if (!allowed.includes(value)) {
		throw new SerError('PARAMETER', `${name} must be one of ${allowed.map(String).join(', ')}, got ${String(value)}`);
	}
}
