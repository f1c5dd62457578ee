import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	ConvBatchNormRelu,
	dropoutRandom,
	enableWasmTraining,
	FusedBatchNorm,
	FusedBiLSTM,
	FusedDense,
	FusedDropout,
	FusedGRU,
	FusedLayerNorm,
	FusedLSTM,
	FusedMultiHeadAttention,
} from '../src/index.js';
import { maxDifference, Seeded } from './compare.js';

beforeAll(async () => {
	await enableWasmTraining();
});

const L = layers.layers;
type Layer = layers.layers.Layer;

/** A model of the given layers with weights from a seed. */
function build(inputShape: number[], parts: Layer[]): layers.Sequential {
	const model = layers.sequential();
	model.add(L.inputLayer({ inputShape }));
	for (const part of parts) model.add(part);
	const random = new Seeded(5);
	model.setWeights(
		model.getWeights().map((weight, i) => {
			const values = random.normal(weight.size).map((v) => v * 0.3);
			// Moving variances must not be negative.
			return tf.tensor(i >= 0 && weight.rank === 1 ? values.map((v) => Math.abs(v) + 0.5) : values, weight.shape);
		}),
	);
	return model;
}

/** Fits a model on seeded data and returns its losses, predictions and weights. */
async function fit(model: layers.LayersModel, inputShape: number[]) {
	model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
	const random = new Seeded(8);
	const x = tf.tensor(random.normal(8 * tf.util.sizeFromShape(inputShape)), [8, ...inputShape]);
	const out = model.outputs[0]!.shape.slice(1) as number[];
	const y = tf.tensor(random.normal(8 * tf.util.sizeFromShape(out)), [8, ...out]);
	const history = await model.fit(x, y, { epochs: 3, batchSize: 8, shuffle: false, verbose: 0 });
	const weights = model.getWeights().map((w) => w.dataSync().slice() as Float32Array);
	const predictions = (model.predict(x) as tf.Tensor).dataSync().slice() as Float32Array;
	return { loss: Float32Array.from(history.history.loss as number[]), weights, predictions };
}

const masked = () => L.masking({ maskValue: 0 });
const pairs: Record<string, { input: number[]; stock: () => Layer[]; fused: () => Layer[] }> = {
	dense: {
		input: [6],
		stock: () => [L.dense({ units: 5, activation: 'relu' }), L.dense({ units: 3, activation: 'softmax' })],
		fused: () => [
			new FusedDense({ units: 5, activation: 'relu' }),
			new FusedDense({ units: 3, activation: 'softmax' }),
		],
	},
	'dense over time': {
		input: [4, 6],
		stock: () => [L.dense({ units: 5, activation: 'tanh', useBias: false })],
		fused: () => [new FusedDense({ units: 5, activation: 'tanh', useBias: false })],
	},
	'conv + batch norm + relu': {
		input: [9, 8, 2],
		stock: () => [
			L.conv2d({ filters: 5, kernelSize: 3, strides: 2, padding: 'same', useBias: false }),
			L.batchNormalization({ momentum: 0.9 }),
			L.activation({ activation: 'relu' }),
		],
		fused: () => [new ConvBatchNormRelu({ filters: 5, kernelSize: 3, strides: 2, padding: 'same', momentum: 0.9 })],
	},
	'batch norm': {
		input: [7, 5],
		stock: () => [L.batchNormalization({ epsilon: 1e-2 })],
		fused: () => [new FusedBatchNorm({ epsilon: 1e-2 })],
	},
	'layer norm': {
		input: [7, 5],
		stock: () => [L.layerNormalization({})],
		fused: () => [new FusedLayerNorm({})],
	},
	lstm: {
		input: [6, 5],
		stock: () => [L.lstm({ units: 4, returnSequences: true }), L.lstm({ units: 3, recurrentActivation: 'sigmoid' })],
		fused: () => [
			new FusedLSTM({ units: 4, returnSequences: true }),
			new FusedLSTM({ units: 3, recurrentActivation: 'sigmoid' }),
		],
	},
	'lstm backwards': {
		input: [6, 5],
		stock: () => [L.lstm({ units: 4, returnSequences: true, goBackwards: true })],
		fused: () => [new FusedLSTM({ units: 4, returnSequences: true, goBackwards: true })],
	},
	gru: {
		input: [6, 5],
		stock: () => [L.gru({ units: 4, returnSequences: true }), L.gru({ units: 3 })],
		fused: () => [new FusedGRU({ units: 4, returnSequences: true }), new FusedGRU({ units: 3 })],
	},
	bilstm: {
		input: [6, 5],
		stock: () => [
			L.bidirectional({ layer: L.lstm({ units: 4, returnSequences: true }) as layers.RNN, mergeMode: 'concat' }),
			L.bidirectional({ layer: L.lstm({ units: 3 }) as layers.RNN, mergeMode: 'concat' }),
		],
		fused: () => [new FusedBiLSTM({ units: 4, returnSequences: true }), new FusedBiLSTM({ units: 3 })],
	},
	'bilstm, summed': {
		input: [6, 5],
		stock: () => [L.bidirectional({ layer: L.lstm({ units: 4 }) as layers.RNN, mergeMode: 'sum' })],
		fused: () => [new FusedBiLSTM({ units: 4, mergeMode: 'sum' })],
	},
	'masked lstm': {
		input: [6, 5],
		stock: () => [masked(), L.lstm({ units: 4 })],
		fused: () => [masked(), new FusedLSTM({ units: 4 })],
	},
	'lstm with an activation that is not covered': {
		input: [6, 5],
		stock: () => [L.lstm({ units: 4, activation: 'relu' })],
		fused: () => [new FusedLSTM({ units: 4, activation: 'relu' })],
	},
};

