import * as tf from '@tensorflow/tfjs-core';
// tfjs-layers registers the gradients of all ops; tfjs-core alone does not.
import '@tensorflow/tfjs-layers';

/** The ops that tfjs offers as methods of a tensor, the tensor being their first argument. */
const METHODS = `
	abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh avgPool batchToSpaceND batchNorm
	broadcastTo cast ceil clipByValue concat conv1d conv2dTranspose conv2d cos cosh cumprod cumsum depthToSpace
	depthwiseConv2d dilation2d divNoNan div dot elu equal erf euclideanNorm exp expandDims expm1 fft floor
	floorDiv gather greaterEqual greater ifft irfft isFinite isInf isNaN leakyRelu lessEqual less
	localResponseNormalization logSigmoid logSoftmax logSumExp log log1p logicalAnd logicalNot logicalOr
	logicalXor matMul maxPool max maximum mean min minimum mirrorPad mod mul neg norm notEqual oneHot onesLike pad
	pool pow prelu prod reciprocal relu relu6 reshape reverse rfft round
	rsqrt selu separableConv2d sigmoid sign sin sinh slice softmax softplus spaceToBatchND split sqrt square
	squaredDifference squeeze stack step stridedSlice sub sum tan tanh tile topk transpose unique
	unsortedSegmentSum unstack zerosLike
`;

/**
 * Adds the chained methods (an LSTM's orthogonal initializer calls `flatten`) where they are missing: without the union
 * package `@tensorflow/tfjs` they are not registered, and importing the module that registers them fails in unbundled
 * Node ESM.
 */
export function registerChainedOps(): void {
	const prototype = tf.Tensor.prototype as unknown as Record<string, unknown>;
	const ops = tf as unknown as Record<string, (...args: unknown[]) => unknown>;
	for (const name of METHODS.trim().split(/\s+/)) {
		prototype[name] ??= function (this: tf.Tensor, ...args: unknown[]) {
			return ops[name]!(this, ...args);
		};
	}
	prototype.flatten ??= function (this: tf.Tensor) {
		return tf.reshape(this, [this.size]);
	};
	prototype.as1D ??= prototype.flatten;
	prototype.asScalar ??= function (this: tf.Tensor) {
		return tf.reshape(this, []);
	};
	prototype.toFloat ??= function (this: tf.Tensor) {
		return tf.cast(this, 'float32');
	};
	prototype.toInt ??= function (this: tf.Tensor) {
		return tf.cast(this, 'int32');
	};
}
