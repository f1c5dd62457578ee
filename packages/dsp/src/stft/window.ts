import { SerError } from '@ser/core';
import { createPlanCache } from '../plan-cache.js';

/** Names as in `scipy.signal.get_window`; the array form is the window itself. */
export type WindowSpec = 'hann' | 'hamming' | 'blackman' | 'bartlett' | 'rect' | 'boxcar' | 'ones' | ArrayLike<number>;

const cosineSums: Record<string, readonly number[]> = {
	hann: [0.5, 0.5],
	hamming: [0.54, 0.46],
	blackman: [0.42, 0.5, 0.08],
	rect: [1],
	boxcar: [1],
	ones: [1],
};
const cache = /* @__PURE__ */ createPlanCache<Float64Array>(32);

/**
 * An analysis window.
 *
 * @param spec name, or the values
 * @param length samples, ≥ 1
 * @param periodic true (default) for spectral analysis, false for a symmetric window
 * @returns `length` values; do not change them, they are shared
 * @throws {SerError} PARAMETER for an unknown name, or values of another length
 * Equals `scipy.signal.get_window(spec, length, fftbins=periodic)`.
 */
export function getWindow(spec: WindowSpec, length: number, periodic = true): Float64Array {
	if (typeof spec !== 'string') {
		if (spec.length !== length) {
			throw new SerError('PARAMETER', `window must have winLength (${length}) values, got ${spec.length}`);
		}
		return Float64Array.from(spec);
	}
	if (spec !== 'bartlett' && !Object.hasOwn(cosineSums, spec)) {
		throw new SerError(
			'PARAMETER',
			`window must be one of ${Object.keys(cosineSums).join(', ')}, bartlett, got ${spec}`,
		);
	}
	return cache.get(`${spec}/${length}/${periodic}`, () => {
		const window = new Float64Array(length).fill(1);
		if (length === 1) return window;
		const span = periodic ? length : length - 1;
		for (let n = 0; n < length; n++) {
			window[n] = spec === 'bartlett' ? 1 - Math.abs((2 * n) / span - 1) : cosineSum(cosineSums[spec]!, n / span);
		}
		return window;
	});
}

function cosineSum(terms: readonly number[], phase: number): number {
	return terms.reduce((sum, a, k) => sum + (k % 2 === 0 ? a : -a) * Math.cos(2 * Math.PI * k * phase), 0);
}
