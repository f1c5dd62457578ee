import { pitchModule } from '../generated/pitch-module.js';
import { createWasmKernels } from './wasm-kernels.js';

/** The exports of assembly/pitch.ts. */
export interface PitchKernels {
	readonly memory: WebAssembly.Memory;
	correlate(
		frame: number,
		blocks: number,
		window: number,
		ending: number,
		n: number,
		twiddle: number,
		table: number,
		z: number,
		work: number,
	): void;
}

/** Kernels for pitch, with room for `bytes` bytes; undefined where WebAssembly SIMD is missing or forbidden. */
export function createPitchKernels(bytes: number): PitchKernels | undefined {
	return createWasmKernels('pitch', pitchModule, bytes);
}
