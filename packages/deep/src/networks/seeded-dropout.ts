import { createRandom } from '@ser/core';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';

/**
 * Dropout whose mask follows from a key that the trainer sets before every step, so that a training can be repeated
 * and resumed. (The stock layer draws from `Math.random`, or with a seed the same mask every time.)
 */
export class SeededDropout extends layers.Layer {
	static className = 'SerSeededDropout';
	private readonly rate: number;
	/** any string; the same key and shape give the same mask */
	key = '';

	constructor(options: { name: string; rate: number }) {
		super({ name: options.name });
		this.rate = options.rate;
	}

	override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
		return inputShape;
	}

	override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
		const x = Array.isArray(inputs) ? inputs[0]! : inputs;
		if (!kwargs.training || this.rate === 0) return tf.clone(x);
		return tf.tidy(() => {
			const random = createRandom(`${this.key}/${this.name}`);
			const kept = 1 / (1 - this.rate);
			const mask = new Float32Array(x.size);
			for (let i = 0; i < mask.length; i++) mask[i] = random.next() < this.rate ? 0 : kept;
			return tf.mul(x, tf.tensor(mask, x.shape));
		});
	}

	override getConfig() {
		return { ...super.getConfig(), rate: this.rate };
	}
}
