import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { makeFloat, pointerOf } from '../runtime/backend-wasm.js';
import type { FastKernel, KernelCall } from './replace-kernel.js';

function run(
	call: KernelCall,
	name: string,
	operand: TensorInfo,
	inputShape: number[],
	filterShape: number[],
): TensorInfo {
	const { inputs, attrs, backend, module } = call;
	const info = backend_util.computeConv2DInfo(
		inputShape as [number, number, number, number],
		filterShape as [number, number, number, number],
		attrs.strides,
		attrs.dilations ?? 1,
		attrs.pad,
		attrs.dimRoundingMode,
		true,
	);
	const shape = name === 'depthwiseGradInput' ? inputShape : filterShape;
	const out = makeFloat(backend, shape);
	const pointer = pointerOf(backend, out);
	backend.wasm.HEAPU8.fill(0, pointer, pointer + shape.reduce((a, b) => a * b, 4));
	module.simd[name]!(
		...[pointerOf(backend, inputs.dy), pointerOf(backend, operand), pointer],
		...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outChannels / info.inChannels],
		...[info.outHeight, info.outWidth, info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
		...[info.dilationHeight, info.dilationWidth, info.padInfo.top, info.padInfo.left],
	);
	return out;
}

/** DepthwiseConv2dNativeBackpropInput, which the wasm backend lacks. */
export const depthwiseGradInputKernel: FastKernel = (call) =>
	run(call, 'depthwiseGradInput', call.inputs.filter, call.attrs.inputShape, call.inputs.filter.shape);

/** DepthwiseConv2dNativeBackpropFilter, which the wasm backend lacks. */
export const depthwiseGradFilterKernel: FastKernel = (call) =>
	run(call, 'depthwiseGradFilter', call.inputs.x, call.inputs.x.shape, call.attrs.filterShape);
