import type { Tensor } from '@tensorflow/tfjs-core';
import { ScratchPlan } from '../runtime/scratch-plan.js';
import type { FusedContext } from './fused-op.js';

/** The shape of a recurrent op: gates is 4 for LSTM, 3 for GRU. */
export interface RecurrentShape {
	batch: number;
	steps: number;
	inputs: number;
	units: number;
	gates: number;
}

/** Bytes of k rows of n columns, packed in panels of eight. */
export function panelBytes(k: number, n: number): number {
	return Math.ceil(n / 8) * 32 * k;
}

/** Reserves what a pass over the steps works with: 256 bytes and the packed rows of a step, `k` wide. */
export function reserveStep(plan: ScratchPlan, batch: number, k: number): number {
	return plan.reserve(256 + Math.ceil(batch / 4) * 16 * k);
}

/** A block of gradient columns with what the step read that they belong to. */
export interface GradientColumns {
	from: number;
	count: number;
	/** Where dW is stored, when these columns have it computed, and dbias. */
	kernel?: Tensor;
	bias?: Tensor;
	/** steps × batch × units, read `shift` rows behind, and where dU is stored. */
	previous?: { tensor: Tensor; shift: number };
	recurrent?: Tensor;
}

/** dW = Σ xᵀ · dgates, dU = Σ previousᵀ · dgates, db = Σ dgates for some columns, over all steps at once. */
export function weightGradients(
	{ simd, at, module }: FusedContext,
	{ batch, steps, inputs, units, gates }: RecurrentShape,
	x: Tensor,
	dgates: Tensor,
	reverse: boolean,
	{ from, count, kernel, bias, previous, recurrent }: GradientColumns,
): void {
	const column = (tensor: Tensor | undefined) => (tensor ? at(tensor) + from * 4 : 0);
	simd.recurrentWeightGradients!(
		...[batch, steps, inputs, units, gates * units, count, column(dgates), at(x)],
		reverse,
		...[at(previous?.tensor), previous?.shift ?? 0, column(kernel), column(recurrent), column(bias)],
		module.scratch(module.gemmBytes),
	);
}

/** dx = Σ over directions dgates · Wᵀ. */
export function inputGradient(
	{ simd, at, output, module }: FusedContext,
	{ batch, steps, inputs, units, gates }: RecurrentShape,
	parts: readonly { dgates: Tensor; kernel: Tensor; reverse: boolean }[],
): Tensor {
	const n = gates * units;
	const dx = output([batch, steps, inputs]);
	const plan = new ScratchPlan(module);
	const stepAt = reserveStep(plan, batch, n);
	const packedAt = plan.reserve(panelBytes(n, inputs));
	const base = plan.allocate();
	parts.forEach(({ dgates, kernel, reverse }, i) => {
		simd.packB!(at(kernel), 1, n, n, inputs, base + packedAt);
		simd.recurrentInputGradient!(
			...[batch, steps, inputs, n, at(dgates), base + packedAt],
			reverse,
			at(dx),
			i > 0,
			base + stepAt,
		);
	});
	return dx;
}

/**
 * Thunks for gradients that are computed together: memory is taken now, since what a thunk allocates beyond its result is
 * disposed of by the engine; the first thunk called computes all of them.
 */
export function computedTogether(tensors: Record<string, Tensor>, compute: () => void): Record<string, () => Tensor> {
	let done = false;
	const thunk = (tensor: Tensor) => () => {
		if (!done) compute();
		done = true;
		return tensor;
	};
	return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, thunk(tensor)]));
}
