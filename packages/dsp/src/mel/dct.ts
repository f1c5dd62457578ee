import { checkInteger, checkOneOf, checkOption } from '../check.js';
import { createPlanCache } from '../plan-cache.js';

export interface DctOptions {
	/** 1, 2 (default) or 3 */
	type?: 1 | 2 | 3;
	/** 'ortho' (default) or null for the plain sums */
	norm?: 'ortho' | null;
}

const cache = /* @__PURE__ */ createPlanCache<Float64Array>();

/**
 * The matrix of a discrete cosine transform; shared, do not change it.
 *
 * @param size values going in, ≥ 1 (≥ 2 for type 1)
 * @param count coefficients coming out, 1 … size
 * @returns count × size, row-major
 * @throws {SerError} PARAMETER
 * Row k times x equals `scipy.fft.dct(x, type, norm=norm)[k]`.
 */
export function dctMatrix(size: number, count: number, { type = 2, norm = 'ortho' }: DctOptions = {}): Float64Array {
	checkOneOf('dctType', type, [1, 2, 3]);
	checkOneOf('norm', norm, ['ortho', null]);
	checkInteger('size', size, type === 1 ? 2 : 1);
	checkOption(Number.isInteger(count) && count >= 1 && count <= size, 'count', `1 … ${size}`, count);
	return cache.get([size, count, type, norm].join('/'), () => {
		const matrix = new Float64Array(count * size);
		for (let k = 0; k < count; k++) {
			for (let n = 0; n < size; n++) matrix[k * size + n] = entry(k, n, size, type, norm === 'ortho');
		}
		return matrix;
	});
}

function entry(k: number, n: number, size: number, type: 1 | 2 | 3, ortho: boolean): number {
	if (type === 2) {
		const value = 2 * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * size));
		return ortho ? value * Math.sqrt(1 / ((k === 0 ? 4 : 2) * size)) : value;
	}
	if (type === 3) {
		if (n === 0) return ortho ? 1 / Math.sqrt(size) : 1;
		return (ortho ? Math.sqrt(2 / size) : 2) * Math.cos((Math.PI * n * (2 * k + 1)) / (2 * size));
	}
	const last = size - 1;
	const atEnd = n === 0 || n === last;
	const value = (atEnd ? 1 : 2) * Math.cos((Math.PI * k * n) / last);
	if (!ortho) return value;
	return value * (atEnd ? Math.SQRT2 : 1) * 0.5 * Math.sqrt((k === 0 || k === last ? 1 : 2) / last);
}
