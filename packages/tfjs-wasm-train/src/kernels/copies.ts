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

/** Tile (and with it broadcastTo) of whole blocks: the repeated axes are before the axes that hold the data. */
export const tileKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const { x } = inputs;
	const reps: number[] = attrs.reps;
	if ((x.dtype !== 'float32' && x.dtype !== 'int32') || reps.length !== x.shape.length) return undefined;
	const firstData = x.shape.findIndex((size: number) => size !== 1);
	const split = firstData < 0 ? x.shape.length : firstData;
	if (reps.slice(split).some((rep) => rep !== 1)) return undefined;
	const out = backend.makeOutput(
		x.shape.map((size: number, i: number) => size * reps[i]!),
		x.dtype,
	);
	const bytes = util.sizeFromShape(x.shape) * 4;
	module.simd.repeatBlock!(pointerOf(backend, x), bytes, util.sizeFromShape(reps), pointerOf(backend, out));
	return out;
};
