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
	biasGradient,
	inputGradient,
	inputProjection,
	kernelGradient,
	type RecurrentShape,
	recurrentGradient,
} from './recurrent-gradients.js';

interface Run {
	hard: boolean;
	returnSequences: boolean;
	mask?: tf.Tensor;
}

function zeros({ backend, at, output }: FusedContext, shape: readonly number[]): tf.Tensor {
	const tensor = output(shape);
	backend.wasm.HEAPU8.fill(0, at(tensor), at(tensor) + tensor.size * 4);
	return tensor;
}

/** Packs a units × (gates · units) kernel, or its transpose, into scratch memory. */
function lstmScratch(context: FusedContext, shape: RecurrentShape, recurrent: tf.Tensor, transposed: boolean) {
	const { batch, units } = shape;
	const n = 4 * units;
	const plan = new ScratchPlan(context.module);
	const tileAt = plan.reserve(256);
	const packedAt = plan.reserve(Math.ceil(n / 8) * 8 * Math.ceil(units / 8) * 8 * 4);
	const dhAt = plan.reserve(batch * units * 4);
	const dcAt = plan.reserve(batch * units * 4);
	const base = plan.allocate();
	const pointer = context.at(recurrent);
	if (transposed) context.simd.packB!(pointer, 1, n, n, units, base + packedAt);
	else context.simd.packB!(pointer, n, 1, units, n, base + packedAt);
	return { tile: base + tileAt, packed: base + packedAt, dh: base + dhAt, dc: base + dcAt };
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
			const hidden = output([batch, steps, width]);
			const states = directions.flatMap(({ kernel, recurrentKernel, bias, reverse }, d) => {
				const gates = inputProjection(context, shape, x, kernel, bias);
				const cells = output([batch, steps, units]);
				const scratch = lstmScratch(context, shape, recurrentKernel, false);
				simd.lstmForward!(
					...[batch, steps, units, at(gates), scratch.packed, at(hidden) + d * units * 4, width, at(cells)],
					at(run.mask),
					reverse,
					hard,
					scratch.tile,
				);
				return [gates, cells, kernel, recurrentKernel];
			});
			save([x, hidden, ...states, ...(run.mask ? [run.mask] : [])]);
			if (returnSequences) return hidden;
			const last = output([batch, width]);
			directions.forEach(({ reverse }, d) => {
				const from = at(hidden) + ((reverse ? 0 : steps - 1) * width + d * units) * 4;
				simd.copyRows!(from, steps * width * 4, at(last) + d * units * 4, width * 4, batch, units * 4);
			});
			return last;
		},
		(dy, saved) => {
			const [sx, hidden, ...states] = saved as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
			const mask = run.mask ? states.at(-1) : undefined;
			const parts = directions.map(({ reverse }, d) => {
				const [gates, cells, kernel, recurrent] = states.slice(d * 4, d * 4 + 4) as [
					tf.Tensor,
					tf.Tensor,
					tf.Tensor,
					tf.Tensor,
				];
				const dgates = output([batch, steps, 4 * units]);
				const scratch = lstmScratch(context, shape, recurrent, true);
				const above = at(dy) + d * units * 4;
				simd.lstmBackward!(
					...[batch, steps, units, at(gates), at(cells), scratch.packed],
					...(returnSequences ? [above, width, 0, 0] : [0, 0, above, width]),
					at(mask),
					reverse,
					hard,
					...[at(dgates), scratch.dh, scratch.dc, scratch.tile],
				);
				return { dgates, kernel, reverse };
			});
			const gradients: Record<string, () => tf.Tensor> = { x: () => inputGradient(context, shape, parts) };
			parts.forEach(({ dgates, reverse }, d) => {
				gradients[`kernel${d}`] = () => kernelGradient(context, shape, sx, dgates);
				gradients[`bias${d}`] = () => biasGradient(context, shape, dgates);
				gradients[`recurrent${d}`] = () => {
					const out = zeros(context, [units, 4 * units]);
					const previous = { at: at(hidden) + d * units * 4, stride: width };
					const columns = { from: 0, count: 4 * units };
					recurrentGradient(context, shape, previous, dgates, out, columns, { reverse, shift: true });
					return out;
				};
			});
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
