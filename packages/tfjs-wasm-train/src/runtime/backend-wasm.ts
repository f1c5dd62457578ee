import { backend as activeBackend, engine, getBackend, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';

type Shape = readonly number[];

/** The parts of tfjs' BackendWasm (4.22.0) that this package relies on. */
export interface WasmBackend {
	readonly wasm: {
		readonly asm?: { readonly memory?: WebAssembly.Memory };
		readonly HEAPU8: Uint8Array;
		_malloc(bytes: number): number;
		_free(pointer: number): void;
	};
	readonly dataIdMap: { get(dataId: object): { id: number; memoryOffset: number } };
	makeOutput(shape: number[], dtype: string): TensorInfo;
	incRef(dataId: object): void;
	disposeData(dataId: object, force?: boolean): boolean;
}

/** Where the data of a tensor stands in memory, in bytes. */
export function pointerOf(backend: WasmBackend, tensor: TensorInfo): number {
	return backend.dataIdMap.get(tensor.dataId).memoryOffset >>> 0;
}

/** A new float32 tensor of the kernel, not yet known to the engine. */
export function makeFloat(backend: WasmBackend, shape: Shape): TensorInfo {
	return backend.makeOutput(shape as number[], 'float32');
}

/** The active backend, when it is the wasm one. */
export function activeWasmBackend(): WasmBackend | undefined {
	return getBackend() === 'wasm' ? (activeBackend() as unknown as WasmBackend) : undefined;
}

/** Makes a kernel's output a tensor that tidy and dispose know of. */
export function toTensor(info: TensorInfo): Tensor {
	return engine().makeTensorFromTensorInfo(info);
}
