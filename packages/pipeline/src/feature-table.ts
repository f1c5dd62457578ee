import { type Matrix, SerError } from '@ser/core';

/**
 * The features of many clips in one block: clip i has rows `offsets[i]` … `offsets[i + 1]`. One row a clip for
 * feature vectors, one row a frame for networks. The block may be shared memory, so that workers see it without a copy.
 */
export interface FeatureTable {
	kind: 'vector' | 'frames';
	names: readonly string[];
	/** row-major, offsets[clips] × names.length */
	data: Float32Array;
	/** clips + 1 values */
	offsets: Int32Array;
}

/**
 * Puts the features of clips into one block of shared memory where the platform has it.
 *
 * @param parts one matrix a clip, all with `names.length` columns
 * @throws {SerError} INPUT when a matrix has another width, or a vector set has not exactly one row
 */
export function createFeatureTable(
	kind: FeatureTable['kind'],
	names: readonly string[],
	parts: readonly Matrix[],
): FeatureTable {
	const offsets = shared(Int32Array, parts.length + 1);
	parts.forEach((part, i) => {
		if (part.cols !== names.length || (kind === 'vector' && part.rows !== 1)) {
			throw new SerError(
				'INPUT',
				`features of clip ${i}: must be ${kind === 'vector' ? '1' : 'n'} × ${names.length}, got ${part.rows} × ${part.cols}`,
			);
		}
		offsets[i + 1] = offsets[i]! + part.rows;
	});
	const data = shared(Float32Array, offsets[parts.length]! * names.length);
	parts.forEach((part, i) => {
		data.set(part.data, offsets[i]! * names.length);
	});
	return { kind, names, data, offsets };
}

/** Clips in the table. */
export const clipsOf = (table: FeatureTable): number => table.offsets.length - 1;

/** The features of one clip, as a view. */
export function featuresOf(table: FeatureTable, clip: number): Matrix {
	const cols = table.names.length;
	const start = table.offsets[clip]!;
	const end = table.offsets[clip + 1]!;
	return { data: table.data.subarray(start * cols, end * cols), rows: end - start, cols };
}

/** What a classifier takes: one matrix with a row a clip, or a matrix a clip. Vectors are copied, frames are views. */
export function classifierInput(table: FeatureTable, clips: ArrayLike<number>): Matrix | Matrix[] {
	const list = Array.from(clips, (clip) => featuresOf(table, clip));
	if (table.kind === 'frames') return list;
	const cols = table.names.length;
	const data = new Float32Array(list.length * cols);
	list.forEach((row, i) => {
		data.set(row.data, i * cols);
	});
	return { data, rows: list.length, cols };
}

function shared<T extends Float32Array | Int32Array>(
	type: { new (length: number): T; new (buffer: ArrayBufferLike): T; BYTES_PER_ELEMENT: number },
	length: number,
): T {
	if (typeof SharedArrayBuffer === 'undefined') return new type(length);
	return new type(new SharedArrayBuffer(length * type.BYTES_PER_ELEMENT));
}
