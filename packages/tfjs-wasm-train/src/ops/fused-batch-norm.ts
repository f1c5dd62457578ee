import * as tf from '@tensorflow/tfjs-core';
import { fusedContext, fusedOp } from './fused-op.js';

/** How a batch is normalised. */
export interface BatchNormOptions {
	/** Added to the variance, default 1e-3 (Keras). */
	epsilon?: number;
	/** Apply relu to the result, default false. */
	relu?: boolean;
	/** Per-channel scale and shift, [channels]. */
	gamma?: tf.Tensor;
	beta?: tf.Tensor;
}

/** Mean and biased variance per channel (last axis), both [channels]. No gradient flows through them. */
export function channelMoments(x: tf.Tensor): { mean: tf.Tensor; variance: tf.Tensor } {
	const cols = x.shape[x.shape.length - 1]!;
	const context = fusedContext();
	if (!context) {
		return tf.moments(
			x,
			x.shape.slice(0, -1).map((_, axis) => axis),
		);
	}
	const mean = context.output([cols]);
	const variance = context.output([cols]);
	context.simd.columnMoments!(context.at(x), x.size / cols, cols, context.at(mean), context.at(variance));
	return { mean, variance };
}

function composed(x: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor, options: BatchNormOptions): tf.Tensor {
	const { gamma, beta, epsilon = 1e-3, relu } = options;
	let scale = tf.rsqrt(tf.add(variance, epsilon));
	if (gamma) scale = tf.mul(scale, gamma);
	let y: tf.Tensor = tf.mul(tf.sub(x, mean), scale);
	if (beta) y = tf.add(y, beta);
	return relu ? tf.relu(y) : y;
}

function normalise(
	x: tf.Tensor,
	mean: tf.Tensor,
	variance: tf.Tensor,
	options: BatchNormOptions,
	fixedStatistics: boolean,
): tf.Tensor {
	const context = fusedContext()!;
	const { gamma, beta, epsilon = 1e-3, relu = false } = options;
	const { simd, at, output } = context;
	const cols = x.shape[x.shape.length - 1]!;
	const rows = x.size / cols;
	return fusedOp(
		{ x, gamma, beta },
		(save) => {
			const y = output(x.shape);
			simd.batchNormForward!(...[at(x), rows, cols, at(mean), at(variance), at(gamma), at(beta), epsilon], relu, at(y));
			save([x, mean, variance, ...(gamma ? [gamma] : []), ...(beta ? [beta] : [])]);
			return y;
		},
		(dy, saved) => {
			const [sx, sm, sv, ...rest] = saved;
			const sg = gamma ? rest.shift() : undefined;
			const sb = beta ? rest.shift() : undefined;
			const dx = output(x.shape);
			const dgamma = output([cols]);
			const dbeta = output([cols]);
			simd.batchNormBackward!(
				...[at(dy), at(sx), rows, cols, at(sm), at(sv), at(sg), at(sb), epsilon],
				relu,
				fixedStatistics,
				...[at(dx), at(dgamma), at(dbeta)],
			);
			return { x: () => dx, gamma: () => dgamma, beta: () => dbeta };
		},
	);
}

/**
 * Batch normalisation over all axes but the last with the statistics of the batch itself, and relu if wanted, as one op.
 *
 * @param x [..., channels]
 * @returns y like x, and the batch's mean and (biased) variance, [channels], for moving averages
 * Equals tf.moments + tf.batchNorm (+ tf.relu), gradients included.
 */
export function fusedBatchNorm(
	x: tf.Tensor,
	options: BatchNormOptions = {},
): { y: tf.Tensor; mean: tf.Tensor; variance: tf.Tensor } {
	const { mean, variance } = channelMoments(x);
	const y = fusedContext() ? normalise(x, mean, variance, options, false) : composed(x, mean, variance, options);
	return { y, mean, variance };
}

/** The same with given statistics (the moving averages of a trained layer), [channels]; they are constants to gradients. */
export function fusedBatchNormInference(
	x: tf.Tensor,
	mean: tf.Tensor,
	variance: tf.Tensor,
	options: BatchNormOptions = {},
): tf.Tensor {
	return fusedContext() ? normalise(x, mean, variance, options, true) : composed(x, mean, variance, options);
}
