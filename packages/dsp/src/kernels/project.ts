import { createPlanCache } from '../plan-cache.js';
import { createRowKernels, firstByte, type RowKernels } from './row-kernels.js';

/** Many weighted sums of rows of numbers at once: a small dense matrix times vectors. */
export interface Projection {
	/** rows that go in at once, at most */
	readonly most: number;
	/** values from the sums of a row to those of the next: the outputs rounded up to a multiple of 12 */
	readonly stride: number;
	/**
	 * Sums of `rows` rows of `length` values from `source[at]` on. The result is used again by the next call.
	 * Allocates nothing for one row.
	 */
	apply(source: Float32Array, at: number, rows: number): Float64Array;
}

const blockRows = 16;

/**
 * Plans a projection, in WebAssembly where it has SIMD. Both ways add in the same order and give the same bits.
 *
 * @param weights length × outputs, row-major
 */
export function createProjection(weights: Float64Array, length: number, outputs: number): Projection {
	const blocks = Math.ceil(outputs / 12);
	const packed = outputs === 12 ? weights : pack(weights, length, outputs);
	return createWasmProjection(packed, length, blocks) ?? createPlainProjection(packed, length, blocks);
}

/** In blocks of twelve outputs, each length × 12. */
function pack(weights: Float64Array, length: number, outputs: number): Float64Array {
	const packed = new Float64Array(Math.ceil(outputs / 12) * length * 12);
	for (let i = 0; i < length; i++) {
		for (let o = 0; o < outputs; o++) {
			packed[(Math.floor(o / 12) * length + i) * 12 + (o % 12)] = weights[i * outputs + o]!;
		}
	}
	return packed;
}

/** Kernel memory for one shape of weights; `loaded` says whose weights are in it. */
interface Engine {
	kernels: RowKernels;
	weights: Float64Array;
	input: Float32Array;
	output: Float64Array;
	loaded?: Float64Array;
}

const engines = /* @__PURE__ */ createPlanCache<{ engine: Engine | undefined }>();
const weightsAt = firstByte;

function createEngine(length: number, blocks: number): Engine | undefined {
	const count = blocks * length * 12;
	const sums = weightsAt + 8 * count;
	const row = sums + 96 * blocks * blockRows;
	const kernels = createRowKernels(row + 4 * length * blockRows);
	if (!kernels) return undefined;
	const { buffer } = kernels.memory;
	return {
		kernels,
		weights: new Float64Array(buffer, weightsAt, count),
		input: new Float32Array(buffer, row, length * blockRows),
		output: new Float64Array(buffer, sums, 12 * blocks * blockRows),
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
		most: blockRows,
		stride: 12 * blocks,
		apply(source, at, rows) {
			if (engine.loaded !== packed) {
				weights.set(packed);
				engine.loaded = packed;
			}
			if (rows === 1) for (let i = 0; i < length; i++) input[i] = source[at + i]!;
			else input.set(source.subarray(at, at + rows * length));
			kernels.project(input.byteOffset, rows, length, weightsAt, blocks, output.byteOffset);
			return output;
		},
	};
}

/** @param packed the weights in blocks of twelve outputs, each length × 12 */
export function createPlainProjection(packed: Float64Array, length: number, blocks: number): Projection {
	const output = new Float64Array(12 * blocks);
	return {
		most: 1,
		stride: 12 * blocks,
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
