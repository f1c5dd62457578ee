import type { Matrix } from '@ser/core';
import type { DataProducts } from './data-products.js';
import { linearModule } from './generated/linear-module.js';

interface LinearExports {
	multiply(
		data: number,
		first: number,
		rows: number,
		cols: number,
		coefficients: number,
		outputs: number,
		scores: number,
	): void;
	addTransposed(data: number, rows: number, cols: number, residuals: number, outputs: number, gradient: number): void;
}

const pageBytes = 65536;
/** WebAssembly's 32-bit addresses end at 4 GiB; half of it is left alone. */
const mostBytes = 2 ** 31;

/**
 * The products in WebAssembly SIMD, on a copy of the data padded to whole blocks.
 *
 * @returns undefined without WebAssembly SIMD, or when the data do not fit its memory
 */
export async function wasmProducts(matrix: Matrix, maxOutputs: number): Promise<DataProducts | undefined> {
	if (typeof WebAssembly === 'undefined') return undefined;
	const { data, rows, cols } = matrix;
	const rowCount = Math.ceil(rows / 4) * 4;
	const colCount = cols + (cols % 2);
	const outputCount = maxOutputs + (maxOutputs % 2);
	const vectorsAt = Math.ceil((rowCount * colCount * 4) / 16) * 16;
	const scoresAt = vectorsAt + outputCount * colCount * 8;
	const bytes = scoresAt + outputCount * rowCount * 8;
	if (bytes > mostBytes) return undefined;
	let memory: WebAssembly.Memory;
	let kernels: LinearExports;
	try {
		memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
		const binary = Uint8Array.from(atob(linearModule), (char) => char.charCodeAt(0));
		const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
		kernels = instance.exports as unknown as LinearExports;
	} catch (cause) {
		// No SIMD (CompileError), a page that forbids WebAssembly, or not enough memory (RangeError): go without.
		if (cause instanceof WebAssembly.CompileError || cause instanceof RangeError) return undefined;
		throw cause;
	}
	const stored = new Float32Array(memory.buffer, 0, rowCount * colCount);
	for (let r = 0; r < rows; r++) stored.set(data.subarray(r * cols, (r + 1) * cols), r * colCount);
	const vectors = new Float64Array(memory.buffer, vectorsAt, outputCount * colCount);
	const scoresOf = new Float64Array(memory.buffer, scoresAt, outputCount * rowCount);
	return {
		engine: 'wasm',
		multiply(coefficients, scores, outputs, firstRow = 0) {
			const padded = outputs + (outputs % 2);
			copyRows(coefficients, cols, vectors, colCount, outputs);
			if (padded > outputs) vectors.fill(0, outputs * colCount, padded * colCount);
			kernels.multiply(0, firstRow, rowCount, colCount, vectorsAt, padded, scoresAt);
			copyRows(scoresOf, padded, scores, outputs, rows, firstRow);
		},
		transposedMultiply(residuals, sums, outputs) {
			const padded = outputs + (outputs % 2);
			if (rowCount > rows || padded > outputs) scoresOf.fill(0);
			copyRows(residuals, outputs, scoresOf, padded, rows);
			vectors.fill(0, 0, padded * colCount);
			kernels.addTransposed(0, rowCount, colCount, scoresAt, padded, vectorsAt);
			copyRows(vectors, colCount, sums, cols, outputs);
		},
	};
}

/** Copies rows between arrays whose rows differ in length. */
function copyRows(
	from: Float64Array,
	fromStride: number,
	to: Float64Array,
	toStride: number,
	rows: number,
	firstRow = 0,
): void {
	if (fromStride === toStride) {
		to.set(from.subarray(firstRow * fromStride, rows * fromStride), firstRow * toStride);
		return;
	}
	const width = Math.min(fromStride, toStride);
	for (let r = firstRow; r < rows; r++) {
		for (let c = 0; c < width; c++) to[r * toStride + c] = from[r * fromStride + c];
	}
}
