import * as tf from '@tensorflow/tfjs-core';
import { fusedContext, fusedOp } from './fused-op.js';

/** How rows are normalised. */
export interface LayerNormOptions {
	/** Added to the variance, default 1e-3 (Keras). */
	epsilon?: number;
	/** Scale and shift, [size of the last axis]. */
	gamma?: tf.Tensor;
	beta?: tf.Tensor;
}

/**
 * Normalises each row along the last axis to mean 0 and variance 1, then scales and shifts.
 *
 * @param x [..., size]
 * @returns like x
 * Equals the stock layerNormalization of tfjs-layers with axis -1, gradients included.
 */
export function fusedLayerNorm(x: tf.Tensor, options: LayerNormOptions = {}): tf.Tensor {
	const { gamma, beta, epsilon = 1e-3 } = options;
	const context = fusedContext();
	if (!context) {
		const { mean, variance } = tf.moments(x, -1, true);
		let y: tf.Tensor = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
		if (gamma) y = tf.mul(y, gamma);
		return beta ? tf.add(y, beta) : y;
	}
	const { simd, at, output } = context;
	const cols = x.shape[x.shape.length - 1]!;
	const rows = x.size / cols;
	return fusedOp(
		{ x, gamma, beta },
		(save) => {
			const y = output(x.shape);
			const statistics = output([rows, 2]);
			simd.layerNormForward!(at(x), rows, cols, at(gamma), at(beta), epsilon, at(y), at(statistics));
			save([x, statistics, ...(gamma ? [gamma] : [])]);
			return y;
		},
		(dy, [sx, statistics, sg]) => {
			const dx = output(x.shape);
			const dgamma = output([cols]);
			const dbeta = output([cols]);
			simd.layerNormBackward!(at(dy), at(sx), rows, cols, at(sg), at(statistics), at(dx), at(dgamma), at(dbeta));
			return { x: () => dx, gamma: () => dgamma, beta: () => dbeta };
		},
	);
}
