import { broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { makeFloat, pointerOf } from '../runtime/backend-wasm.js';
import { clampOf, finishActivation } from './fused-activation.js';
import type { FastKernel, KernelCall } from './replace-kernel.js';

interface Epilogue {
	bias?: TensorInfo;
	clamp?: { low: number; high: number };
}

/** Offsets (in matrices) of each batch entry of an operand whose batch axes broadcast to `outBatch`. */
function batchOffsets(batch: readonly number[], outBatch: readonly number[]): number[] | undefined {
	const size = util.sizeFromShape(batch as number[]);
	const total = util.sizeFromShape(outBatch as number[]);
	if (size === total) return undefined;
	const padded = [...new Array(outBatch.length - batch.length).fill(1), ...batch];
	const strides = new Array<number>(padded.length).fill(0);
	let stride = 1;
	for (let i = padded.length - 1; i >= 0; i--) {
		strides[i] = padded[i] === 1 ? 0 : stride;
		stride *= padded[i]!;
	}
	return Array.from({ length: total }, (_, flat) => {
		let rest = flat;
		let offset = 0;
		for (let i = outBatch.length - 1; i >= 0; i--) {
			offset += (rest % outBatch[i]!) * strides[i]!;
			rest = Math.floor(rest / outBatch[i]!);
		}
		return offset;
	});
}

function matMul({ inputs, attrs, backend, module }: KernelCall, epilogue: Epilogue): TensorInfo | undefined {
	const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
	if (a.dtype !== 'float32' || b.dtype !== 'float32') return undefined;
	const transposeA = Boolean(attrs.transposeA);
	const transposeB = Boolean(attrs.transposeB);
	const [aRows, aCols] = a.shape.slice(-2) as [number, number];
	const [bRows, bCols] = b.shape.slice(-2) as [number, number];
	const m = transposeA ? aCols : aRows;
	const k = transposeA ? aRows : aCols;
	const n = transposeB ? bRows : bCols;
	if (k !== (transposeB ? bCols : bRows)) return undefined;
	const batchA = a.shape.slice(0, -2);
	const batchB = b.shape.slice(0, -2);
	const outBatch = broadcast_util.assertAndGetBroadcastShape(batchA, batchB);
	const batch = util.sizeFromShape(outBatch);
	const out = makeFloat(backend, [...outBatch, m, n]);
	if (batch === 0 || m === 0 || n === 0) return out;
	const workspace = module.scratch(module.gemmBytes);
	const pa = pointerOf(backend, a);
	const pb = pointerOf(backend, b);
	const pc = pointerOf(backend, out);
	const bias = epilogue.bias ? pointerOf(backend, epilogue.bias) : 0;
	const { clamp } = epilogue;
	const low = clamp?.low ?? 0;
	const high = clamp?.high ?? 0;
	const [rowA, colA] = transposeA ? [1, m] : [k, 1];
	const [rowB, colB] = transposeB ? [1, k] : [n, 1];
	const sizeA = m * k;
	const sizeB = k * n;
	const run = (outer: number, rows: number, atA: number, stepA: number, atB: number, stepB: number, atC: number) =>
		module.simd.gemmBatch!(
			...[outer, 1, rows, n, k, pa + atA * 4, stepA, 0, rowA, colA, pb + atB * 4, stepB, 0, rowB, colB],
			...[pc + atC * 4, m * n, 0, n, bias],
			clamp !== undefined,
			...[low, high, workspace],
		);
	const offsetsA = batchOffsets(batchA, outBatch);
	const offsetsB = batchOffsets(batchB, outBatch);
	const sharedB = util.sizeFromShape(batchB) === 1;
	if (!offsetsA && sharedB && !transposeA) {
		run(1, batch * m, 0, 0, 0, 0, 0);
	} else if ((!offsetsA || util.sizeFromShape(batchA) === 1) && (!offsetsB || sharedB)) {
		run(batch, m, 0, offsetsA ? 0 : sizeA, 0, offsetsB ? 0 : sizeB, 0);
	} else {
		for (let i = 0; i < batch; i++) {
			run(1, m, (offsetsA?.[i] ?? i) * sizeA, 0, (offsetsB?.[i] ?? i) * sizeB, 0, i * m * n);
		}
	}
	return out;
}

/** BatchMatMul with any transposes and broadcast batches. */
export const batchMatMulKernel: FastKernel = (call) => matMul(call, {});

/** _FusedMatMul with a bias row and any activation. */
export const fusedMatMulKernel: FastKernel = (call) => {
	const { b, bias } = call.inputs;
	const n = b.shape[b.shape.length - (call.attrs.transposeB ? 2 : 1)];
	if (bias && (bias.shape.length !== 1 || bias.shape[0] !== n)) return undefined;
	const linear = matMul(call, { bias, clamp: clampOf(call.attrs.activation ?? 'linear') });
	return linear && finishActivation(call, linear);
};
