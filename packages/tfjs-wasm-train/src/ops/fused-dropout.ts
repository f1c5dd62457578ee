import * as tf from '@tensorflow/tfjs-core';
import { fusedContext, fusedOp } from './fused-op.js';

/**
 * Dropout whose random bits are a function of the seed and the position: the same on every machine.
 *
 * @param x any shape
 * @param rate the share that is set to 0, 0 ≤ rate < 1; the rest is divided by 1 - rate
 * @param seed a 32-bit integer
 * @returns like x
 */
export function fusedDropout(x: tf.Tensor, rate: number, seed: number): tf.Tensor {
	if (rate <= 0) return x;
	const context = fusedContext();
	if (!context) return tf.dropout(x, rate, undefined, seed | 0);
	const { simd, at, output } = context;
	const run = (from: tf.Tensor) => {
		const y = output(x.shape);
		simd.dropout!(at(from), x.size, rate, seed | 0, at(y));
		return y;
	};
	return fusedOp(
		{ x },
		() => run(x),
		(dy) => ({ x: () => run(dy) }),
	);
}

/** The factors of `fusedDropout` themselves: 0 or 1 / (1 - rate). No gradient flows through them. */
export function dropoutMask(shape: readonly number[], rate: number, seed: number): tf.Tensor {
	const context = fusedContext();
	if (!context) return tf.dropout(tf.ones(shape as number[]), rate, undefined, seed | 0);
	const y = context.output(shape);
	context.simd.dropout!(0, y.size, rate, seed | 0, context.at(y));
	return y;
}
