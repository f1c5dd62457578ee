import type { WasmBackend } from './backend-wasm.js';
import type { SimdModule } from './simd-module.js';

/** Lays several blocks of scratch memory out behind the workspace of gemm. */
export class ScratchPlan {
	private size: number;

	constructor(private readonly module: SimdModule) {
		this.size = module.gemmBytes;
	}

	/** Reserves a block and returns its offset from the pointer that `allocate` gives. */
	reserve(bytes: number): number {
		const offset = this.size;
		this.size += (bytes + 63) & ~15;
		return offset;
	}

	/** The pointer of the whole; memory may have grown, so views are made after this call. */
	allocate(): number {
		return this.module.scratch(this.size);
	}
}

/** Writes 32-bit integers into the backend's memory. */
export function writeInts(backend: WasmBackend, pointer: number, values: ArrayLike<number>): void {
	new Int32Array(backend.wasm.HEAPU8.buffer, pointer, values.length).set(values);
}
