import { createPlanCache } from '../plan-cache.js';
import { createWasmKernels, type WasmKernels } from './wasm-kernels.js';

/** Many weighted sums of a row of numbers at once: a small dense matrix times a vector. */
export interface Projection {
	/** Sums of the `length` values from `row[at]` on. The result is used again by the next call. */
	apply(row: Float32Array, at: number): Float64Array;
}

/**
 * Plans a projection, in WebAssembly where it has SIMD. Both ways add in the same order and give the same bits.
 *
 * @param weights outputs × length, row-major, where `weightAt(output, i)` reads one
 */
export function createProjection(
	outputs: number,
	length: number,
	weightAt: (output: number, i: number) => number,
): Projection {
	const blocks = Math.ceil(outputs / 12);
	const packed = new Float64Array(blocks * length * 12);
	for (let o = 0; o < outputs; o++) {
		const block = Math.floor(o / 12);
		for (let i = 0; i < length; i++) packed[(block * length + i) * 12 + (o % 12)] = weightAt(o, i);
	}
	return createWasmProjection(packed, length, blocks) ?? createPlainProjection(packed, length, blocks);
}

/** Kernel memory for one shape of weights; `loaded` says whose weights are in it. */
interface Engine {
	kernels: WasmKernels;
	weights: Float64Array;
	input: Float32Array;
	output: Float64Array;
	loaded?: Float64Array;
}

const engines = /* @__PURE__ */ createPlanCache<{ engine: Engine | undefined }>();
const weightsAt = 1024;

function createEngine(length: number, blocks: number): Engine | undefined {
	const count = blocks * length * 12;
	const sums = weightsAt + 8 * count;
	const row = sums + 96 * blocks;
	const kernels = createWasmKernels(row + 4 * length);
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	return {
		kernels,
		weights: new Float64Array(buffer, weightsAt, count),
		input: new Float32Array(buffer, row, length),
		output: new Float64Array(buffer, sums, 12 * blocks),
	};
}

/**
 * Plans of one shape share kernel memory: chroma has a filterbank for each tuning, and memories are dear.
 *
 * @param packed the weights in blocks of twelve outputs, each length × 12
 */
export function createWasmProjection(packed: Float64Array, length: number, blocks: number): Projection | undefined {
	const { engine } = engines.get(`${length}/${blocks}`, () => ({ engine: createEngine(length, blocks) }));
	if (!engine) return undefined;
	const { kernels, weights, input, output } = engine;
	return {
		apply(source, at) {
			if (engine.loaded !== packed) {
				weights.set(packed);
				engine.loaded = packed;
			}
			for (let i = 0; i < length; i++) input[i] = source[at + i]!;
			kernels.project(input.byteOffset, length, weightsAt, blocks, output.byteOffset);
			return output;
		},
	};
}

/** @param packed the weights in blocks of twelve outputs, each length × 12 */
export function createPlainProjection(packed: Float64Array, length: number, blocks: number): Projection {
	const output = new Float64Array(12 * blocks);
	return {
		apply(source, at) {
			for (let block = 0; block < blocks; block++) {
				// Four sums at a time stay in registers.
				for (let c = 0; c < 12; c += 4) {
					let s0 = 0;
					let s1 = 0;
					let s2 = 0;
					let s3 = 0;
					let w = block * length * 12 + c;
					for (let i = 0; i < length; i++, w += 12) {
						const x = source[at + i]!;
						s0 += x * packed[w]!;
						s1 += x * packed[w + 1]!;
						s2 += x * packed[w + 2]!;
						s3 += x * packed[w + 3]!;
					}
					output[block * 12 + c] = s0;
					output[block * 12 + c + 1] = s1;
					output[block * 12 + c + 2] = s2;
					output[block * 12 + c + 3] = s3;
				}
			}
			return output;
		},
	};
}
