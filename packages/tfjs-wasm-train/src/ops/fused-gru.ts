import type * as tf from '@tensorflow/tfjs-core';
import { ScratchPlan } from '../runtime/scratch-plan.js';
import { composedGru } from './composed-recurrent.js';
import { type FusedContext, fusedContext, fusedOp } from './fused-op.js';
import type { RecurrentOptions, RecurrentWeights } from './recurrent-direction.js';
import {
	computedTogether,
	inputGradient,
	panelBytes,
	type RecurrentShape,
	reserveStep,
	weightGradients,
} from './recurrent-gradients.js';
import { recurrentOutput } from './recurrent-output.js';

/** W over U in panels, apart for update and reset and for the candidate, and the rows of a step. */
function forwardScratch(
	{ module, simd, at }: FusedContext,
	{ batch, inputs, units }: RecurrentShape,
	{ kernel, recurrentKernel }: RecurrentWeights,
) {
	const n = 3 * units;
	const k = inputs + units;
	const plan = new ScratchPlan(module);
	const stepAt = reserveStep(plan, batch, k);
	const gatesAt = plan.reserve(panelBytes(k, 2 * units));
	const candidateAt = plan.reserve(panelBytes(k, units));
	const base = plan.allocate();
	for (const [from, count, to] of [
		[0, 2 * units, base + gatesAt],
		[2 * units, units, base + candidateAt],
	] as const) {
		simd.packRows!(at(kernel) + from * 4, n, 1, inputs, count, to, k);
		simd.packRows!(at(recurrentKernel) + from * 4, n, 1, units, count, to + inputs * 32, k);
	}
	return { work: base + stepAt, gates: base + gatesAt, candidate: base + candidateAt };
}

/** The transposes of the two parts of U, the gradients that go from step to step, and the rows of a step. */
function backwardScratch({ module, simd, at }: FusedContext, { batch, units }: RecurrentShape, recurrent: tf.Tensor) {
	const n = 3 * units;
	const plan = new ScratchPlan(module);
	const stepAt = reserveStep(plan, batch, 2 * units);
	const gatesAt = plan.reserve(panelBytes(2 * units, units));
	const candidateAt = plan.reserve(panelBytes(units, units));
	const dhAt = plan.reserve(batch * units * 4);
	const drAt = plan.reserve(batch * units * 4);
	const base = plan.allocate();
	simd.packB!(at(recurrent), 1, n, 2 * units, units, base + gatesAt);
	simd.packB!(at(recurrent) + 2 * units * 4, 1, n, units, units, base + candidateAt);
	return {
		work: base + stepAt,
		gates: base + gatesAt,
		candidate: base + candidateAt,
		dh: base + dhAt,
		dr: base + drAt,
	};
}

/**
 * A whole GRU layer as one op (Cho et al. 2014; gates update, reset, candidate; reset before the product, as tfjs).
 *
 * @param x [batch, steps, inputs]
 * @returns [batch, units], the output of the last step, or [batch, steps, units] with returnSequences
 * Equals the stock GRU of tfjs-layers with the same weights, gradients included.
 */
export function fusedGru(x: tf.Tensor, weights: RecurrentWeights, options: RecurrentOptions = {}): tf.Tensor {
	const context = fusedContext();
	if (!context) return composedGru(x, weights, options);
	const { simd, at, output } = context;
	const { kernel, recurrentKernel, bias } = weights;
	const [batch, steps, inputs] = x.shape as [number, number, number];
	const units = recurrentKernel.shape[0]!;
	const shape: RecurrentShape = { batch, steps, inputs, units, gates: 3 };
	const hard = (options.recurrentActivation ?? 'hardSigmoid') === 'hardSigmoid';
	const { returnSequences = false, reverse = false, mask } = options;
	return fusedOp(
		{ x, kernel, recurrentKernel, bias },
		(save) => {
			const gates = output([steps, batch, 3 * units]);
			const hidden = output([steps, batch, units]);
			const resets = output([steps, batch, units]);
			const scratch = forwardScratch(context, shape, weights);
			simd.gruForward!(
				...[batch, steps, inputs, units, at(x), scratch.gates, scratch.candidate, at(bias)],
				...[at(gates), at(hidden), at(resets), at(mask)],
				reverse,
				hard,
				scratch.work,
			);
			save([x, kernel, recurrentKernel, gates, hidden, resets, ...(mask ? [mask] : [])]);
			return recurrentOutput(context, shape, [{ hidden, reverse }], returnSequences);
		},
		(dy, saved) => {
			const [sx, sk, sr, gates, hidden, resets, sm] = saved as [
				...[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
				tf.Tensor | undefined,
			];
			const dgates = output([steps, batch, 3 * units]);
			const scratch = backwardScratch(context, shape, sr);
			simd.gruBackward!(
				...[batch, steps, units, at(gates), at(hidden), scratch.gates, scratch.candidate],
				...(returnSequences ? [at(dy), units, 0, 0] : [0, 0, at(dy), units]),
				at(sm),
				reverse,
				hard,
				...[at(dgates), scratch.dh, scratch.dr, scratch.work],
			);
			const dkernel = output(sk.shape);
			const drecurrent = output(sr.shape);
			const dbias = bias && output(bias.shape);
			const named = { kernel: dkernel, recurrentKernel: drecurrent, ...(dbias ? { bias: dbias } : {}) };
			const thunks = computedTogether(named, () => {
				const columns = [
					{ from: 0, count: 3 * units, kernel: dkernel, bias: dbias },
					{ from: 0, count: 2 * units, recurrent: drecurrent, previous: { tensor: hidden, shift: batch } },
					{ from: 2 * units, count: units, recurrent: drecurrent, previous: { tensor: resets, shift: 0 } },
				];
				for (const part of columns) weightGradients(context, shape, sx, dgates, reverse, part);
			});
			return { ...thunks, x: () => inputGradient(context, shape, [{ dgates, kernel: sk, reverse }]) };
		},
	);
}
