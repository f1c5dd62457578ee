import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { WeightShape, Weights } from '../types.js';

export function weightShapes(model: LayersModel): WeightShape[] {
	return model.layers.flatMap((layer) =>
		layer.weights.map((weight) => ({ layer: layer.name, shape: weight.shape as number[], trained: weight.trainable })),
	);
}

/** Copies the weights out. */
export function readWeights(model: LayersModel): Weights {
	const parts = model.layers.flatMap((layer) =>
		layer.weights.map((weight) => weight.read().dataSync() as Float32Array),
	);
	const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

/** Copies weights in. */
export function writeWeights(model: LayersModel, weights: Weights): void {
	let at = 0;
	for (const layer of model.layers) {
		if (layer.weights.length === 0) continue;
		const values = layer.weights.map((weight) => {
			const size = (weight.shape as number[]).reduce((a, b) => a * b, 1);
			return tf.tensor(weights.slice(at, (at += size)), weight.shape as number[]);
		});
		layer.setWeights(values);
		tf.dispose(values);
	}
}
