// Sums and copies over the leading axes of a row-major matrix.

import { store4 } from './math';

/**
 * out[cols] = scale · Σ rows. Rows are summed in blocks of 64 that are then added up: the error grows with the number of
 * blocks rather than rows, and the order is always the same.
 */
export function sumRows(x: usize, rows: i32, cols: i32, out: usize, scale: f32): void {
	const stride = <usize>cols << 2;
	memory.fill(out, 0, stride);
	for (let r = 0; r < rows; r += 64) {
		const count = min(64, rows - r);
		let c = 0;
		for (; c + 4 <= cols; c += 4) {
			const at = out + (<usize>c << 2);
			let p = x + (<usize>c << 2);
			let part = f32x4.splat(0);
			for (let i = 0; i < count; i++, p += stride) part = f32x4.add(part, v128.load(p));
			v128.store(at, f32x4.add(v128.load(at), part));
		}
		for (; c < cols; c++) {
			const at = out + (<usize>c << 2);
			let p = x + (<usize>c << 2);
			let part: f32 = 0;
			for (let i = 0; i < count; i++, p += stride) part += load<f32>(p);
			store<f32>(at, load<f32>(at) + part);
		}
		x += <usize>count * stride;
	}
	if (scale == 1) return;
	for (let c = 0; c < cols; c++) {
		const at = out + (<usize>c << 2);
		store<f32>(at, load<f32>(at) * scale);
	}
}

/** Repeats a block of `bytes` `times` times. */
export function repeatBlock(src: usize, bytes: usize, times: i32, dst: usize): void {
	if (times <= 0 || bytes == 0) return;
	memory.copy(dst, src, bytes);
	const total = bytes * <usize>times;
	let done = bytes;
	while (done < total) {
		const part = min(done, total - done);
		memory.copy(dst + done, dst, part);
		done += part;
	}
}

/** Repeats each of `count` blocks of `bytes` `times` times. */
export function repeatBlocks(src: usize, count: i32, bytes: usize, times: i32, dst: usize): void {
	const size = bytes * <usize>times;
	if (bytes == 4) {
		for (let i = 0; i < count; i++, src += 4) {
			const value = v128.load32_splat(src);
			for (let t = 0; t < times; t += 4, dst += 16) store4(dst, value, times - t);
			dst -= <usize>((4 - (times & 3)) & 3) << 2;
		}
		return;
	}
	for (let i = 0; i < count; i++, src += bytes, dst += size) repeatBlock(src, bytes, times, dst);
}
