import { createRandom } from '@ser/core';
import { type AdamWState, createAdamW, dropoutRandom } from '@ser/tfjs-wasm-train';
import * as tf from '@tensorflow/tfjs-core';
import { model as createModel, type LayersModel, type LayerVariable } from '@tensorflow/tfjs-layers';

/** What a step tells. */
export interface StepResult {
	/** mean cross-entropy of the batch; not finite when training has diverged, and then the weights may be, too */
	loss: number;
	/** crops whose largest target was the network's first choice */
	right: number;
}

/** A network that can be trained step by step. */
export interface Stepper {
	/**
	 * @param learningRate of this step
	 * @param number of this step in the whole training, on which the dropout masks depend
	 */
	step(batch: Batch, learningRate: number, number: number): StepResult;
	/** the optimiser's moments, copied */
	getState(): AdamWState;
	setState(state: AdamWState): void;
	dispose(): void;
}

export interface StepperOptions {
	frames: number;
	mels: number;
	classes: number;
	weightDecay: number;
	clipNorm: number;
	/** of the dropout masks */
	seed: string;
}

export interface Batch {
	/** rows × frames × mels */
	crops: Float32Array;
	/** rows × classes, soft and weighted */
	targets: Float32Array;
	rows: number;
}

/** @param model ends in a softmax; it is trained on what goes into that */
export function createStepper(model: LayersModel, options: StepperOptions): Stepper {
	const { frames, mels, classes, weightDecay, clipNorm } = options;
	const last = model.layers[model.layers.length - 1]!;
	const toLogits = createModel({ inputs: model.inputs, outputs: last.input as never });
	const variables = model.trainableWeights.map(variableOf);
	const optimizer = createAdamW({ weightDecay, clipNorm });
	const dropoutSeed = createRandom(`${options.seed}/dropout`).integer(2 ** 31);

	return {
		step({ crops, targets, rows }, learningRate, number) {
			dropoutRandom.setSeed(dropoutSeed);
			dropoutRandom.setStep(number);
			optimizer.learningRate = learningRate;
			return tf.tidy(() => {
				const x = tf.tensor3d(crops, [rows, frames, mels]);
				const wanted = tf.tensor2d(targets, [rows, classes]);
				let logits: tf.Tensor | undefined;
				const { value, grads } = tf.variableGrads(() => {
					logits = tf.keep(toLogits.apply(x, { training: true }) as tf.Tensor);
					const scores = tf.logSoftmax(logits as tf.Tensor2D);
					return tf.div(tf.neg(tf.sum(tf.mul(wanted, scores))), rows) as tf.Scalar;
				}, variables);
				const loss = value.dataSync()[0]!;
				const right = countRight(logits!.dataSync() as Float32Array, targets, rows, classes);
				logits!.dispose();
				if (!Number.isFinite(loss)) return { loss, right };
				optimizer.applyGradients(variables.map(({ name }) => ({ name, tensor: grads[name]! })));
				return { loss: Number.isFinite(optimizer.lastGradientNorm) ? loss : Number.NaN, right };
			});
		},
		getState: () => optimizer.getState(),
		setState: (state) => optimizer.setState(state),
		dispose: () => optimizer.dispose(),
	};
}

/** The tensor variable inside a layer's weight, which tfjs-layers keeps to itself. */
function variableOf(weight: LayerVariable): tf.Variable {
	return (weight as unknown as { val: tf.Variable }).val;
}

function countRight(scores: Float32Array, targets: Float32Array, rows: number, classes: number): number {
	let right = 0;
	for (let row = 0; row < rows; row++) {
		const at = row * classes;
		if (argmax(scores, at, classes) === argmax(targets, at, classes)) right++;
	}
	return right;
}

/** Index of the largest of `count` values from `start`. */
export function argmax(values: ArrayLike<number>, start: number, count: number): number {
	let best = 0;
	for (let k = 1; k < count; k++) if (values[start + k]! > values[start + best]!) best = k;
	return best;
}
