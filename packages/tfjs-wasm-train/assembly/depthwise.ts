// Gradients of depthwise convolution (NHWC, channel multiplier m: output channel c·m + j comes from input channel c).

import { load4, store4 } from './math';

/** dx: the taps of each output pixel scattered back. dx must be zeroed. */
export function depthwiseGradInput(
	dy: usize, filter: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, rows: i32, cols: i32,
	taps: i32, tapCols: i32, strideRows: i32, strideCols: i32, dilationRows: i32, dilationCols: i32, top: i32, left: i32,
): void {
	const outChannels = channels * multiplier;
	for (let b = 0; b < batch; b++) {
		for (let oy = 0; oy < rows; oy++) {
			for (let ox = 0; ox < cols; ox++, dy += <usize>outChannels << 2) {
				for (let ky = 0; ky < taps; ky++) {
					const y = oy * strideRows - top + ky * dilationRows;
					if (y < 0 || y >= height) continue;
					for (let kx = 0; kx < tapCols; kx++) {
						const x = ox * strideCols - left + kx * dilationCols;
						if (x < 0 || x >= width) continue;
						const target = dx + (<usize>(((b * height + y) * width + x) * channels) << 2);
						const weights = filter + (<usize>((ky * tapCols + kx) * outChannels) << 2);
						if (multiplier == 1) {
							for (let c = 0; c < channels; c += 4) {
								const at = <usize>c << 2;
								const left = channels - c;
								const product = f32x4.mul(load4(dy + at, left), load4(weights + at, left));
								store4(target + at, f32x4.add(load4(target + at, left), product), left);
							}
						} else {
							for (let c = 0; c < channels; c++) {
								let sum: f32 = load<f32>(target + (<usize>c << 2));
								for (let j = 0; j < multiplier; j++) {
									const at = <usize>(c * multiplier + j) << 2;
									sum += load<f32>(dy + at) * load<f32>(weights + at);
								}
								store<f32>(target + (<usize>c << 2), sum);
							}
						}
					}
				}
			}
		}
	}
}

/** dfilter, summed per output row and then over rows and images. dfilter must be zeroed. */
export function depthwiseGradFilter(
	dy: usize, x: usize, dfilter: usize, batch: i32, height: i32, width: i32, channels: i32, multiplier: i32, rows: i32, cols: i32,
	taps: i32, tapCols: i32, strideRows: i32, strideCols: i32, dilationRows: i32, dilationCols: i32, top: i32, left: i32,
): void {
	const outChannels = channels * multiplier;
	const outPixel = <usize>outChannels << 2;
	const step = <usize>(strideCols * channels) << 2;
	for (let b = 0; b < batch; b++) {
		for (let oy = 0; oy < rows; oy++) {
			const grads = dy + <usize>((b * rows + oy) * cols) * outPixel;
			for (let ky = 0; ky < taps; ky++) {
				const y = oy * strideRows - top + ky * dilationRows;
				if (y < 0 || y >= height) continue;
				for (let kx = 0; kx < tapCols; kx++) {
					// Output columns whose tap falls inside the image.
					const shift = kx * dilationCols - left;
					const first = shift < 0 ? (-shift + strideCols - 1) / strideCols : 0;
					const end = min(cols, width - shift <= 0 ? 0 : (width - shift + strideCols - 1) / strideCols);
					if (first >= end) continue;
					const source = x + (<usize>(((b * height + y) * width + first * strideCols + shift) * channels) << 2);
					const sums = dfilter + (<usize>((ky * tapCols + kx) * outChannels) << 2);
					const start = grads + <usize>first * outPixel;
					if (multiplier == 1) {
						for (let c = 0; c < channels; c += 4) {
							const at = <usize>c << 2;
							const count = channels - c;
							let sum = f32x4.splat(0);
							let p = source + at;
							let q = start + at;
							for (let i = first; i < end; i++, p += step, q += outPixel) {
								sum = f32x4.add(sum, f32x4.mul(load4(p, count), load4(q, count)));
							}
							store4(sums + at, f32x4.add(load4(sums + at, count), sum), count);
						}
					} else {
						for (let c = 0; c < outChannels; c++) {
							let sum: f32 = 0;
							let p = source + (<usize>(c / multiplier) << 2);
							let q = start + (<usize>c << 2);
							for (let i = first; i < end; i++, p += step, q += outPixel) sum += load<f32>(p) * load<f32>(q);
							const at = sums + (<usize>c << 2);
							store<f32>(at, load<f32>(at) + sum);
						}
					}
				}
			}
		}
	}
}
