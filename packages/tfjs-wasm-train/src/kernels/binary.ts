import { broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { makeFloat, pointerOf } from '../runtime/backend-wasm.js';
import type { FastKernel } from './replace-kernel.js';

const CODES = { Add: 0, Sub: 1, Multiply: 2, RealDiv: 3, SquaredDifference: 4 } as const;

/** Neighbouring axes along which both operands behave alike. */
interface Group {
	size: number;
	a: boolean;
	b: boolean;
}

/** The axes of the result, joined where neither operand is broadcast differently. */
function groups(a: readonly number[], b: readonly number[], out: readonly number[]): Group[] {
	const list: Group[] = [];
	out.forEach((size, axis) => {
		if (size === 1) return;
		const has = (shape: readonly number[]) => (shape[axis - out.length + shape.length] ?? 1) > 1;
		const group = { size, a: has(a), b: has(b) };
		const last = list.at(-1);
		if (last && last.a === group.a && last.b === group.b) last.size *= size;
		else list.push(group);
	});
	return list;
}

/** Add, Sub, Multiply, RealDiv, SquaredDifference of float32: any broadcast that is at most three groups of axes. */
export function binaryKernel(name: keyof typeof CODES): FastKernel {
	return ({ inputs, backend, module }) => {
		const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
		if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
		const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
		const list = groups(a.shape, b.shape, shape);
		if (list.length > 3 || util.sizeFromShape(shape) === 0) return undefined;
		while (list.length < 3) list.unshift({ size: 1, a: false, b: false });
		const [outer, rows, cols] = list as [Group, Group, Group];
		// Columns that neither operand has mean a single number.
		const step = { a: cols.a || cols.size === 1, b: cols.b || cols.size === 1 };
		const out = makeFloat(backend, shape);
		const operand = (tensor: TensorInfo, key: 'a' | 'b') => {
			const width = cols[key] ? cols.size : 1;
			const height = rows[key] ? rows.size : 1;
			return {
				at: pointerOf(backend, tensor),
				row: rows[key] ? width * 4 : 0,
				outer: outer[key] ? height * width * 4 : 0,
			};
		};
		const left = operand(a, 'a');
		const right = operand(b, 'b');
		const target = pointerOf(backend, out);
		for (let i = 0; i < outer.size; i++) {
			module.simd.binary!(
				...[CODES[name], rows.size, cols.size, left.at + i * left.outer, left.row],
				step.a,
				...[right.at + i * right.outer, right.row],
				step.b,
				target + i * rows.size * cols.size * 4,
			);
		}
		return out;
	};
}
