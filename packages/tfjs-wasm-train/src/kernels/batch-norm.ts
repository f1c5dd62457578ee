import { makeFloat, pointerOf } from '../runtime/backend-wasm.js';
import type { FastKernel } from './replace-kernel.js';

/** FusedBatchNorm with statistics per channel. */
export const batchNormKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const { x, mean, variance, offset, scale } = inputs;
	const cols = x.shape[x.shape.length - 1] as number;
	if (x.dtype !== 'float32' || mean.shape.length !== 1 || mean.shape[0] !== cols || cols === 0) return undefined;
	const rows = x.shape.slice(0, -1).reduce((p: number, q: number) => p * q, 1) as number;
	const out = makeFloat(backend, x.shape);
	const optional = (tensor: typeof x | undefined) => (tensor ? pointerOf(backend, tensor) : 0);
	module.simd.batchNormForward!(
		...[pointerOf(backend, x), rows, cols, pointerOf(backend, mean), pointerOf(backend, variance)],
		...[optional(scale), optional(offset), attrs.varianceEpsilon],
		false,
		pointerOf(backend, out),
	);
	return out;
};
