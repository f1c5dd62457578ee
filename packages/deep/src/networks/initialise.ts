import { createRandom, type Random } from '@ser/core';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/**
 * Gives a network its starting weights, from a seed and each weight's layer, name and shape alone: kernels uniform in
 * ±1 / √inputs as in PyTorch (before batch norm a smaller start means faster learning), attention Glorot, recurrent
 * kernels orthogonal blocks, forget gates 1, other biases 0.
 */
export function initialise(model: LayersModel, seed: string): void {
	for (const layer of model.layers) {
		if (layer.weights.length === 0) continue;
		const recurrent = layer.weights.some((weight) => weight.originalName.includes('recurrent'));
		const values = layer.weights.map((weight, index) => {
			const shape = weight.shape as number[];
			const name = weight.originalName.split('/').pop() ?? '';
			const random = createRandom(`${seed}/${layer.name}/${index}`);
			const start = startValues(name, shape, random);
			// Gates lie in the order input, forget, cell, output (Jozefowicz et al. 2015 on the forget bias).
			if (recurrent && name.includes('bias')) start.fill(1, start.length / 4, start.length / 2);
			return tf.tensor(start, shape);
		});
		layer.setWeights(values);
		tf.dispose(values);
	}
}

function startValues(name: string, shape: number[], random: Random): Float32Array {
	const values = new Float32Array(shape.reduce((a, b) => a * b, 1));
	if (name.includes('recurrent')) return orthogonalBlocks(shape as [number, number], random);
	if (name.includes('kernel')) {
		// Attention's output kernel is heads × width × channels, its others are channels × heads × width.
		const outputs = shape.length === 3 && !name.includes('output') ? shape[1]! * shape[2]! : shape[shape.length - 1]!;
		const inputs = values.length / outputs;
		const limit = shape.length === 3 ? Math.sqrt(6 / (inputs + outputs)) : 1 / Math.sqrt(inputs);
		for (let i = 0; i < values.length; i++) values[i] = random.uniform(-limit, limit);
		return values;
	}
	if (name.includes('gamma') || name.includes('variance')) return values.fill(1);
	return values;
}

/** units × (k · units): k orthogonal matrices side by side (Saxe et al. 2013), by Gram-Schmidt on normal numbers. */
function orthogonalBlocks([units, columns]: [number, number], random: Random): Float32Array {
	const values = new Float32Array(units * columns);
	for (let block = 0; block < columns / units; block++) {
		const rows: Float64Array[] = [];
		for (let r = 0; r < units; r++) {
			const row = Float64Array.from({ length: units }, () => random.normal());
			for (const before of rows) {
				let shared = 0;
				for (let c = 0; c < units; c++) shared += row[c]! * before[c]!;
				for (let c = 0; c < units; c++) row[c]! -= shared * before[c]!;
			}
			const length = Math.hypot(...row);
			for (let c = 0; c < units; c++) {
				row[c]! /= length;
				values[r * columns + block * units + c] = row[c]!;
			}
			rows.push(row);
		}
	}
	return values;
}
