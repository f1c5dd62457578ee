// Convolution without im2col: images are copied once into a zero-padded buffer, then each output pixel is a row pointer
// into it and the taps are runs of contiguous memory.

import { copyTile, packRows } from './gemm';
import { tile, tileOuter } from './tile';

/** Copies height × width × channels into a buffer of paddedHeight × paddedWidth at (top, left); what falls outside is cut. */
export function padImage(
	src: usize, height: i32, width: i32, channels: i32, dst: usize, paddedHeight: i32, paddedWidth: i32, top: i32, left: i32,
): void {
	const pixel = <usize>channels << 2;
	const rowBytes = <usize>paddedWidth * pixel;
	const cols = min(width, paddedWidth - left);
	const right = paddedWidth - left - cols;
	for (let y = 0; y < paddedHeight; y++) {
		const row = dst + <usize>y * rowBytes;
		const sy = y - top;
		if (sy < 0 || sy >= height || cols <= 0) {
			memory.fill(row, 0, rowBytes);
			continue;
		}
		if (left) memory.fill(row, 0, <usize>left * pixel);
		memory.copy(row + <usize>left * pixel, src + <usize>sy * <usize>width * pixel, <usize>cols * pixel);
		if (right > 0) memory.fill(row + <usize>(left + cols) * pixel, 0, <usize>right * pixel);
	}
}

/** Packs the taps of a filter: `offsets` holds the byte offset of each tap in the filter, each tap is run × n. */
export function packTaps(
	filter: usize, offsets: usize, taps: i32, run: i32, n: i32, rowStride: i32, colStride: i32, dst: usize,
): void {
	const rows = taps * run;
	for (let t = 0; t < taps; t++) {
		packRows(
			filter + <usize>load<i32>(offsets + (<usize>t << 2)), rowStride, colStride, run, n,
			dst + <usize>(t * run) * 32, rows,
		);
	}
}

/**
 * One image, stride and dilation already in the strides and segments:
 * out[y][x][0…n] = clamp(bias + Σ segments). All strides are bytes. `bias` is padded to a multiple of 8, or 0.
 */
export function convImage(
	src: usize, srcRow: usize, srcCol: usize, rows: i32, cols: i32, segments: usize, segmentCount: i32,
	packed: usize, k: i32, n: i32, out: usize, outRow: usize, outCol: usize,
	bias: usize, clamp: bool, lo: f32, hi: f32, scratch: usize,
): void {
	const block = max(1, 64 / cols);
	const uniform = outRow == outCol * <usize>cols;
	const panel = <usize>k * 32;
	for (let y0 = 0; y0 < rows; y0 += block) {
		const pixels = min(block, rows - y0) * cols;
		let b = packed;
		for (let j = 0; j < n; j += 8, b += panel) {
			const width = min(8, n - j);
			const start = bias ? bias + (<usize>j << 2) : 0;
			let y = y0;
			let x = 0;
			for (let p = 0; p < pixels; p += 4) {
				const height = min(4, pixels - p);
				const a0 = src + <usize>y * srcRow + <usize>x * srcCol;
				const o0 = out + <usize>y * outRow + <usize>x * outCol + (<usize>j << 2);
				const straight = x + 4 <= cols;
				let a1 = a0, a2 = a0, a3 = a0, o1 = o0, o2 = o0, o3 = o0;
				if (straight) {
					a1 = a0 + srcCol;
					a2 = a1 + srcCol;
					a3 = a2 + srcCol;
					x += 4;
					if (x == cols) {
						x = 0;
						y++;
					}
				} else {
					if (++x == cols) { x = 0; y++; }
					if (height > 1) {
						a1 = src + <usize>y * srcRow + <usize>x * srcCol;
						o1 = out + <usize>y * outRow + <usize>x * outCol + (<usize>j << 2);
						if (++x == cols) { x = 0; y++; }
					}
					if (height > 2) {
						a2 = src + <usize>y * srcRow + <usize>x * srcCol;
						o2 = out + <usize>y * outRow + <usize>x * outCol + (<usize>j << 2);
						if (++x == cols) { x = 0; y++; }
					}
					if (height > 3) {
						a3 = src + <usize>y * srcRow + <usize>x * srcCol;
						o3 = out + <usize>y * outRow + <usize>x * outCol + (<usize>j << 2);
						if (++x == cols) { x = 0; y++; }
					}
				}
				if (height == 4 && width == 8 && (straight || uniform)) {
					tile(a0, a1, a2, a3, segments, segmentCount, b, start, 0, o0, outCol, clamp, lo, hi);
				} else {
					tile(a0, a1, a2, a3, segments, segmentCount, b, start, 0, scratch, 32, clamp, lo, hi);
					if (straight || uniform) copyTile(scratch, 32, o0, outCol, height, width);
					else {
						const bytes = <usize>width << 2;
						memory.copy(o0, scratch, bytes);
						if (height > 1) memory.copy(o1, scratch + 32, bytes);
						if (height > 2) memory.copy(o2, scratch + 64, bytes);
						if (height > 3) memory.copy(o3, scratch + 96, bytes);
					}
				}
			}
		}
	}
}

