import { util } from '@tensorflow/tfjs-core';
import { makeFloat, pointerOf } from '../runtime/backend-wasm.js';
import type { FastKernel } from './replace-kernel.js';

/** UnsortedSegmentSum (the gradient of gather, so of embeddings), which the wasm backend lacks. */
export const unsortedSegmentSumKernel: FastKernel = ({ inputs, attrs, backend }) => {
	const { x, segmentIds } = inputs;
	if (x.dtype !== 'float32') return undefined;
	const count = segmentIds.shape[0] as number;
	const size = util.sizeFromShape(x.shape.slice(1));
	const out = makeFloat(backend, [attrs.numSegments, ...x.shape.slice(1)]);
	const heap = new Float32Array(backend.wasm.HEAPU8.buffer);
	const ids = new Int32Array(backend.wasm.HEAPU8.buffer, pointerOf(backend, segmentIds), count);
	const from = pointerOf(backend, x) / 4;
	const to = pointerOf(backend, out) / 4;
	heap.fill(0, to, to + attrs.numSegments * size);
	for (let i = 0; i < count; i++) {
		const segment = ids[i]!;
		if (segment < 0 || segment >= attrs.numSegments) continue;
		const source = from + i * size;
		const target = to + segment * size;
		for (let j = 0; j < size; j++) heap[target + j]! += heap[source + j]!;
	}
	return out;
};
