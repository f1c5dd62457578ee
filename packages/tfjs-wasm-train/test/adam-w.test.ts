import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import * as layers from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createAdamW, enableWasmTraining, WasmTrainError } from '../src/index.js';
import { maxDifference, Seeded } from './compare.js';

beforeAll(async () => {
	await enableWasmTraining();
});

afterEach(() => tf.setBackend('wasm'));

const fixture = JSON.parse(readFileSync(new URL('./fixtures/adamw.json', import.meta.url), 'utf8')) as {
	steps: { a: number[]; b: number[] }[];
};
const numbers = (count: number, phase: number) =>
	Float32Array.from({ length: count }, (_, i) => Math.sin(1.7 * i + phase));
const settings = { learningRate: 0.01, beta2: 0.98, weightDecay: 0.1, clipNorm: 2 };

test.each(['wasm', 'cpu'])('equals torch.optim.AdamW with clip_grad_norm_ on %s', async (backend) => {
	await tf.setBackend(backend);
	const a = tf.variable(tf.tensor2d(numbers(6, 0.1), [2, 3]));
	const b = tf.variable(tf.tensor1d(numbers(3, 0.7)));
	const optimizer = createAdamW(settings);
	fixture.steps.forEach((expected, step) => {
		const gradients = [
			{ name: a.name, tensor: tf.mul(tf.tensor2d(numbers(6, step * 1.3), [2, 3]), 3) },
			{ name: b.name, tensor: tf.mul(tf.tensor1d(numbers(3, step * 0.9)), 3) },
		];
		optimizer.applyGradients(gradients);
		expect(maxDifference(a.dataSync() as Float32Array, Float32Array.from(expected.a))).toBeLessThan(2e-7);
		expect(maxDifference(b.dataSync() as Float32Array, Float32Array.from(expected.b))).toBeLessThan(2e-7);
	});
	expect(optimizer.lastGradientNorm).toBeGreaterThan(2);
	optimizer.dispose();
});

function model() {
	const random = new Seeded(2);
	const net = layers.sequential({
		layers: [layers.layers.dense({ inputShape: [4], units: 6, activation: 'tanh' }), layers.layers.dense({ units: 2 })],
	});
	net.setWeights(net.getWeights().map((w) => tf.tensor(random.normal(w.size), w.shape)));
	const x = tf.tensor2d(random.normal(40), [10, 4]);
	const y = tf.tensor2d(random.normal(20), [10, 2]);
	const fit = (epochs: number) => net.fit(x, y, { epochs, batchSize: 10, shuffle: false, verbose: 0 });
	return { net, fit, weights: () => net.getWeights().map((w) => w.dataSync().slice() as Float32Array) };
}

test('a run continued from its state ends in the same weights, averages included', async () => {
	const whole = model();
	const wholeOptimizer = createAdamW({ ...settings, ema: 0.9 });
	whole.net.compile({ optimizer: wholeOptimizer, loss: 'meanSquaredError' });
	await whole.fit(8);
	const first = model();
	const optimizer = createAdamW({ ...settings, ema: 0.9 });
	first.net.compile({ optimizer, loss: 'meanSquaredError' });
	await first.fit(5);
	const state = optimizer.getState();
	const second = model();
	second.net.setWeights(first.weights().map((w, i) => tf.tensor(w, second.net.getWeights()[i]!.shape)));
	const continued = createAdamW({ ...settings, ema: 0.9 });
	continued.setState(state);
	expect(continued.getState()).toEqual(state);
	second.net.compile({ optimizer: continued, loss: 'meanSquaredError' });
	await second.fit(3);
	const same = () =>
		whole.weights().forEach((w, i) => {
			expect(maxDifference(second.weights()[i]!, w)).toBe(0);
		});
	same();
	const before = whole.weights();
	expect(wholeOptimizer.swapAverages()).toBe(true);
	expect(continued.swapAverages()).toBe(true);
	same();
	expect(maxDifference(whole.weights()[0]!, before[0]!)).toBeGreaterThan(1e-4);
	wholeOptimizer.swapAverages();
	expect(maxDifference(whole.weights()[0]!, before[0]!)).toBe(0);
});

test('does not leak tensors, and refuses what does not fit', async () => {
	const { net, fit } = model();
	const optimizer = createAdamW({ weightDecay: 0.01, decay: 'matrices', ema: 0.9, clipNorm: 1 });
	net.compile({ optimizer, loss: 'meanSquaredError' });
	await fit(1);
	const before = tf.memory().numTensors;
	await fit(3);
	expect(tf.memory().numTensors).toBe(before);
	expect(() => createAdamW({ learningRate: -1 })).toThrow(WasmTrainError);
	const wrong = createAdamW();
	wrong.setState({ step: 1, m: [new Float32Array(3)], v: [new Float32Array(3)] });
	const v = tf.variable(tf.zeros([4]));
	expect(() => wrong.applyGradients([{ name: v.name, tensor: tf.ones([4]) }])).toThrow(/has 3 numbers/);
});
