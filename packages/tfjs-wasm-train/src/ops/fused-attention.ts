import * as tf from '@tensorflow/tfjs-core';
import { ScratchPlan } from '../runtime/scratch-plan.js';
import { fusedContext, fusedOp } from './fused-op.js';

/** How attention runs. */
export interface AttentionOptions {
	/** Number of heads, a divisor of the width of q, k and v. Default 1. */
	heads?: number;
	/** What scores are multiplied by before the softmax, default 1 / √(width of a head). */
	scale?: number;
	/** [batch, keys], 0 = nobody looks at this key. */
	mask?: tf.Tensor;
	/** [batch, heads, queries, keys], what probabilities are multiplied by (see `dropoutMask`). */
	dropout?: tf.Tensor;
}

/**
 * Scaled dot-product attention of all heads as one op (Vaswani et al. 2017).
 *
 * @param q [batch, queries, heads · size]
 * @param k [batch, keys, heads · size]
 * @param v [batch, keys, heads · value size]
 * @returns [batch, queries, heads · value size]
 */
export function fusedAttention(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, options: AttentionOptions = {}): tf.Tensor {
	const { heads = 1, mask, dropout } = options;
	const [batch, queries, width] = q.shape as [number, number, number];
	const keys = k.shape[1]!;
	const size = width / heads;
	const valueSize = v.shape[2]! / heads;
	const scale = options.scale ?? 1 / Math.sqrt(size);
	const context = fusedContext();
	if (!context) {
		const split = (x: tf.Tensor, steps: number) => tf.transpose(tf.reshape(x, [batch, steps, heads, -1]), [0, 2, 1, 3]);
		let scores: tf.Tensor = tf.mul(tf.matMul(split(q, queries), split(k, keys), false, true), scale);
		if (mask) {
			const open = tf.reshape(tf.cast(mask, 'float32'), [batch, 1, 1, keys]);
			scores = tf.sub(scores, tf.mul(tf.sub(1, open), 1e9));
		}
		let probabilities: tf.Tensor = tf.softmax(scores);
		if (dropout) probabilities = tf.mul(probabilities, dropout);
		const out = tf.matMul(probabilities, split(v, keys));
		return tf.reshape(tf.transpose(out, [0, 2, 1, 3]), [batch, queries, heads * valueSize]);
	}
	const { simd, at, output, module } = context;
	const scratch = () => {
		const plan = new ScratchPlan(module);
		const droppedAt = plan.reserve(dropout ? queries * keys * 4 : 0);
		const scoresAt = plan.reserve(queries * keys * 4);
		const base = plan.allocate();
		return { workspace: base, dropped: base + droppedAt, scores: base + scoresAt };
	};
	const sizes = [batch, heads, queries, keys, size, valueSize];
	return fusedOp(
		{ q, k, v },
		(save) => {
			const out = output([batch, queries, heads * valueSize]);
			const probabilities = output([batch, heads, queries, keys]);
			const { workspace, dropped } = scratch();
			simd.attentionForward!(
				...[
					...sizes,
					at(q),
					at(k),
					at(v),
					scale,
					at(mask),
					at(dropout),
					at(probabilities),
					dropped,
					at(out),
					workspace,
				],
			);
			save([q, k, v, probabilities, ...(dropout ? [dropout] : [])]);
			return out;
		},
		(dy, [sq, sk, sv, probabilities, sd]) => {
			const dq = output(q.shape);
			const dk = output(k.shape);
			const dv = output(v.shape);
			const { workspace, dropped, scores } = scratch();
			simd.attentionBackward!(
				...[...sizes, at(sq), at(sk), at(sv), scale, at(sd), at(probabilities), dropped, scores, at(dy)],
				...[at(dq), at(dk), at(dv), workspace],
			);
			return { q: () => dq, k: () => dk, v: () => dv };
		},
	);
}
