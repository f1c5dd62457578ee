import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { makeFloat, pointerOf } from '../runtime/backend-wasm.js';
import type { FastKernel, KernelCall } from './replace-kernel.js';

/** Sums neighbouring axes that are not the last ones: [outer, rows, cols] → [outer, cols]. */
function sumMiddle({ inputs, attrs, backend, module }: KernelCall, mean: boolean): TensorInfo | undefined {
	const x: TensorInfo = inputs.x;
	const rank = x.shape.length;
	if (x.dtype !== 'float32') return undefined;
	const axes = [...util.parseAxisParam(attrs.axis, x.shape)].sort((p, q) => p - q);
	const first = axes[0];
	const last = axes.at(-1);
	if (first === undefined || last === undefined || last - first !== axes.length - 1 || last === rank - 1)
		return undefined;
	const outer = util.sizeFromShape(x.shape.slice(0, first));
	const rows = util.sizeFromShape(x.shape.slice(first, last + 1));
	const cols = util.sizeFromShape(x.shape.slice(last + 1));
	const kept = attrs.keepDims ? axes.map(() => 1) : [];
	const out = makeFloat(backend, [...x.shape.slice(0, first), ...kept, ...x.shape.slice(last + 1)]);
	for (let o = 0; o < outer; o++) {
		const from = pointerOf(backend, x) + o * rows * cols * 4;
		module.simd.sumRows!(from, rows, cols, pointerOf(backend, out) + o * cols * 4, mean ? 1 / rows : 1);
	}
	return out;
}

/** Sum over axes before the last. */
export const sumKernel: FastKernel = (call) => sumMiddle(call, false);

/** Mean over axes before the last. */
export const meanKernel: FastKernel = (call) => sumMiddle(call, true);
