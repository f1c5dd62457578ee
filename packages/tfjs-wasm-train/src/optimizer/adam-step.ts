import * as tf from '@tensorflow/tfjs-core';
import type { FusedContext } from '../ops/fused-op.js';

/** The two moments of a variable; both are overwritten by a step. */
export interface AdamMoments {
	m: tf.Tensor;
	v: tf.Tensor;
}

/** The numbers of one step: see assembly/adam.ts. */
export interface AdamNumbers {
	gradScale: number;
	beta1: number;
	beta2: number;
	epsilon: number;
	keep: number;
	rate: number;
	root: number;
}

/** One step in the SIMD module; returns the new weights. */
export function fusedStep(
	{ simd, at, output }: FusedContext,
	{ m, v }: AdamMoments,
	weights: tf.Tensor,
	gradient: tf.Tensor,
	{ gradScale, beta1, beta2, keep, rate, root, epsilon }: AdamNumbers,
): tf.Tensor {
	const out = output(weights.shape);
	const pointers = [at(weights), at(gradient), at(m), at(v), at(out)];
	simd.adamStep!(weights.size, ...pointers, gradScale, beta1, beta2, keep, rate, root, epsilon);
	return out;
}

/** The same step from tfjs-core ops. */
export function composedStep(
	moments: AdamMoments,
	weights: tf.Tensor,
	gradient: tf.Tensor,
	{ gradScale, beta1, beta2, keep, rate, root, epsilon }: AdamNumbers,
): tf.Tensor {
	const g = tf.mul(gradient, gradScale);
	const m = tf.keep(tf.add(tf.mul(moments.m, beta1), tf.mul(g, 1 - beta1)));
	const v = tf.keep(tf.add(tf.mul(moments.v, beta2), tf.mul(tf.square(g), 1 - beta2)));
	moments.m.dispose();
	moments.v.dispose();
	moments.m = m;
	moments.v = v;
	const step = tf.div(tf.mul(m, rate), tf.add(tf.mul(tf.sqrt(v), root), epsilon));
	return tf.sub(tf.mul(weights, keep), step);
}
