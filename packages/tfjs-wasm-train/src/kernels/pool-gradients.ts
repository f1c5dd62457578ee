import { backend_util } from '@tensorflow/tfjs-core';
import { makeFloat, pointerOf } from '../runtime/backend-wasm.js';
import type { FastKernel } from './replace-kernel.js';

/** MaxPoolGrad over NHWC: each dy goes to the first largest element of its window. */
export const maxPoolGradKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const { dy, input } = inputs;
	const { filterSize, strides, pad, dimRoundingMode } = attrs;
	const info = backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
	const out = makeFloat(backend, input.shape);
	const dx = pointerOf(backend, out);
	const covers = (size: number, window: number, stride: number, dilation: number, count: number, before: number) =>
		window === stride && dilation === 1 && before === 0 && count * stride === size;
	const tiled =
		covers(
			info.inHeight,
			info.filterHeight,
			info.strideHeight,
			info.dilationHeight,
			info.outHeight,
			info.padInfo.top,
		) && covers(info.inWidth, info.filterWidth, info.strideWidth, info.dilationWidth, info.outWidth, info.padInfo.left);
	if (!tiled) {
		backend.wasm.HEAPU8.fill(0, dx, dx + info.batchSize * info.inHeight * info.inWidth * info.inChannels * 4);
	}
	module.simd.maxPoolGrad!(
		...[pointerOf(backend, dy), pointerOf(backend, input), dx],
		...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
		...[info.filterHeight, info.filterWidth, info.dilationHeight, info.dilationWidth],
		...[info.strideHeight, info.strideWidth, info.padInfo.top, info.padInfo.left],
		tiled,
	);
	return out;
};

/** AvgPoolGrad over NHWC: dy shared out evenly over the window. */
export const avgPoolGradKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const { dy, input } = inputs;
	const { filterSize, strides, pad } = attrs;
	const info = backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad);
	const out = makeFloat(backend, input.shape);
	const dx = pointerOf(backend, out);
	backend.wasm.HEAPU8.fill(0, dx, dx + info.batchSize * info.inHeight * info.inWidth * info.inChannels * 4);
	module.simd.avgPoolGrad!(
		...[pointerOf(backend, dy), dx],
		...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
		...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
		...[info.padInfo.top, info.padInfo.left],
	);
	return out;
};
