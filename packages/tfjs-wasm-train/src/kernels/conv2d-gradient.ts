import {
	engine,
	type GradConfig,
	getGradient,
	registerGradient,
	type Tensor,
	type Tensor4D,
} from '@tensorflow/tfjs-core';
import { activeWasmBackend } from '../runtime/backend-wasm.js';
import { simdModuleOf } from '../runtime/simd-module.js';

const isOne = (value: unknown) =>
	Array.isArray(value) ? value.every((v) => v === 1) : value === undefined || value === 1;

/** Lets dilated convolutions train on the wasm backend: tfjs' own gradient refuses them. Other cases are left to it. */
export function allowDilatedConvGradient(): void {
	const original = getGradient('Conv2D') as GradConfig & { wasmTraining?: boolean };
	if (original.wasmTraining) return;
	const gradFunc: GradConfig['gradFunc'] = (dy, saved, attrs) => {
		const backend = activeWasmBackend();
		const { dilations, dataFormat, strides, pad, dimRoundingMode } = attrs as Record<string, never>;
		if (isOne(dilations) || dataFormat !== 'NHWC' || !backend || !simdModuleOf(backend)) {
			return original.gradFunc(dy, saved, attrs);
		}
		const [x, filter] = saved as [Tensor4D, Tensor4D];
		const shared = { strides, pad, dataFormat, dimRoundingMode, dilations };
		const run = (name: string, inputs: Record<string, Tensor>, more: object) =>
			engine().runKernel(name, inputs, { ...shared, ...more }) as Tensor;
		return {
			x: () => run('Conv2DBackpropInput', { dy: dy as Tensor, filter }, { inputShape: x.shape }),
			filter: () => run('Conv2DBackpropFilter', { x, dy: dy as Tensor }, { filterShape: filter.shape }),
		};
	};
	registerGradient({ ...original, gradFunc, wasmTraining: true } as GradConfig);
}
