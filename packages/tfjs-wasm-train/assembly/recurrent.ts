// What the gradients of LSTM and GRU share. dgates is steps × batch × columns in the order in which the steps were walked.

import { gemmPacked, KC, MC, NC, packA, packB } from './gemm';

/** Adds the columns of packed B (rows × n) to out, in blocks of 64 rows. */
function addColumnSums(packed: usize, rows: i32, n: i32, out: usize): void {
	for (let j = 0; j < n; j += 8) {
		let low = f32x4.splat(0), high = f32x4.splat(0);
		for (let r = 0; r < rows; r += 64) {
			const end = packed + <usize>min(64, rows - r) * 32;
			let x = f32x4.splat(0), y = f32x4.splat(0);
			for (; packed < end; packed += 32) {
				x = f32x4.add(x, v128.load(packed));
				y = f32x4.add(y, v128.load(packed, 16));
			}
			low = f32x4.add(low, x);
			high = f32x4.add(high, y);
		}
		const width = min(8, n - j);
		for (let c = 0; c < width; c++, out += 4) {
			const v = c < 4 ? low : high;
			let part = f32x4.extract_lane(v, 0);
			if ((c & 3) == 1) part = f32x4.extract_lane(v, 1);
			else if ((c & 3) == 2) part = f32x4.extract_lane(v, 2);
			else if ((c & 3) == 3) part = f32x4.extract_lane(v, 3);
			store<f32>(out, load<f32>(out) + part);
		}
	}
}

/** Packs the transpose of x for rows from … from + count of steps × batch, tiles of 4 inputs. x is batch × steps × inputs. */
function packInputs(
	x: usize, batch: i32, steps: i32, inputs: i32, first: i32, height: i32, reverse: bool, from: i32, count: i32, dst: usize,
): void {
	const sequence = steps * inputs;
	while (count > 0) {
		const s = from / batch;
		const b = from - s * batch;
		const part = min(count, batch - b);
		const t = reverse ? steps - 1 - s : s;
		packA(x + (<usize>(b * sequence + t * inputs + first) << 2), 1, sequence, min(4, height), part, dst, part);
		dst += <usize>part << 4;
		from += part;
		count -= part;
	}
}

/**
 * Gradients of the weights for `count` columns of dgates (rows of `columns`), all rows in one product:
 * dw (inputs × …, or 0) = Σ xᵀ · dgates, du (units × …, or 0) = Σ previousᵀ · dgates, db (or 0) = Σ dgates.
 * previous (steps × batch × units) is read `shift` rows behind: batch for hidden states, 0 for reset states.
 * Rows of dw and du are `columns` apart. work: that of gemm.
 */
export function recurrentWeightGradients(
	batch: i32, steps: i32, inputs: i32, units: i32, columns: i32, count: i32, dgates: usize, x: usize, reverse: bool,
	previous: usize, shift: i32, dw: usize, du: usize, db: usize, work: usize,
): void {
	const packedA = work + <usize>(KC * NC * 4);
	const scratch = packedA + <usize>(KC * MC * 4);
	const stride = <usize>columns << 2;
	const rows = steps * batch;
	if (db) memory.fill(db, 0, <usize>count << 2);
	for (let j = 0; j < count; j += NC) {
		const nb = min(NC, count - j);
		const column = <usize>j << 2;
		for (let p = 0; p < rows; p += KC) {
			const kb = min(KC, rows - p);
			const init = p > 0 ? 2 : 0;
			packB(dgates + <usize>p * stride + column, columns, 1, kb, nb, work);
			if (db) addColumnSums(work, kb, nb, db + column);
			if (dw) {
				for (let i = 0; i < inputs; i += MC) {
					const mb = min(MC, inputs - i);
					for (let r = 0; r < mb; r += 4) {
						packInputs(x, batch, steps, inputs, i + r, mb - r, reverse, p, kb, packedA + (<usize>(r >> 2) * <usize>kb << 4));
					}
					gemmPacked(mb, nb, kb, packedA, work, kb, dw + <usize>i * stride + column, stride, init, 0, false, 0, 0, scratch);
				}
			}
			if (du) {
				const none = min(kb, max(0, shift - p));
				for (let i = 0; i < units; i += MC) {
					const mb = min(MC, units - i);
					for (let r = 0; r < mb; r += 4) {
						const dst = packedA + (<usize>(r >> 2) * <usize>kb << 4);
						memory.fill(dst, 0, <usize>none << 4);
						packA(
							previous + (<usize>((p + none - shift) * units + i + r) << 2), 1, units, min(4, mb - r), kb - none,
							dst + (<usize>none << 4), kb - none,
						);
					}
					gemmPacked(mb, nb, kb, packedA, work, kb, du + <usize>i * stride + column, stride, init, 0, false, 0, 0, scratch);
				}
			}
		}
	}
}

/**
 * dx (batch × steps × inputs) = dgates · Wᵀ, or added to dx. packed: Wᵀ (columns × inputs).
 * work: 256 bytes and a packed A of batch (rounded up to 4) × columns.
 */
export function recurrentInputGradient(
	batch: i32, steps: i32, inputs: i32, columns: i32, dgates: usize, packed: usize, reverse: bool, dx: usize, accumulate: bool,
	work: usize,
): void {
	const row = <usize>inputs << 2;
	for (let s = 0; s < steps; s++) {
		const t = reverse ? steps - 1 - s : s;
		packA(dgates + (<usize>(s * batch * columns) << 2), columns, 1, batch, columns, work + 256, columns);
		gemmPacked(
			batch, inputs, columns, work + 256, packed, columns, dx + <usize>t * row, <usize>steps * row,
			accumulate ? 2 : 0, 0, false, 0, 0, work,
		);
	}
}

/** Brings steps × batch × units, as walked, into an output of batch × steps × … whose rows are `stride` apart. */
export function recurrentSequences(
	hidden: usize, batch: i32, steps: i32, units: i32, reverse: bool, out: usize, stride: i32,
): void {
	const bytes = <usize>units << 2;
	for (let s = 0; s < steps; s++) {
		const t = reverse ? steps - 1 - s : s;
		for (let b = 0; b < batch; b++, hidden += bytes) {
			memory.copy(out + (<usize>(b * steps + t) * <usize>stride << 2), hidden, bytes);
		}
	}
}
