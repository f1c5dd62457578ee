// Arithmetic of two arrays of which one may be broadcast along rows or columns.

import { load4, store4 } from './math';

// Codes: 0 add, 1 subtract, 2 multiply, 3 divide, 4 squared difference.
// @ts-ignore: decorator
@inline
function apply(kind: i32, x: v128, y: v128): v128 {
	if (kind == 0) return f32x4.add(x, y);
	if (kind == 1) return f32x4.sub(x, y);
	if (kind == 2) return f32x4.mul(x, y);
	if (kind == 3) return f32x4.div(x, y);
	const d = f32x4.sub(x, y);
	return f32x4.mul(d, d);
}

/**
 * out[rows][cols] = a ∘ b. aRow and bRow are bytes from row to row (0: the row is broadcast); a column operand (one number a
 * row) has its step 0.
 */
export function binary(
	kind: i32, rows: i32, cols: i32, a: usize, aRow: usize, aStep: bool, b: usize, bRow: usize, bStep: bool, out: usize,
): void {
	for (let r = 0; r < rows; r++, a += aRow, b += bRow) {
		if (aStep && bStep) {
			for (let c = 0; c < cols; c += 4) {
				const at = <usize>c << 2;
				store4(out + at, apply(kind, load4(a + at, cols - c), load4(b + at, cols - c)), cols - c);
			}
		} else if (aStep) {
			const y = v128.load32_splat(b);
			for (let c = 0; c < cols; c += 4) {
				const at = <usize>c << 2;
				store4(out + at, apply(kind, load4(a + at, cols - c), y), cols - c);
			}
		} else {
			const x = v128.load32_splat(a);
			for (let c = 0; c < cols; c += 4) {
				const at = <usize>c << 2;
				store4(out + at, apply(kind, x, load4(b + at, cols - c)), cols - c);
			}
		}
		out += <usize>cols << 2;
	}
}
