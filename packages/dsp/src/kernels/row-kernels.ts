import { rowsModule } from '../generated/rows-module.js';
import { createWasmKernels } from './wasm-kernels.js';

/** Where memory is free: constants of the kernels lie before it. */
export const firstByte = 2048;

/** The exports of assembly/rows.ts. */
export interface RowKernels {
	readonly memory: WebAssembly.Memory;
	project(row: number, rows: number, length: number, weights: number, blocks: number, sums: number): void;
	triangles(
		row: number,
		rows: number,
		length: number,
		bounds: number,
		weights: number,
		bands: number,
		output: number,
	): void;
	decibels(values: number, count: number, least: number, reference: number, top: number): void;
}

/** Kernels on rows of numbers, with room for `bytes` bytes; undefined where WebAssembly SIMD is missing or forbidden. */
export function createRowKernels(bytes: number): RowKernels | undefined {
	return createWasmKernels('rows', rowsModule, bytes);
}
