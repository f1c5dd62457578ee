import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOneOf, checkOption } from '../check.js';

export interface DeltaOptions {
	/** frames of the local polynomial fit, odd, ≥ 3, default 9 */
	width?: number;
	/** which derivative, ≥ 1, default 1 */
	order?: number;
	/** what the ends do: 'interp' (default) fits one polynomial to the last `width` frames, 'nearest' repeats the end,
	 *  'mirror' mirrors without repeating it, 'constant' is zero beyond, 'wrap' goes on at the other end */
	mode?: 'interp' | 'nearest' | 'mirror' | 'constant' | 'wrap';
}

/**
 * Local derivative over time: a Savitzky-Golay filter of polynomial order `order`.
 *
 * @param matrix frames × coefficients
 * @returns the same shape, a frame
 * @throws {SerError} PARAMETER for a bad option, or mode 'interp' with fewer than `width` frames
 * Equals `librosa.feature.delta` transposed.
 */
export function delta(matrix: Matrix, options: DeltaOptions = {}): Matrix {
	const { width = 9, order = 1, mode = 'interp' } = options;
	checkInteger('order', order);
	checkOption(Number.isInteger(width) && width >= 3 && width % 2 === 1, 'width', 'an odd integer ≥ 3', width);
	checkOption(width > order, 'width', `> order (${order})`, width);
	checkOneOf('mode', mode, ['interp', 'nearest', 'mirror', 'constant', 'wrap']);
	const { rows, cols, data } = matrix;
	checkOption(mode !== 'interp' || width <= rows, 'width', `≤ the number of frames (${rows}) in mode 'interp'`, width);
	const half = (width - 1) / 2;
	const result = createMatrix(rows, cols);
	const sums = new Float64Array(cols);
	const weights = derivativeWeights(width, order);
	for (let t = 0; t < rows; t++) {
		// The highest derivative of the fitted polynomial is the same everywhere: the ends share the outermost full window.
		const centre = mode === 'interp' ? Math.min(Math.max(t, half), rows - 1 - half) : t;
		sums.fill(0);
		for (let w = 0; w < width; w++) {
			const row = rowBeyond(centre - half + w, rows, mode);
			if (row < 0) continue;
			const weight = weights[w]!;
			for (let c = 0; c < cols; c++) sums[c]! += weight * data[row * cols + c]!;
		}
		result.data.set(sums, t * cols);
	}
	return result;
}

/** The weights that give the `order`-th derivative of the polynomial of that order fitted to `width` frames. */
function derivativeWeights(width: number, order: number): Float64Array {
	const half = (width - 1) / 2;
	const size = order + 1;
	// Normal equations of the Vandermonde matrix; positions are scaled to ±1 to keep them well conditioned.
	const augmented = Array.from({ length: size }, (_, i) => {
		const row = new Float64Array(size + width);
		for (let w = 0; w < width; w++) {
			const x = (w - half) / half;
			for (let j = 0; j < size; j++) row[j]! += x ** (i + j);
			row[size + w] = x ** i;
		}
		return row;
	});
	eliminate(augmented);
	const weights = new Float64Array(width);
	let factorial = 1;
	for (let i = 2; i <= order; i++) factorial *= i;
	for (let w = 0; w < width; w++) weights[w] = (augmented[order]![size + w]! * factorial) / half ** order;
	return weights;
}

function eliminate(rows: Float64Array[]): void {
	const size = rows.length;
	for (let p = 0; p < size; p++) {
		let best = p;
		for (let r = p + 1; r < size; r++) if (Math.abs(rows[r]![p]!) > Math.abs(rows[best]![p]!)) best = r;
		[rows[p], rows[best]] = [rows[best]!, rows[p]!];
		const pivot = rows[p]!;
		const scale = 1 / pivot[p]!;
		for (let c = 0; c < pivot.length; c++) pivot[c]! *= scale;
		for (let r = 0; r < size; r++) {
			const factor = rows[r]![p]!;
			if (r === p || factor === 0) continue;
			for (let c = 0; c < pivot.length; c++) rows[r]![c]! -= factor * pivot[c]!;
		}
	}
}

function rowBeyond(row: number, rows: number, mode: DeltaOptions['mode']): number {
	if (row >= 0 && row < rows) return row;
	if (mode === 'constant') return -1;
	if (mode === 'wrap') return ((row % rows) + rows) % rows;
	if (mode === 'nearest' || rows === 1) return row < 0 ? 0 : rows - 1;
	const period = 2 * (rows - 1);
	const folded = ((row % period) + period) % period;
	return folded < rows ? folded : period - folded;
}
