import { spectraModule } from '../generated/spectra-module.js';
import { createWasmKernels } from './wasm-kernels.js';

/** The exports of assembly/spectra.ts. */
export interface SpectraKernels {
	readonly memory: WebAssembly.Memory;
	power(
		input: number,
		hopBytes: number,
		frames: number,
		window: number,
		n: number,
		twiddle: number,
		table: number,
		z: number,
		output: number,
	): void;
}

/** Kernels on samples, with room for `bytes` bytes; undefined where WebAssembly SIMD is missing or forbidden. */
export function createSpectraKernels(bytes: number): SpectraKernels | undefined {
	return createWasmKernels('spectra', spectraModule, bytes);
}
