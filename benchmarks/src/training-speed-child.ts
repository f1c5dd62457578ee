/** One way to train, as a process of its own: reads "net steps" lines, answers with CPU milliseconds a step. */
import { createInterface } from 'node:readline';
import { createAdamW, enableWasmTraining } from '@ser/tfjs-wasm-train';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { BATCH, CLASSES, createNet, INPUTS, type Net } from './training-nets.js';

export type Way = 'cpu' | 'wasm' | 'kernels' | 'fused' | 'relaxed';

async function start(way: Way): Promise<void> {
	if (way === 'cpu') await tf.setBackend('cpu');
	else if (way === 'wasm') {
		tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
		await tf.setBackend('wasm');
	} else await enableWasmTraining({ relaxedSimd: way === 'relaxed' });
}

/** Answers requests until its input ends. */
export async function serve(way: Way): Promise<void> {
	await start(way);
	const fused = way === 'fused' || way === 'relaxed';
	const models = new Map<Net, { model: LayersModel; x: tf.Tensor; y: tf.Tensor }>();
	for await (const line of createInterface({ input: process.stdin })) {
		const [net, count] = line.split(' ') as [Net, string];
		try {
			let entry = models.get(net);
			const cold = !entry;
			if (!entry) {
				const model = createNet(net, fused);
				model.compile({
					optimizer: fused ? createAdamW({ learningRate: 1e-3 }) : tf.train.adam(1e-3),
					loss: 'categoricalCrossentropy',
				});
				const x = tf.randomNormal([BATCH, ...INPUTS[net]], 0, 1, 'float32', 1);
				const y = tf.oneHot(
					tf.tensor1d(
						Array.from({ length: BATCH }, (_, i) => i % CLASSES),
						'int32',
					),
					CLASSES,
				);
				entry = { model, x, y };
				models.set(net, entry);
			}
			const step = () => entry.model.trainOnBatch(entry.x, entry.y);
			if (cold && way !== 'cpu') for (let i = 0; i < 3; i++) await step();
			const before = process.cpuUsage();
			for (let i = 0; i < Number(count); i++) await step();
			const { user, system } = process.cpuUsage(before);
			console.log(JSON.stringify({ ms: (user + system) / 1000 / Number(count) }));
		} catch (error) {
			console.log(JSON.stringify({ error: String(error).slice(0, 120) }));
		}
	}
}