describe('fused layers are interchangeable with stock layers', () => {
	test.each(Object.keys(pairs))('%s: same weights in, same losses, weights and predictions out', async (name) => {
		const { input, stock, fused } = pairs[name]!;
		const expected = await fit(build(input, stock()), input);
		const actual = await fit(build(input, fused()), input);
		expect(maxDifference(actual.loss, expected.loss)).toBeLessThan(2e-6);
		expect(maxDifference(actual.predictions, expected.predictions)).toBeLessThan(5e-6);
		expected.weights.forEach((weight, i) => {
			expect(maxDifference(actual.weights[i]!, weight), `weight ${i}`).toBeLessThan(5e-6);
		});
	});

	test.each(Object.keys(pairs))('%s: saved and loaded', async (name) => {
		const { input, fused } = pairs[name]!;
		const model = build(input, fused());
		let saved: tf.io.ModelArtifacts | undefined;
		await model.save(
			tf.io.withSaveHandler(async (artifacts) => {
				saved = artifacts;
				return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
			}),
		);
		const text = JSON.parse(JSON.stringify(saved!.modelTopology)) as object;
		const loaded = await layers.loadLayersModel(
			tf.io.fromMemory({ modelTopology: text, weightSpecs: saved!.weightSpecs, weightData: saved!.weightData }),
		);
		const x = tf.tensor(new Seeded(3).normal(4 * tf.util.sizeFromShape(input)), [4, ...input]);
		const before = (model.predict(x) as tf.Tensor).dataSync() as Float32Array;
		const after = (loaded.predict(x) as tf.Tensor).dataSync() as Float32Array;
		expect(maxDifference(after, before)).toBe(0);
	});
});

test('multi-head attention equals its definition, saves, masks, and trains', async () => {
	const input = [5, 6];
	const model = build(input, [new FusedMultiHeadAttention({ numHeads: 2, keyDim: 4 })]);
	expect(model.getWeights().map((w) => w.shape)).toEqual([
		[6, 2, 4],
		[2, 4],
		[6, 2, 4],
		[2, 4],
		[6, 2, 4],
		[2, 4],
		[2, 4, 6],
		[6],
	]);
	const x = tf.tensor3d(new Seeded(3).normal(3 * 30), [3, 5, 6]);
	const expected = tf.tidy(() => {
		const [qk, qb, kk, kb, vk, vb, ok, ob] = model.getWeights() as tf.Tensor[];
		const project = (kernel: tf.Tensor, bias: tf.Tensor) =>
			tf.transpose(
				tf.reshape(
					tf.add(tf.matMul(tf.reshape(x, [15, 6]), tf.reshape(kernel, [6, 8])), tf.reshape(bias, [8])),
					[3, 5, 2, 4],
				),
				[0, 2, 1, 3],
			);
		const scores = tf.mul(tf.matMul(project(qk!, qb!), project(kk!, kb!), false, true), 0.5);
		const heads = tf.transpose(tf.matMul(tf.softmax(scores), project(vk!, vb!)), [0, 2, 1, 3]);
		return tf.add(tf.matMul(tf.reshape(heads, [15, 8]), tf.reshape(ok!, [8, 6])), ob!).dataSync() as Float32Array;
	});
	expect(maxDifference((model.predict(x) as tf.Tensor).dataSync() as Float32Array, expected)).toBeLessThan(2e-6);
	const { loss } = await fit(model, input);
	expect(loss[2]!).toBeLessThan(loss[0]!);
	const layer = new FusedMultiHeadAttention({ numHeads: 1, keyDim: 3 });
	const open = layer.apply(x) as tf.Tensor;
	const mask = tf.tensor2d([1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0], [3, 5], 'bool');
	const closed = layer.apply(x, { mask }) as tf.Tensor;
	const changed = tf.mul(x, tf.reshape(tf.cast(mask, 'float32'), [3, 5, 1]));
	const again = layer.call([changed, changed], { mask: [mask, mask] }) as tf.Tensor;
	// Queries at open positions see only open keys: what stands at masked keys does not matter.
	const first = (t: tf.Tensor) => tf.slice(t, [2, 0, 0], [1, 1, 6]).dataSync() as Float32Array;
	expect(maxDifference(first(closed), first(again))).toBe(0);
	expect(maxDifference(first(closed), first(open))).toBeGreaterThan(1e-3);
});

