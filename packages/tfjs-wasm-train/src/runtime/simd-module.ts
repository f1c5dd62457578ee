import { WasmTrainError } from '../error.js';
import { baselineModule } from '../generated/baseline.js';
import { relaxedModule } from '../generated/relaxed.js';
import type { WasmBackend } from './backend-wasm.js';
import type { SimdExports } from './simd-exports.js';

/** The SIMD module on one backend's memory, and the scratch memory its kernels share. */
export interface SimdModule {
	readonly simd: SimdExports;
	readonly relaxed: boolean;
	/**
	 * Scratch memory of at least `bytes`, 16-byte aligned, valid until the next call. The first part of it is the
	 * workspace of gemm, so that callers put their own things at `gemmBytes` and after.
	 */
	scratch(bytes: number): number;
	readonly gemmBytes: number;
}

const modules = new WeakMap<object, SimdModule>();

/** The module of a backend, or undefined when `enableWasmTraining` has not been called for it. */
export function simdModuleOf(backend: object): SimdModule | undefined {
	return modules.get(backend);
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
	const binary = atob(text);
	const bytes = new Uint8Array(binary.length);
	for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
	return bytes;
}

async function compile(relaxed: boolean): Promise<WebAssembly.Module> {
	return WebAssembly.compile(decodeBase64(relaxed ? relaxedModule : baselineModule));
}

/**
 * Instantiates the SIMD module on the memory of a backend; one module per backend instance.
 *
 * @throws {WasmTrainError} BACKEND_MEMORY when the backend does not show its memory, SIMD when the engine has no SIMD
 */
export async function attachSimdModule(backend: WasmBackend, relaxedWanted: boolean): Promise<SimdModule> {
	const existing = modules.get(backend);
	if (existing) return existing;
	const memory = backend.wasm?.asm?.memory;
	if (!(memory instanceof WebAssembly.Memory)) {
		throw new WasmTrainError(
			'BACKEND_MEMORY',
			'the tfjs wasm backend does not show its memory at backend.wasm.asm.memory; use @tensorflow/tfjs-backend-wasm 4.22.0',
		);
	}
	if (typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer) {
		throw new WasmTrainError(
			'BACKEND_MEMORY',
			"the threaded build of the tfjs wasm backend is running; call tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false) before the backend starts",
		);
	}
	let relaxed = relaxedWanted;
	let module: WebAssembly.Module;
	try {
		module = await compile(relaxed);
	} catch (error) {
		if (!relaxed) throw new WasmTrainError('SIMD', `this engine cannot compile WebAssembly SIMD: ${String(error)}`);
		relaxed = false;
		module = await compile(false);
	}
	const instance = await WebAssembly.instantiate(module, { env: { memory } });
	const simd = instance.exports as unknown as SimdExports;
	const gemmBytes = (simd.gemmWorkspace!() + 15) & ~15;
	let pointer = 0;
	let capacity = 0;
	const attached: SimdModule = {
		simd,
		relaxed,
		gemmBytes,
		scratch(bytes) {
			if (bytes > capacity) {
				if (pointer) backend.wasm._free(pointer);
				capacity = Math.ceil(bytes * 1.25);
				pointer = backend.wasm._malloc(capacity + 16) >>> 0;
				if (pointer === 0) {
					capacity = 0;
					throw new WasmTrainError('BACKEND_MEMORY', `the wasm backend has no ${bytes} bytes left for scratch memory`);
				}
			}
			return (pointer + 15) & ~15;
		},
	};
	modules.set(backend, attached);
	return attached;
}
