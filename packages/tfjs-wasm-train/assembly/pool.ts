// Gradients of pooling over NHWC images.

/** dx gets dy at the first largest element of each window (as the cpu backend decides ties). dx must be zeroed. */
export function maxPoolGrad(
	dy: usize, x: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, rows: i32, cols: i32,
	windowRows: i32, windowCols: i32, dilationRows: i32, dilationCols: i32, strideRows: i32, strideCols: i32, top: i32, left: i32,
): void {
	const pixel = <usize>channels << 2;
	const row = <usize>width * pixel;
	const vectorEnd = channels & ~3;
	for (let b = 0; b < batch; b++) {
		const image = <usize>b * <usize>height * row;
		for (let oy = 0; oy < rows; oy++) {
			const y0 = oy * strideRows - top;
			for (let ox = 0; ox < cols; ox++) {
				const x0 = ox * strideCols - left;
				let c = 0;
				for (; c < vectorEnd; c += 4) {
					const at = <usize>c << 2;
					let best = f32x4.splat(-Infinity);
					let where = i32x4.splat(-1);
					for (let ky = 0; ky < windowRows; ky++) {
						const y = y0 + ky * dilationRows;
						if (y < 0 || y >= height) continue;
						for (let kx = 0; kx < windowCols; kx++) {
							const xx = x0 + kx * dilationCols;
							if (xx < 0 || xx >= width) continue;
							const offset = image + <usize>y * row + <usize>xx * pixel + at;
							const value = v128.load(x + offset);
							const larger = f32x4.gt(value, best);
							best = v128.bitselect(value, best, larger);
							where = v128.bitselect(i32x4.splat(<i32>offset), where, larger);
						}
					}
					const grad = dy;
					add(dx, i32x4.extract_lane(where, 0), load<f32>(grad), 0);
					add(dx, i32x4.extract_lane(where, 1), load<f32>(grad, 4), 4);
					add(dx, i32x4.extract_lane(where, 2), load<f32>(grad, 8), 8);
					add(dx, i32x4.extract_lane(where, 3), load<f32>(grad, 12), 12);
					dy += 16;
				}
				for (; c < channels; c++) {
					const at = <usize>c << 2;
					let best: f32 = -Infinity;
					let where: i32 = -1;
					for (let ky = 0; ky < windowRows; ky++) {
						const y = y0 + ky * dilationRows;
						if (y < 0 || y >= height) continue;
						for (let kx = 0; kx < windowCols; kx++) {
							const xx = x0 + kx * dilationCols;
							if (xx < 0 || xx >= width) continue;
							const offset = image + <usize>y * row + <usize>xx * pixel + at;
							const value = load<f32>(x + offset);
							if (value > best) {
								best = value;
								where = <i32>offset;
							}
						}
					}
					add(dx, where, load<f32>(dy), 0);
					dy += 4;
				}
			}
		}
	}
}

// @ts-ignore: decorator
@inline
function add(dx: usize, offset: i32, value: f32, lane: usize): void {
	if (offset == -1) return;
	const at = dx + <usize>offset + lane;
	store<f32>(at, load<f32>(at) + value);
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
