import type * as tf from '@tensorflow/tfjs-core';
import { ScratchPlan } from '../runtime/scratch-plan.js';
import { composedGru } from './composed-recurrent.js';
import { type FusedContext, fusedContext, fusedOp } from './fused-op.js';
import type { RecurrentOptions, RecurrentWeights } from './recurrent-direction.js';
import {
	biasGradient,
	inputGradient,
	inputProjection,
	kernelGradient,
	type RecurrentShape,
	recurrentGradient,
} from './recurrent-gradients.js';

/** Packs the update/reset part and the candidate part of U, or their transposes, into scratch memory. */
function gruScratch(context: FusedContext, shape: RecurrentShape, recurrent: tf.Tensor, transposed: boolean) {
	const { batch, units } = shape;
	const n = 3 * units;
	const padded = Math.ceil(units / 8) * 8;
	const plan = new ScratchPlan(context.module);
	const tileAt = plan.reserve(256);
	const gatesAt = plan.reserve(padded * 2 * padded * 4);
	const candidateAt = plan.reserve(padded * padded * 4);
	const dhAt = plan.reserve(batch * units * 4);
	const drAt = plan.reserve(batch * units * 4);
	const base = plan.allocate();
	const pointer = context.at(recurrent);
	const { packB } = context.simd;
	if (transposed) {
		packB!(pointer, 1, n, 2 * units, units, base + gatesAt);
		packB!(pointer + 2 * units * 4, 1, n, units, units, base + candidateAt);
	} else {
		packB!(pointer, n, 1, units, 2 * units, base + gatesAt);
		packB!(pointer + 2 * units * 4, n, 1, units, units, base + candidateAt);
	}
	return {
		tile: base + tileAt,
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
	const { simd, at, output, backend } = context;
	const { kernel, recurrentKernel, bias } = weights;
	const [batch, steps, inputs] = x.shape as [number, number, number];
	const units = recurrentKernel.shape[0]!;
	const shape: RecurrentShape = { batch, steps, inputs, units, gates: 3 };
	const hard = (options.recurrentActivation ?? 'hardSigmoid') === 'hardSigmoid';
	const { returnSequences = false, reverse = false, mask } = options;
	return fusedOp(
		{ x, kernel, recurrentKernel, bias },
		(save) => {
			const gates = inputProjection(context, shape, x, kernel, bias);
			const hidden = output([batch, steps, units]);
			const resets = output([batch, steps, units]);
			const scratch = gruScratch(context, shape, recurrentKernel, false);
			simd.gruForward!(
				...[batch, steps, units, at(gates), scratch.gates, scratch.candidate, at(hidden), units, at(resets), at(mask)],
				reverse,
				hard,
				scratch.tile,
			);
			save([x, kernel, recurrentKernel, gates, hidden, resets, ...(mask ? [mask] : [])]);
			if (returnSequences) return hidden;
			const last = output([batch, units]);
			const from = at(hidden) + (reverse ? 0 : steps - 1) * units * 4;
			simd.copyRows!(from, steps * units * 4, at(last), units * 4, batch, units * 4);
			return last;
		},
		(dy, saved) => {
			const [sx, sk, sr, gates, hidden, resets, sm] = saved as [
				...[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
				tf.Tensor | undefined,
			];
			const dgates = output([batch, steps, 3 * units]);
			const scratch = gruScratch(context, shape, sr, true);
			simd.gruBackward!(
				...[batch, steps, units, at(gates), at(hidden), units, scratch.gates, scratch.candidate],
				...(returnSequences ? [at(dy), units, 0, 0] : [0, 0, at(dy), units]),
				at(sm),
				reverse,
				hard,
				...[at(dgates), scratch.dh, scratch.dr, scratch.tile],
			);
			return {
				x: () => inputGradient(context, shape, [{ dgates, kernel: sk }]),
				kernel: () => kernelGradient(context, shape, sx, dgates),
				bias: () => biasGradient(context, shape, dgates),
				recurrentKernel: () => {
					const out = output([units, 3 * units]);
					backend.wasm.HEAPU8.fill(0, at(out), at(out) + out.size * 4);
					const gateColumns = { from: 0, count: 2 * units };
					const candidateColumns = { from: 2 * units, count: units };
					const states = { at: at(hidden), stride: units };
					recurrentGradient(context, shape, states, dgates, out, gateColumns, { reverse, shift: true });
					const read = { at: at(resets), stride: units };
					recurrentGradient(context, shape, read, dgates, out, candidateColumns, { reverse, shift: false });
					return out;
				},
			};
		},
	);
}