test('dropout keeps the mean, has the right rate, repeats from its seed and step, and is off in prediction', async () => {
	const layer = new FusedDropout({ rate: 0.3 });
	const ones = tf.ones([100, 257]);
	const run = () => (layer.call(ones, { training: true }) as tf.Tensor).dataSync().slice() as Float32Array;
	dropoutRandom.setSeed(4);
	dropoutRandom.setStep(7);
	const first = run();
	const second = run();
	dropoutRandom.setStep(7);
	expect(maxDifference(run(), first)).toBe(0);
	expect(maxDifference(second, first)).toBeGreaterThan(1);
	expect(first.filter((v) => v === 0).length / first.length).toBeCloseTo(0.3, 2);
	expect(first.reduce((a, b) => a + b) / first.length).toBeCloseTo(1, 1);
	const same = first.filter((v, i) => (v === 0) === (second[i] === 0)).length / first.length;
	expect(same).toBeCloseTo(0.3 * 0.3 + 0.7 * 0.7, 2);
	expect((layer.call(ones, {}) as tf.Tensor).dataSync()[5]).toBe(1);
});

test('training steps leave no tensors behind', async () => {
	const model = build(
		[12, 10, 1],
		[
			new ConvBatchNormRelu({ filters: 6, kernelSize: 3, padding: 'same' }),
			L.maxPooling2d({ poolSize: 2 }),
			L.reshape({ targetShape: [6, 30] }),
			new FusedBiLSTM({ units: 5, returnSequences: true }),
			new FusedMultiHeadAttention({ numHeads: 2, keyDim: 5, dropout: 0.2 }),
			new FusedBatchNorm({ activation: 'relu' }),
			new FusedLayerNorm({}),
			new FusedGRU({ units: 4, dropout: 0.1 }),
			new FusedDropout({ rate: 0.2 }),
			new FusedDense({ units: 3, activation: 'softmax' }),
		],
	);
	model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
	const x = tf.ones([4, 12, 10, 1]);
	const y = tf.ones([4, 3]);
	await model.trainOnBatch(x, y);
	const before = tf.memory();
	for (let i = 0; i < 3; i++) await model.trainOnBatch(x, y);
	expect(tf.memory()).toMatchObject({ numTensors: before.numTensors, numDataBuffers: before.numDataBuffers });
});

test('training twice gives the same bits', async () => {
	const input = [12, 10, 1];
	const once = async () => {
		dropoutRandom.setSeed(1);
		const model = build(input, [
			new ConvBatchNormRelu({ filters: 6, kernelSize: 3, padding: 'same' }),
			L.maxPooling2d({ poolSize: 2 }),
			L.reshape({ targetShape: [6, 30] }),
			new FusedBiLSTM({ units: 5, returnSequences: true }),
			new FusedMultiHeadAttention({ numHeads: 2, keyDim: 5, dropout: 0.2 }),
			new FusedLayerNorm({}),
			new FusedGRU({ units: 4, dropout: 0.1 }),
			new FusedDropout({ rate: 0.2 }),
			new FusedDense({ units: 3, activation: 'softmax' }),
		]);
		return fit(model, input);
	};
	const a = await once();
	const b = await once();
	a.weights.forEach((weight, i) => {
		expect(maxDifference(b.weights[i]!, weight)).toBe(0);
	});
	expect(a.loss[2]!).toBeLessThan(a.loss[0]!);
});
