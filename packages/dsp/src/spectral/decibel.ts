import { createMatrix, type Matrix } from '@ser/core';
import { checkOption } from '../check.js';
import { decibelPlan } from '../kernels/decibels.js';

export interface DecibelOptions {
	/** the value that is 0 dB: a number (default 1), or 'max' for the largest value of the matrix */
	ref?: number | 'max';
	/** smaller values count as this; default 1e-10 for power, 1e-5 for amplitude */
	amin?: number;
	/** nothing lies more than this below the largest value; default 80, null for no limit */
	topDb?: number | null;
}

const perNeper = 10 / Math.LN10;

/**
 * Power to decibels.
 *
 * @param power any matrix of values ≥ 0
 * @returns the same shape, dB
 * @throws {SerError} PARAMETER when amin ≤ 0 or topDb < 0
 * Equals `librosa.power_to_db`.
 */
export function powerToDb(power: Matrix, options: DecibelOptions = {}): Matrix {
	return powerToDbInto(power, createMatrix(power.rows, power.cols), options);
}

/** `powerToDb` with the result in `result`, which may be `power` itself. */
export function powerToDbInto(power: Matrix, result: Matrix, options: DecibelOptions): Matrix {
	const { amin = 1e-10, topDb = 80, ref = 1 } = options;
	checkOption(amin > 0, 'amin', '> 0', amin);
	checkOption(topDb === null || topDb >= 0, 'topDb', '≥ 0 or null', topDb);
	decibelsInto(power.data, result.data, amin, ref === 'max' ? largest(power.data) : Math.abs(ref));
	if (topDb !== null) raiseTo(result.data, decibelPlan().largest() - topDb);
	return result;
}

/**
 * Amplitude to decibels.
 *
 * @param amplitude any matrix; signs are ignored
 * @returns the same shape, dB
 * @throws {SerError} PARAMETER when amin ≤ 0 or topDb < 0
 * Equals `librosa.amplitude_to_db`.
 */
export function amplitudeToDb(amplitude: Matrix, options: DecibelOptions = {}): Matrix {
	const { amin = 1e-5, topDb = 80, ref = 1 } = options;
	checkOption(amin > 0, 'amin', '> 0', amin);
	const power = createMatrix(amplitude.rows, amplitude.cols);
	for (let i = 0; i < power.data.length; i++) power.data[i] = amplitude.data[i]! * amplitude.data[i]!;
	return powerToDb(power, { amin: amin * amin, topDb, ref: ref === 'max' ? ref : ref * ref });
}

const smallestNormal = 2.2250738585072014e-308;

/** Writes the decibels of each power to `output`; allocates nothing for a frame. */
export function decibelsInto(power: Float32Array, output: Float32Array, amin: number, ref: number): void {
	const least = Math.max(amin, smallestNormal);
	decibelPlan().convert(power, output, least, perNeper * Math.log(Math.max(least, ref)));
}

function largest(values: Float32Array): number {
	let max = -Infinity;
	for (let i = 0; i < values.length; i++) if (values[i]! > max) max = values[i]!;
	return max;
}

function raiseTo(values: Float32Array, floor: number): void {
	for (let i = 0; i < values.length; i++) if (values[i]! < floor) values[i] = floor;
}
