import * as tf from '@tensorflow/tfjs-core';
import type { RecurrentOptions, RecurrentWeights } from './recurrent-direction.js';

/** The ops that other backends than wasm run: plain tfjs-core, step by step. */
type Step = (projected: tf.Tensor2D, states: tf.Tensor[]) => tf.Tensor[];

function hardSigmoid(x: tf.Tensor): tf.Tensor {
	return tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1);
}

function gateOf(options: RecurrentOptions) {
	return (options.recurrentActivation ?? 'hardSigmoid') === 'hardSigmoid' ? hardSigmoid : tf.sigmoid;
}

function walk(
	x: tf.Tensor,
	weights: RecurrentWeights,
	options: RecurrentOptions,
	stateCount: number,
	step: Step,
): tf.Tensor {
	const [batch, steps, inputs] = x.shape as [number, number, number];
	const units = weights.recurrentKernel.shape[0]!;
	let projected: tf.Tensor = tf.matMul(tf.reshape(x, [batch * steps, inputs]), weights.kernel as tf.Tensor2D);
	if (weights.bias) projected = tf.add(projected, weights.bias);
	const frames = tf.unstack(tf.reshape(projected, [batch, steps, -1]), 1) as tf.Tensor2D[];
	const masks = options.mask
		? tf.unstack(tf.cast(tf.reshape(options.mask, [batch, steps, 1]), 'float32'), 1)
		: undefined;
	let states: tf.Tensor[] = Array.from({ length: stateCount }, () => tf.zeros([batch, units]));
	const outputs = new Array<tf.Tensor>(steps);
	for (let s = 0; s < steps; s++) {
		const t = options.reverse ? steps - 1 - s : s;
		let next = step(frames[t]!, states);
		if (masks) {
			const old = states;
			next = next.map((value, i) => tf.add(old[i]!, tf.mul(tf.sub(value, old[i]!), masks[t]!)));
		}
		states = next;
		outputs[t] = states[0]!;
	}
	return options.returnSequences ? tf.stack(outputs, 1) : states[0]!;
}

/** `fusedLstm` from tfjs-core ops. */
export function composedLstm(x: tf.Tensor, weights: RecurrentWeights, options: RecurrentOptions): tf.Tensor {
	const gate = gateOf(options);
	return walk(x, weights, options, 2, (projected, [h, c]) => {
		const sum = tf.add(projected, tf.matMul(h as tf.Tensor2D, weights.recurrentKernel as tf.Tensor2D));
		const [i, f, candidate, o] = tf.split(sum, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
		const cell = tf.add(tf.mul(gate(f), c!), tf.mul(gate(i), tf.tanh(candidate)));
		return [tf.mul(gate(o), tf.tanh(cell)), cell];
	});
}

/** `fusedGru` from tfjs-core ops. */
export function composedGru(x: tf.Tensor, weights: RecurrentWeights, options: RecurrentOptions): tf.Tensor {
	const gate = gateOf(options);
	const units = weights.recurrentKernel.shape[0]!;
	const [gates, candidates] = tf.split(weights.recurrentKernel, [2 * units, units], 1) as [tf.Tensor2D, tf.Tensor2D];
	return walk(x, weights, options, 1, (projected, [h]) => {
		const [xGates, xCandidate] = tf.split(projected, [2 * units, units], 1) as [tf.Tensor, tf.Tensor];
		const [z, r] = tf.split(gate(tf.add(xGates, tf.matMul(h as tf.Tensor2D, gates))), 2, 1) as [tf.Tensor, tf.Tensor];
		const candidate = tf.tanh(tf.add(xCandidate, tf.matMul(tf.mul(r, h!) as tf.Tensor2D, candidates)));
		return [tf.add(tf.mul(z, h!), tf.mul(tf.sub(1, z), candidate))];
	});
}
