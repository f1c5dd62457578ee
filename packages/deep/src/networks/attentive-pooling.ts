import * as tf from '@tensorflow/tfjs-core';
import { initializers, type LayerVariable, layers } from '@tensorflow/tfjs-layers';

/**
 * Pools batch × frames × channels to batch × 2 · channels: for every channel the mean and the mean absolute deviation
 * over time, weighted by attention (a tanh layer, a linear one, softmax over time). Any number of frames.
 *
 * Attentive statistics pooling (Okabe et al. 2018) with the absolute deviation in place of the standard deviation,
 * because stock tfjs layers have no root: so an exported network needs none of this package.
 */
export class AttentivePooling extends layers.Layer {
	static className = 'SerAttentivePooling';
	private readonly hidden: number;
	private kernels: LayerVariable[] = [];

	constructor(options: { name: string; hidden: number }) {
		super({ name: options.name });
		this.hidden = options.hidden;
	}

	override build(inputShape: (number | null)[]): void {
		const channels = inputShape[inputShape.length - 1] as number;
		const glorot = initializers.glorotUniform({ seed: 1 });
		const zeros = initializers.zeros();
		this.kernels = [
			this.addWeight('hidden_kernel', [channels, this.hidden], 'float32', glorot),
			this.addWeight('hidden_bias', [this.hidden], 'float32', zeros),
			this.addWeight('score_kernel', [this.hidden, channels], 'float32', glorot),
			this.addWeight('score_bias', [channels], 'float32', zeros),
		];
		this.built = true;
	}

	override computeOutputShape(inputShape: (number | null)[]): (number | null)[] {
		return [inputShape[0]!, 2 * (inputShape[2] as number)];
	}

	override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
		return tf.tidy(() => {
			const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor3D;
			const [batch, frames, channels] = x.shape;
			const [hiddenKernel, hiddenBias, scoreKernel, scoreBias] = this.kernels.map((weight) => weight.read());
			const flat = tf.reshape(x, [batch * frames, channels]);
			const hidden = tf.tanh(tf.add(tf.matMul(flat, hiddenKernel as tf.Tensor2D), hiddenBias!));
			const scores = tf.add(tf.matMul(hidden as tf.Tensor2D, scoreKernel as tf.Tensor2D), scoreBias!);
			// Channels first: the softmax and both sums then run along the last axis.
			const byChannel = tf.transpose(tf.reshape(scores, [batch, frames, channels]), [0, 2, 1]);
			const values = tf.transpose(x, [0, 2, 1]);
			const weights = tf.softmax(byChannel);
			const mean = tf.sum(tf.mul(weights, values), 2, true);
			const deviation = tf.sum(tf.mul(weights, tf.abs(tf.sub(values, mean))), 2);
			return tf.concat([tf.reshape(mean, [batch, channels]), tf.reshape(deviation, [batch, channels])], 1);
		});
	}

	override getConfig() {
		return { ...super.getConfig(), hidden: this.hidden };
	}
}
