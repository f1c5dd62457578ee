// Gradients of pooling over NHWC images.

import { load4, store4 } from './math';

/**
 * dx gets dy at the first largest element of each window (as the cpu backend decides ties). dx must be zeroed unless
 * `tiled`: windows neither overlap nor leave gaps, so that every element is written once.
 */
export function maxPoolGrad(
	dy: usize, x: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, rows: i32, cols: i32,
	windowRows: i32, windowCols: i32, dilationRows: i32, dilationCols: i32, strideRows: i32, strideCols: i32, top: i32, left: i32, tiled: bool,
): void {
	const pixel = <usize>channels << 2;
	const row = <usize>width * pixel;
	for (let b = 0; b < batch; b++) {
		const image = <usize>b * <usize>height * row;
		for (let oy = 0; oy < rows; oy++) {
			const y0 = oy * strideRows - top;
			for (let ox = 0; ox < cols; ox++, dy += pixel) {
				const x0 = ox * strideCols - left;
				for (let c = 0; c < channels; c += 4) {
					const at = image + (<usize>c << 2);
					const count = channels - c;
					let best = f32x4.splat(-Infinity);
					for (let ky = 0; ky < windowRows; ky++) {
						const y = y0 + ky * dilationRows;
						if (y < 0 || y >= height) continue;
						for (let kx = 0; kx < windowCols; kx++) {
							const xx = x0 + kx * dilationCols;
							if (xx < 0 || xx >= width) continue;
							best = f32x4.pmax(best, load4(x + at + <usize>y * row + <usize>xx * pixel, count));
						}
					}
					let grad = load4(dy + (<usize>c << 2), count);
					for (let ky = 0; ky < windowRows; ky++) {
						const y = y0 + ky * dilationRows;
						if (y < 0 || y >= height) continue;
						for (let kx = 0; kx < windowCols; kx++) {
							const xx = x0 + kx * dilationCols;
							if (xx < 0 || xx >= width) continue;
							const offset = at + <usize>y * row + <usize>xx * pixel;
							const found = f32x4.eq(load4(x + offset, count), best);
							let out = v128.and(grad, found);
							if (!tiled) out = f32x4.add(load4(dx + offset, count), out);
							store4(dx + offset, out, count);
							// Only the first one gets it.
							grad = v128.andnot(grad, found);
						}
					}
				}
			}
		}
	}
}

/** Every element of a window gets dy / (rows · cols of the whole window). dx must be zeroed. As the cpu backend: padding counts. */
export function avgPoolGrad(
	dy: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, rows: i32, cols: i32,
	windowRows: i32, windowCols: i32, strideRows: i32, strideCols: i32, top: i32, left: i32,
): void {
	const pixel = <usize>channels << 2;
	const row = <usize>width * pixel;
	const vectorEnd = channels & ~3;
	const share: f32 = 1 / <f32>(windowRows * windowCols);
	const share4 = f32x4.splat(share);
	for (let b = 0; b < batch; b++) {
		const image = dx + <usize>b * <usize>height * row;
		for (let oy = 0; oy < rows; oy++) {
			for (let ox = 0; ox < cols; ox++, dy += pixel) {
				for (let ky = 0; ky < windowRows; ky++) {
					const y = oy * strideRows - top + ky;
					if (y < 0 || y >= height) continue;
					for (let kx = 0; kx < windowCols; kx++) {
						const xx = ox * strideCols - left + kx;
						if (xx < 0 || xx >= width) continue;
						const target = image + <usize>y * row + <usize>xx * pixel;
						let c = 0;
						for (; c < vectorEnd; c += 4) {
							const at = <usize>c << 2;
							v128.store(target + at, f32x4.add(v128.load(target + at), f32x4.mul(v128.load(dy + at), share4)));
						}
						for (; c < channels; c++) {
							const at = <usize>c << 2;
							store<f32>(target + at, load<f32>(target + at) + load<f32>(dy + at) * share);
						}
					}
				}
			}
		}
	}
}
