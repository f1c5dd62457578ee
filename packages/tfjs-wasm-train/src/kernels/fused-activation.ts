import { getKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelCall } from './replace-kernel.js';

/** The range that a result is clamped to as it is stored, for activations that are a clamp. */
export function clampOf(activation: string): { low: number; high: number } | undefined {
	if (activation === 'relu') return { low: 0, high: Number.POSITIVE_INFINITY };
	return activation === 'relu6' ? { low: 0, high: 6 } : undefined;
}

const KERNEL_NAMES: Record<string, string> = { elu: 'Elu', sigmoid: 'Sigmoid', leakyrelu: 'LeakyRelu', prelu: 'Prelu' };

/** Applies an activation that is not a clamp to a fused kernel's linear result, which is used up. */
export function finishActivation({ inputs, attrs, backend }: KernelCall, linear: TensorInfo): TensorInfo {
	const activation: string = attrs.activation ?? 'linear';
	if (activation === 'linear' || clampOf(activation)) return linear;
	const kernel = getKernel(KERNEL_NAMES[activation] ?? activation, 'wasm');
	if (!kernel) throw new Error(`${activation} activation is not supported for fused kernels on the wasm backend`);
	const y = kernel.kernelFunc({
		inputs: { x: linear, alpha: inputs.preluActivationWeights },
		backend,
		attrs: { alpha: attrs.leakyreluAlpha ?? 0.2 },
	}) as TensorInfo;
	backend.disposeData(linear.dataId);
	return y;
}
