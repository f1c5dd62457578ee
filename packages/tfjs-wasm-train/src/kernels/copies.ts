import { util } from '@tensorflow/tfjs-core';
import { pointerOf } from '../runtime/backend-wasm.js';
import type { FastKernel } from './replace-kernel.js';

/** Identity as a second reference to the same data. */
export const identityKernel: FastKernel = ({ inputs, backend }) => {
	const { x } = inputs;
	if (x.dtype === 'string') return undefined;
	backend.incRef(x.dataId);
	return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
};

/** Cast to the type it already has, as a second reference to the same data. */
export const castKernel: FastKernel = ({ inputs, attrs, backend }) => {
	const { x } = inputs;
	if (x.dtype !== attrs.dtype || x.dtype === 'string') return undefined;
	backend.incRef(x.dataId);
	return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
};

/** Tile (and with it broadcastTo) along one axis, or several of length 1: blocks of memory are repeated. */
export const tileKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const { x } = inputs;
	const shape: number[] = x.shape;
	const reps: number[] = attrs.reps;
	if ((x.dtype !== 'float32' && x.dtype !== 'int32') || reps.length !== shape.length) return undefined;
	const repeated = reps.flatMap((rep, axis) => (rep === 1 ? [] : [axis]));
	const first = repeated[0] ?? 0;
	const last = repeated.at(-1) ?? -1;
	const inside = shape.slice(first, last + 1);
	const single = repeated.length <= 1;
	if (!single && inside.some((size) => size !== 1)) return undefined;
	const out = backend.makeOutput(
		shape.map((size, i) => size * reps[i]!),
		x.dtype,
	);
	const count = util.sizeFromShape(shape.slice(0, first));
	const bytes = util.sizeFromShape(shape.slice(first)) * 4;
	if (out.shape.every((size) => size > 0)) {
		module.simd.repeatBlocks!(pointerOf(backend, x), count, bytes, util.sizeFromShape(reps), pointerOf(backend, out));
	}
	return out;
};
