import * as tf from '@tensorflow/tfjs-core';
import { model as createModel, type LayersModel, type LayerVariable } from '@tensorflow/tfjs-layers';
import { SeededDropout } from '../networks/seeded-dropout.js';
import { type AdamWSettings, type AdamWState, stepAdamW } from './adam-w.js';

/** What a step tells. */
export interface StepResult {
	/** mean cross-entropy of the batch; not finite when training has diverged, and then the weights are unchanged */
	loss: number;
	/** crops whose largest target was the network's first choice */
	right: number;
}

/** A network that can be trained step by step. */
export interface Stepper {
	/** trainable values in all */
	size: number;
	step(batch: Batch, state: AdamWState, settings: AdamWSettings, dropoutKey: string): StepResult;
}

export interface Batch {
	/** rows × frames × mels */
	crops: Float32Array;
	/** rows × classes, soft and weighted */
	targets: Float32Array;
	rows: number;
}

/** @param model ends in a softmax; it is trained on what goes into that */
export function createStepper(model: LayersModel, frames: number, mels: number, classes: number): Stepper {
	const last = model.layers[model.layers.length - 1]!;
	const toLogits = createModel({ inputs: model.inputs, outputs: last.input as never });
	const dropouts = model.layers.filter((layer): layer is SeededDropout => layer instanceof SeededDropout);
	const variables = model.trainableWeights.map(variableOf);
	const size = variables.reduce((sum, variable) => sum + variable.size, 0);

	return {
		size,
		step({ crops, targets, rows }, state, settings, dropoutKey) {
			for (const dropout of dropouts) dropout.key = dropoutKey;
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
				const gradient = flatten(variables.map((variable) => grads[variable.name]!));
				const weights = flatten(variables);
				const norm = stepAdamW(state, weights, gradient, settings);
				if (!Number.isFinite(norm)) return { loss: norm, right };
				let at = 0;
				for (const variable of variables) {
					variable.assign(tf.tensor(weights.slice(at, (at += variable.size)), variable.shape));
				}
				return { loss, right };
			});
		},
	};
}

/** The tensor variable inside a layer's weight, which tfjs-layers keeps to itself. */
function variableOf(weight: LayerVariable): tf.Variable {
	return (weight as unknown as { val: tf.Variable }).val;
}

function flatten(tensors: tf.Tensor[]): Float32Array {
	const all = new Float32Array(tensors.reduce((sum, tensor) => sum + tensor.size, 0));
	let at = 0;
	for (const tensor of tensors) {
		all.set(tensor.dataSync() as Float32Array, at);
		at += tensor.size;
	}
	return all;
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
