import type { Matrix } from '@ser/core';

/** Every feature's values as whole numbers in the same order, which sort faster than floats. */
export interface FeatureRanks {
	rows: number;
	cols: number;
	/** cols × rows: rank of the value of each row, equal values have equal ranks */
	ranks: Uint32Array;
	/** cols × rows: the value of each rank (only the first `distinct` of each column are used) */
	values: Float32Array;
}

/** Ranks every column once, before any tree is grown. */
export function featureRanks({ data, rows, cols }: Matrix): FeatureRanks {
	const ranks = new Uint32Array(rows * cols);
	const values = new Float32Array(rows * cols);
	const column = new Float32Array(rows);
	const order = new Float64Array(rows);
	const bits = new Int32Array(column.buffer);
	for (let c = 0; c < cols; c++) {
		for (let r = 0; r < rows; r++) column[r] = data[r * cols + c] + 0; // no -0
		// One float64 per clip holds the value's order (its bits, made monotone) and the row, so that a plain sort does it.
		for (let r = 0; r < rows; r++) {
			const bit = bits[r];
			order[r] = (bit < 0 ? -2147483648 - bit : bit) * 2097152 + r;
		}
		order.sort();
		let rank = -1;
		let last = Number.NaN;
		for (let i = 0; i < rows; i++) {
			const r = ((order[i] % 2097152) + 2097152) % 2097152;
			const value = column[r];
			if (value !== last) {
				values[c * rows + ++rank] = value;
				last = value;
			}
			ranks[c * rows + r] = rank;
		}
	}
	return { rows, cols, ranks, values };
}