/**
 * A whole batch forward. padded = 0 reads the images in place.
 * Strides of the padded image in bytes; n output channels, rows × cols output pixels.
 */
export function convBatch(
	batch: i32, x: usize, height: i32, width: i32, channels: i32,
	padded: usize, paddedHeight: i32, paddedWidth: i32, top: i32, left: i32, strideRows: i32, strideCols: i32,
	rows: i32, cols: i32, segments: usize, segmentCount: i32, packed: usize, k: i32, n: i32,
	out: usize, outImage: usize, outRow: usize, outCol: usize,
	bias: usize, clamp: bool, lo: f32, hi: f32, scratch: usize,
): void {
	const imageBytes = <usize>(height * width * channels) << 2;
	const pixel = <usize>channels << 2;
	const rowBytes = pixel * <usize>(padded ? paddedWidth : width);
	for (let i = 0; i < batch; i++) {
		let src = x + <usize>i * imageBytes;
		if (padded) {
			padImage(src, height, width, channels, padded, paddedHeight, paddedWidth, top, left);
			src = padded;
		}
		convImage(
			src, rowBytes * <usize>strideRows, pixel * <usize>strideCols, rows, cols, segments, segmentCount, packed, k, n,
			out + <usize>i * outImage, outRow, outCol, bias, clamp, lo, hi, scratch,
		);
	}
}

/**
 * dFilter[k][n] += Σ pixels x · dy over the batch. `offsets` holds the byte offset of each of the k filter rows in the
 * (padded) image, filled up to a multiple of 4; `sums` is k/4 × n/8 tiles; `dyPacked` holds one block of rows.
 */
export function convGradFilter(
	batch: i32, x: usize, height: i32, width: i32, channels: i32,
	padded: usize, paddedHeight: i32, paddedWidth: i32, top: i32, left: i32, strideRows: i32, strideCols: i32,
	rows: i32, cols: i32, offsets: usize, k: i32, n: i32, dy: usize, dyPacked: usize, sums: usize, block: i32, out: usize,
): void {
	const imageBytes = <usize>(height * width * channels) << 2;
	const pixel = <usize>channels << 2;
	const rowBytes = pixel * <usize>(padded ? paddedWidth : width);
	const aRow = rowBytes * <usize>strideRows;
	const aCol = pixel * <usize>strideCols;
	const tiles = (k + 3) >> 2;
	const panels = (n + 7) >> 3;
	memory.fill(sums, 0, <usize>(tiles * panels) * 128);
	for (let i = 0; i < batch; i++) {
		let src = x + <usize>i * imageBytes;
		if (padded) {
			padImage(src, height, width, channels, padded, paddedHeight, paddedWidth, top, left);
			src = padded;
		}
		for (let y = 0; y < rows; y += block) {
			const count = min(block, rows - y);
			const pixels = count * cols;
			packRows(dy + (<usize>((i * rows + y) * cols * n) << 2), n, 1, pixels, n, dyPacked, pixels);
			const base = src + <usize>y * aRow;
			let b = dyPacked;
			let sum = sums;
			for (let j = 0; j < panels; j++, b += <usize>pixels * 32) {
				let o = offsets;
				for (let t = 0; t < tiles; t++, o += 16, sum += 128) {
					tileOuter(
						base + <usize>load<i32>(o), base + <usize>load<i32>(o, 4), base + <usize>load<i32>(o, 8),
						base + <usize>load<i32>(o, 12), aRow, aCol, count, cols, b, sum,
					);
				}
			}
		}
	}
	let sum = sums;
	for (let j = 0; j < panels; j++) {
		const panelWidth = min(8, n - j * 8);
		for (let t = 0; t < tiles; t++, sum += 128) {
			copyTile(sum, 32, out + (<usize>(t * 4 * n + j * 8) << 2), <usize>n << 2, min(4, k - t * 4), panelWidth);
		}
	}
}
