import { engine, type Tensor } from '@tensorflow/tfjs-core';
import { activeWasmBackend, makeFloat, pointerOf, toTensor, type WasmBackend } from '../runtime/backend-wasm.js';
import { type SimdModule, simdModuleOf } from '../runtime/simd-module.js';

/** What the forward and backward passes of a fused op work with. */
export interface FusedContext {
	readonly backend: WasmBackend;
	readonly module: SimdModule;
	readonly simd: SimdModule['simd'];
	/** Where a tensor's data stands; 0 for none. */
	at(tensor: Tensor | undefined): number;
	/** A new float32 tensor, not initialised. */
	output(shape: readonly number[]): Tensor;
}

/** The context, when the wasm backend is active and `enableWasmTraining` has been called; else ops are composed. */
export function fusedContext(): FusedContext | undefined {
	const backend = activeWasmBackend();
	const module = backend && simdModuleOf(backend);
	if (!backend || !module) return undefined;
	return {
		backend,
		module,
		simd: module.simd,
		at: (tensor) => (tensor ? pointerOf(backend, tensor) : 0),
		output: (shape) => toTensor(makeFloat(backend, shape)),
	};
}

type Gradients = Record<string, () => Tensor>;

interface EngineWithFunc {
	runKernelFunc(params: {
		forwardFunc: (backend: unknown, save: (tensors: Tensor[]) => void) => Tensor;
		backwardsFunc: (dy: Tensor, saved: Tensor[]) => Gradients;
		inputs: Record<string, Tensor>;
	}): Tensor;
}

/**
 * An op with its own gradient. Unlike tf.customGrad the gradients are thunks, so that the gradient of an input that needs
 * none (the data) is never computed. Only the result is an output; whatever else the backward pass needs is `save`d.
 *
 * @param inputs the tensors that gradients flow to, by name
 * @param backward called once with dy and the saved tensors; returns a thunk for each input
 */
export function fusedOp(
	inputs: Record<string, Tensor | undefined>,
	forward: (save: (tensors: Tensor[]) => void) => Tensor,
	backward: (dy: Tensor, saved: Tensor[]) => Gradients,
): Tensor {
	const present = Object.fromEntries(Object.entries(inputs).filter((entry): entry is [string, Tensor] => !!entry[1]));
	return (engine() as unknown as EngineWithFunc).runKernelFunc({
		forwardFunc: (_, save) => forward(save),
		backwardsFunc: backward,
		inputs: present,
	});
}
