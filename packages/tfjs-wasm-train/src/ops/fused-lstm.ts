import * as tf from '@tensorflow/tfjs-core';
import { ScratchPlan } from '../runtime/scratch-plan.js';
import { composedLstm } from './composed-recurrent.js';
import { type FusedContext, fusedContext, fusedOp } from './fused-op.js';
import {
	type Direction,
	directionInputs,
	type RecurrentOptions,
	type RecurrentWeights,
} from './recurrent-direction.js';
import {
	computedTogether,
	inputGradient,
	panelBytes,
	type RecurrentShape,
	reserveStep,
	weightGradients,
} from './recurrent-gradients.js';
import { recurrentOutput } from './recurrent-output.js';

interface Run {
	hard: boolean;
	returnSequences: boolean;
	mask?: tf.Tensor;
}

/** W over U in panels, and the rows of a step. */
function forwardScratch(
	{ module, simd, at }: FusedContext,
	shape: RecurrentShape,
	{ kernel, recurrentKernel }: Direction,
) {
	const { batch, inputs, units } = shape;
	const n = 4 * units;
	const k = inputs + units;
	const plan = new ScratchPlan(module);
	const stepAt = reserveStep(plan, batch, k);
	const packedAt = plan.reserve(panelBytes(k, n));
	const base = plan.allocate();
	simd.packRows!(at(kernel), n, 1, inputs, n, base + packedAt, k);
	simd.packRows!(at(recurrentKernel), n, 1, units, n, base + packedAt + inputs * 32, k);
	return { work: base + stepAt, packed: base + packedAt };
}

/** The transpose of U in panels, the gradients that go from step to step, and the rows of a step. */
function backwardScratch({ module, simd, at }: FusedContext, { batch, units }: RecurrentShape, recurrent: tf.Tensor) {
	const n = 4 * units;
	const plan = new ScratchPlan(module);
	const stepAt = reserveStep(plan, batch, n);
	const packedAt = plan.reserve(panelBytes(n, units));
	const dhAt = plan.reserve(batch * units * 4);
	const dcAt = plan.reserve(batch * units * 4);
	const base = plan.allocate();
	simd.packB!(at(recurrent), 1, n, n, units, base + packedAt);
	return { work: base + stepAt, packed: base + packedAt, dh: base + dhAt, dc: base + dcAt };
}

/** One LSTM or several directions side by side: output [batch, steps, directions · units] or [batch, directions · units]. */
function lstmDirections(context: FusedContext, x: tf.Tensor, directions: readonly Direction[], run: Run): tf.Tensor {
	const { simd, at, output } = context;
	const [batch, steps, inputs] = x.shape as [number, number, number];
	const units = directions[0]!.recurrentKernel.shape[0]!;
	const shape: RecurrentShape = { batch, steps, inputs, units, gates: 4 };
	const width = directions.length * units;
	const { hard, returnSequences } = run;
	return fusedOp(
		directionInputs(x, directions),
		(save) => {
			const states = directions.map((direction) => {
				const gates = output([steps, batch, 4 * units]);
				const hidden = output([steps, batch, units]);
				const cells = output([steps, batch, units]);
				const { work, packed } = forwardScratch(context, shape, direction);
				simd.lstmForward!(
					...[batch, steps, inputs, units, at(x), packed, at(direction.bias), at(gates), at(hidden), at(cells)],
					at(run.mask),
					direction.reverse,
					hard,
					work,
				);
				return { gates, hidden, cells, ...direction };
			});
			const kept = states.flatMap((s) => [s.gates, s.hidden, s.cells, s.kernel, s.recurrentKernel]);
			save([x, ...kept, ...(run.mask ? [run.mask] : [])]);
			return recurrentOutput(context, shape, states, returnSequences);
		},
		(dy, saved) => {
			const [sx, ...states] = saved as [tf.Tensor, ...tf.Tensor[]];
			const mask = run.mask ? states.at(-1) : undefined;
			const gradients: Record<string, () => tf.Tensor> = {};
			const parts = directions.map(({ reverse, bias }, d) => {
				const [gates, hidden, cells, kernel, recurrentKernel] = states.slice(d * 5, d * 5 + 5) as [
					...[tf.Tensor, tf.Tensor, tf.Tensor],
					...[tf.Tensor, tf.Tensor],
				];
				const dgates = output([steps, batch, 4 * units]);
				const { work, packed, dh, dc } = backwardScratch(context, shape, recurrentKernel);
				const above = at(dy) + d * units * 4;
				simd.lstmBackward!(
					...[batch, steps, units, at(gates), at(cells), packed],
					...(returnSequences ? [above, width, 0, 0] : [0, 0, above, width]),
					at(mask),
					reverse,
					hard,
					...[at(dgates), dh, dc, work],
				);
				const out = {
					kernel: output(kernel.shape),
					recurrent: output(recurrentKernel.shape),
					bias: bias && output(bias.shape),
				};
				const named = { [`kernel${d}`]: out.kernel, [`recurrent${d}`]: out.recurrent };
				if (out.bias) named[`bias${d}`] = out.bias;
				const thunks = computedTogether(named, () => {
					const previous = { tensor: hidden, shift: batch };
					weightGradients(context, shape, sx, dgates, reverse, { from: 0, count: 4 * units, previous, ...out });
				});
				Object.assign(gradients, thunks);
				return { dgates, kernel, reverse };
			});
			gradients.x = () => inputGradient(context, shape, parts);
			return gradients;
		},
	);
}

/**
 * A whole LSTM layer as one op (Hochreiter & Schmidhuber 1997; gates input, forget, cell, output; tanh).
 *
 * @param x [batch, steps, inputs]
 * @returns [batch, units], the output of the last step, or [batch, steps, units] with returnSequences
 * Equals the stock LSTM of tfjs-layers with the same weights, gradients included.
 */
export function fusedLstm(x: tf.Tensor, weights: RecurrentWeights, options: RecurrentOptions = {}): tf.Tensor {
	const context = fusedContext();
	if (!context) return composedLstm(x, weights, options);
	return lstmDirections(context, x, [{ ...weights, reverse: options.reverse ?? false }], {
		hard: (options.recurrentActivation ?? 'hardSigmoid') === 'hardSigmoid',
		returnSequences: options.returnSequences ?? false,
		mask: options.mask,
	});
}

/**
 * Two LSTMs in opposite directions, outputs side by side (the stock Bidirectional with mergeMode 'concat').
 *
 * @param x [batch, steps, inputs]
 * @returns [batch, 2 · units], or [batch, steps, 2 · units] with returnSequences
 */
export function fusedBiLstm(
	x: tf.Tensor,
	forward: RecurrentWeights,
	backward: RecurrentWeights,
	options: Omit<RecurrentOptions, 'reverse'> = {},
): tf.Tensor {
	const context = fusedContext();
	if (!context) {
		const parts = [composedLstm(x, forward, options), composedLstm(x, backward, { ...options, reverse: true })];
		return tf.concat(parts, -1);
	}
	const directions = [
		{ ...forward, reverse: false },
		{ ...backward, reverse: true },
	];
	return lstmDirections(context, x, directions, {
		hard: (options.recurrentActivation ?? 'hardSigmoid') === 'hardSigmoid',
		returnSequences: options.returnSequences ?? false,
		mask: options.mask,
	});
}
