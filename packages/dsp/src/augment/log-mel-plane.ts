import { createMatrix, type Matrix, SerError } from '@ser/core';
import { resamplePlane } from './resample-plane.js';

const identity = { frameStart: 0, frameStep: 1, bandStart: 0, bandStep: 1 };

function positive(name: string, value: number): void {
	if (!(value > 0 && Number.isFinite(value))) throw new SerError('PARAMETER', `${name} must be > 0, got ${value}`);
}

/**
 * Plays frames faster or slower: linear interpolation along time.
 *
 * @param matrix frames × bands
 * @param options.factor length of the result over the length of the input, > 0 (1.15 = 15 % longer)
 * @returns round(frames · factor), at least 1, × bands
 * @throws {SerError} PARAMETER when factor ≤ 0
 */
export function stretchFrames(matrix: Matrix, { factor }: { factor: number }): Matrix {
	positive('factor', factor);
	const frames = matrix.rows === 0 ? 0 : Math.max(1, Math.round(matrix.rows * factor));
	const map = { ...identity, frameStep: frames > 1 ? (matrix.rows - 1) / (frames - 1) : 0 };
	return createMatrix(frames, matrix.cols, resamplePlane(matrix, frames, map, 0));
}

/**
 * Scales the frequency axis, as a shorter (factor > 1) or longer vocal tract would: what stood at band k stands at k · factor.
 *
 * @param matrix frames × bands
 * @param options.factor > 0, e.g. 0.92…1.08
 * @returns the same shape; bands that would come from beyond the edge repeat it
 * @throws {SerError} PARAMETER when factor ≤ 0
 */
export function warpFrequency(matrix: Matrix, { factor }: { factor: number }): Matrix {
	positive('factor', factor);
	const map = { ...identity, bandStep: 1 / factor };
	return createMatrix(matrix.rows, matrix.cols, resamplePlane(matrix, matrix.rows, map, 0));
}

/**
 * Moves the frequency axis: what stood at band k stands at k + bands.
 *
 * @param matrix frames × bands
 * @param options.bands any finite number, fractions are interpolated
 * @returns the same shape; bands that would come from beyond the edge repeat it
 * @throws {SerError} PARAMETER when bands is not finite
 */
export function shiftFrequency(matrix: Matrix, { bands }: { bands: number }): Matrix {
	if (!Number.isFinite(bands)) throw new SerError('PARAMETER', `bands must be finite, got ${bands}`);
	const map = { ...identity, bandStart: -bands };
	return createMatrix(matrix.rows, matrix.cols, resamplePlane(matrix, matrix.rows, map, 0));
}
