import {
	getKernel,
	type KernelConfig,
	type NamedAttrMap,
	type NamedTensorInfoMap,
	registerKernel,
	type TensorInfo,
	unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { WasmBackend } from '../runtime/backend-wasm.js';
import { type SimdModule, simdModuleOf } from '../runtime/simd-module.js';

/** What a kernel gets. `attrs` are the kernel's own (see tfjs-core's kernel_names). */
export interface KernelCall {
	// biome-ignore lint/suspicious/noExplicitAny: the inputs of tfjs kernels are a map of tensors, some of them optional
	inputs: any;
	// biome-ignore lint/suspicious/noExplicitAny: the attributes of tfjs kernels are untyped
	attrs: any;
	backend: WasmBackend;
	module: SimdModule;
}

/** Returns undefined when it does not cover the case; then the kernel that was there before runs. */
export type FastKernel = (call: KernelCall) => TensorInfo | TensorInfo[] | undefined;

/**
 * Puts a kernel in front of the one that the wasm backend has (if any).
 *
 * @returns false when it was already there
 */
export function replaceKernel(kernelName: string, fast: FastKernel): boolean {
	const original = getKernel(kernelName, 'wasm') as (KernelConfig & { wasmTraining?: boolean }) | undefined;
	if (original?.wasmTraining) return false;
	const kernelFunc = (args: { inputs: NamedTensorInfoMap; backend: object; attrs?: NamedAttrMap }) => {
		const backend = args.backend as WasmBackend;
		const module = simdModuleOf(backend);
		const result = module && fast({ inputs: args.inputs, attrs: args.attrs ?? {}, backend, module });
		if (result) return result;
		if (!original) {
			throw new Error(`Kernel '${kernelName}' of @ser/tfjs-wasm-train does not cover this case on the wasm backend`);
		}
		return original.kernelFunc(args);
	};
	// Without the first step tfjs warns that a kernel is registered twice.
	if (original) unregisterKernel(kernelName, 'wasm');
	const config = { ...original, kernelName, backendName: 'wasm', kernelFunc, wasmTraining: true };
	registerKernel(config as KernelConfig);
	return true;
}
