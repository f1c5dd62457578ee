import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import {
	enableWasmTraining,
	fusedAttention,
	fusedBatchNorm,
	fusedDense,
	fusedDropout,
	fusedGru,
	fusedLayerNorm,
	fusedLstm,
} from '../src/index.js';
import { Seeded } from './compare.js';

beforeAll(async () => {
	await enableWasmTraining();
});

const ops: Record<string, { shapes: number[][]; op: (...inputs: tf.Tensor[]) => tf.Tensor }> = {
	'batch norm': { shapes: [[6, 3], [3], [3]], op: (x, gamma, beta) => fusedBatchNorm(x!, { gamma, beta }).y },
	'layer norm': { shapes: [[3, 6], [6], [6]], op: (x, gamma, beta) => fusedLayerNorm(x!, { gamma, beta }) },
	dense: { shapes: [[4, 3], [3, 5], [5]], op: (x, k, b) => fusedDense(x!, k!, b, 'tanh') },
	lstm: {
		shapes: [[2, 3, 2], [2, 12], [3, 12], [12]],
		op: (x, kernel, recurrentKernel, bias) =>
			fusedLstm(
				x!,
				{ kernel: kernel!, recurrentKernel: recurrentKernel!, bias },
				{ recurrentActivation: 'sigmoid', returnSequences: true },
			),
	},
	gru: {
		shapes: [[2, 3, 2], [2, 9], [3, 9], [9]],
		op: (x, kernel, recurrentKernel, bias) =>
			fusedGru(x!, { kernel: kernel!, recurrentKernel: recurrentKernel!, bias }, { recurrentActivation: 'sigmoid' }),
	},
	attention: {
		shapes: [
			[1, 3, 4],
			[1, 5, 4],
			[1, 5, 4],
		],
		op: (q, k, v) => fusedAttention(q!, k!, v!, { heads: 2 }),
	},
	dropout: { shapes: [[5, 7]], op: (x) => fusedDropout(x!, 0.4, 3) },
	'conv2d with stride': {
		shapes: [
			[2, 7, 6, 3],
			[3, 2, 3, 5],
		],
		op: (x, f) => tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, [2, 1], 'same'),
	},
	'dilated conv2d': {
		shapes: [
			[2, 9, 8, 3],
			[3, 2, 3, 5],
		],
		op: (x, f) => tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, 'same', 'NHWC', [2, 3]),
	},
};

test.each(Object.keys(ops))('the gradient of %s is the slope of its value', (name) => {
	const { shapes, op } = ops[name]!;
	const random = new Seeded(21);
	const values = shapes.map((shape) => random.normal(tf.util.sizeFromShape(shape)));
	const weights = tf.tidy(() => random.normal(op(...values.map((v, i) => tf.tensor(v, shapes[i]!))).size));
	/** Σ weights · y, added up in 64-bit. */
	const objective = (data: readonly Float32Array[]) =>
		tf.tidy(() => {
			const y = op(...data.map((v, i) => tf.tensor(v, shapes[i]!))).dataSync() as Float32Array;
			let sum = 0;
			y.forEach((value, i) => {
				sum += value * weights[i]!;
			});
			return sum;
		});
	const gradients = tf.tidy(() => {
		const inputs = values.map((v, i) => tf.tensor(v, shapes[i]!));
		const y = op(...inputs);
		return tf
			.grads((...args: tf.Tensor[]) => op(...args))(inputs, tf.tensor(weights, y.shape))
			.map((g) => g.dataSync().slice());
	});
	const step = 1 / 128;
	values.forEach((v, i) => {
		for (let j = 0; j < v.length; j += Math.max(1, Math.floor(v.length / 12))) {
			const moved = (by: number) => values.map((w, k) => (k === i ? w.map((a, l) => (l === j ? a + by : a)) : w));
			const slope = (objective(moved(step)) - objective(moved(-step))) / (2 * step);
			expect(Math.abs(slope - gradients[i]![j]!), `input ${i}[${j}]: ${slope}`).toBeLessThan(
				4e-3 * Math.max(1, Math.abs(slope)),
			);
		}
	});
});
