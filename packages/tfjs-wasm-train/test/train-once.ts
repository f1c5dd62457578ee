import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import {
	ConvBatchNormRelu,
	createAdamW,
	type EnableWasmTrainingOptions,
	enableWasmTraining,
	FusedBiLSTM,
	FusedDense,
	FusedDropout,
	FusedGRU,
	FusedLayerNorm,
	FusedMultiHeadAttention,
} from '../src/index.js';
import { Seeded } from './compare.js';

/** Trains a small net with every fused layer and returns its weights and predictions: the same numbers everywhere. */
export async function trainOnce(options: EnableWasmTrainingOptions = {}): Promise<{ simd: string; numbers: number[] }> {
	const { simd } = await enableWasmTraining({ seed: 3, ...options });
	const L = layers.layers;
	const model = layers.sequential();
	model.add(L.inputLayer({ inputShape: [12, 10, 1] }));
	model.add(new ConvBatchNormRelu({ filters: 6, kernelSize: 3, padding: 'same' }));
	model.add(L.maxPooling2d({ poolSize: 2 }));
	model.add(L.reshape({ targetShape: [6, 30] }));
	model.add(L.conv1d({ filters: 10, kernelSize: 3, padding: 'same', activation: 'relu' }));
	model.add(L.batchNormalization({}));
	model.add(new FusedBiLSTM({ units: 5, returnSequences: true }));
	model.add(new FusedMultiHeadAttention({ numHeads: 2, keyDim: 5 }));
	model.add(new FusedLayerNorm({}));
	model.add(new FusedGRU({ units: 4 }));
	model.add(new FusedDropout({ rate: 0.2 }));
	model.add(new FusedDense({ units: 3, activation: 'softmax' }));
	const random = new Seeded(5);
	model.setWeights(
		model.getWeights().map((w) =>
			tf.tensor(
				random.normal(w.size).map((v) => Math.abs(v) * 0.3),
				w.shape,
			),
		),
	);
	const x = tf.tensor4d(random.normal(16 * 120), [16, 12, 10, 1]);
	const y = tf.oneHot(
		tf.tensor1d(
			Array.from({ length: 16 }, (_, i) => i % 3),
			'int32',
		),
		3,
	);
	model.compile({
		optimizer: createAdamW({ learningRate: 0.01, weightDecay: 0.01, clipNorm: 5 }),
		loss: 'categoricalCrossentropy',
	});
	await model.fit(x, y, { epochs: 4, batchSize: 8, shuffle: false, verbose: 0 });
	const numbers = [...model.getWeights(), model.predict(x) as tf.Tensor].flatMap((t) => [...t.dataSync()]);
	return { simd, numbers };
}
