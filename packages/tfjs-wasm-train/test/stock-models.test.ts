import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { enableWasmTraining } from '../src/index.js';
import { Seeded } from './compare.js';

beforeAll(async () => {
	await enableWasmTraining();
});

const L = layers.layers;

const models: Record<string, { input: number[]; body: () => layers.layers.Layer[] }> = {
	'conv2d, batch norm, pooling': {
		input: [20, 12, 1],
		body: () => [
			L.conv2d({ filters: 6, kernelSize: 3, padding: 'same', activation: 'relu' }),
			L.batchNormalization({}),
			L.maxPooling2d({ poolSize: 2 }),
			L.conv2d({ filters: 8, kernelSize: 3, strides: 2 }),
			L.averagePooling2d({ poolSize: 2 }),
			L.flatten(),
		],
	},
	'dilated conv1d': {
		input: [24, 5],
		body: () => [
			L.conv1d({ filters: 7, kernelSize: 3, padding: 'same', dilationRate: 2, activation: 'relu' }),
			L.layerNormalization({}),
			L.maxPooling1d({ poolSize: 2 }),
			L.globalAveragePooling1d({}),
		],
	},
	'causal dilated conv1d': {
		input: [24, 5],
		body: () => [
			L.conv1d({ filters: 6, kernelSize: 3, padding: 'causal', dilationRate: 4, activation: 'relu' }),
			L.conv1d({ filters: 6, kernelSize: 3, padding: 'causal' }),
			L.flatten(),
		],
	},
	'dilated linear conv2d': {
		input: [12, 10, 2],
		body: () => [L.conv2d({ filters: 6, kernelSize: 3, dilationRate: 2 }), L.globalMaxPooling2d({})],
	},
	'depthwise and separable conv2d': {
		input: [12, 10, 2],
		body: () => [
			L.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }),
			L.separableConv2d({ filters: 5, kernelSize: 3, padding: 'same' }),
			L.globalAveragePooling2d({}),
		],
	},
	embedding: {
		input: [7],
		body: () => [L.embedding({ inputDim: 5, outputDim: 4, maskZero: true }), L.simpleRNN({ units: 5 })],
	},
	lstm: {
		input: [10, 5],
		body: () => [L.lstm({ units: 6, returnSequences: true }), L.gru({ units: 5 }), L.dropout({ rate: 0.1 })],
	},
	bilstm: {
		input: [10, 5],
		body: () => [L.bidirectional({ layer: L.lstm({ units: 6 }) as layers.RNN, mergeMode: 'concat' })],
	},
};

test.each(Object.keys(models))('a stock model trains: %s', async (name) => {
	const { input, body } = models[name]!;
	const random = new Seeded(1);
	const model = layers.sequential();
	const parts = body();
	for (const [i, layer] of parts.entries()) {
		if (i === 0) model.add(L.inputLayer({ inputShape: input }));
		model.add(layer);
	}
	model.add(L.dense({ units: 3, activation: 'softmax' }));
	model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy' });
	const numbers = random.normal(16 * tf.util.sizeFromShape(input));
	const values = name === 'embedding' ? numbers.map((v) => Math.min(4, Math.floor(Math.abs(v * 3)))) : numbers;
	const x = tf.tensor(values, [16, ...input]);
	const y = tf.oneHot(
		tf.tensor1d(
			Array.from({ length: 16 }, (_, i) => i % 3),
			'int32',
		),
		3,
	);
	const history = await model.fit(x, y, { epochs: 12, batchSize: 16, shuffle: false, verbose: 0 });
	const loss = history.history.loss as number[];
	expect(loss.at(-1)!).toBeLessThan(loss[0]!);
});

test('a causal convolution sees only the past', () => {
	const layer = L.conv1d({ filters: 2, kernelSize: 3, padding: 'causal', dilationRate: 2 });
	const random = new Seeded(6);
	const values = random.normal(20);
	const before = (layer.apply(tf.tensor3d(values, [1, 10, 2])) as tf.Tensor).arraySync() as number[][][];
	values[12] = 9;
	const after = (layer.apply(tf.tensor3d(values, [1, 10, 2])) as tf.Tensor).arraySync() as number[][][];
	const changed = before[0]!.flatMap((frame, t) => (frame[0] === after[0]![t]![0] ? [] : [t]));
	expect(changed).toEqual([6, 8]);
	expect(before[0]!.length).toBe(10);
});
