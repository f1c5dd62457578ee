/** The nets of `training-speed`, once from the stock layers of tfjs and once from the fused layers; batch 32, 8 classes. */
import {
	ConvBatchNormRelu,
	FusedBiLSTM,
	FusedDense,
	FusedDropout,
	FusedLayerNorm,
	FusedLSTM,
	FusedMultiHeadAttention,
} from '@ser/tfjs-wasm-train';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

const L = layers.layers;
type Symbolic = layers.SymbolicTensor;

export const NETS = ['conv2d', 'conv1d', 'lstm', 'bilstm', 'transformer', 'recipe-cnn'] as const;
export type Net = (typeof NETS)[number];
export const BATCH = 32;
export const CLASSES = 8;

export const INPUTS: Record<Net, number[]> = {
	conv2d: [128, 64, 1],
	conv1d: [128, 40],
	lstm: [128, 40],
	bilstm: [128, 40],
	transformer: [64, 64],
	'recipe-cnn': [192, 64, 1],
};

/** Attention as a tfjs user would write it without our package. */
class PlainAttention extends L.Layer {
	static readonly className = 'PlainAttention';
	private kernels: layers.LayerVariable[] = [];

	override build(): void {
		this.kernels = Array.from({ length: 4 }, (_, i) =>
			this.addWeight(`kernel${i}`, [64, 64], 'float32', layers.initializers.glorotUniform({})),
		);
		this.built = true;
	}

	override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
		return tf.tidy(() => {
			const x = tf.reshape(Array.isArray(inputs) ? inputs[0]! : inputs, [-1, 64]);
			const head = (i: number) =>
				tf.transpose(tf.reshape(tf.matMul(x, this.kernels[i]!.read() as tf.Tensor2D), [-1, 64, 4, 16]), [0, 2, 1, 3]);
			const weights = tf.softmax(tf.mul(tf.matMul(head(0), head(1), false, true), 0.25));
			const out = tf.reshape(tf.transpose(tf.matMul(weights, head(2)), [0, 2, 1, 3]), [-1, 64]);
			return tf.reshape(tf.matMul(out as tf.Tensor2D, this.kernels[3]!.read() as tf.Tensor2D), [-1, 64, 64]);
		});
	}
}

/** Weighted mean and standard deviation over time, weights learnt. */
class AttentionPooling extends L.Layer {
	static readonly className = 'AttentionPooling';
	private kernel!: layers.LayerVariable;

	override build(shape: (number | null)[]): void {
		this.kernel = this.addWeight('kernel', [shape[2]!, 1], 'float32', layers.initializers.glorotUniform({}));
		this.built = true;
	}

	override computeOutputShape(shape: (number | null)[]): (number | null)[] {
		return [shape[0]!, 2 * shape[2]!];
	}

	override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
		return tf.tidy(() => {
			const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor3D;
			const [batch, steps, width] = x.shape;
			const scores = tf.reshape(tf.matMul(tf.reshape(x, [-1, width]), this.kernel.read() as tf.Tensor2D), [
				batch,
				1,
				steps,
			]);
			const weights = tf.softmax(scores) as tf.Tensor3D;
			const mean = tf.reshape(tf.matMul(weights, x), [batch, width]);
			const square = tf.reshape(tf.matMul(weights, tf.square(x)), [batch, width]);
			const deviation = tf.sqrt(tf.add(tf.relu(tf.sub(square, tf.square(mean))), 1e-5));
			return tf.concat([mean, deviation], 1);
		});
	}
}

/** A net with random weights. `fused` takes our layers where there are any. */
export function createNet(name: Net, fused: boolean): layers.LayersModel {
	const input = layers.input({ shape: INPUTS[name] });
	const dense = (units: number, activation: 'linear' | 'relu' | 'softmax') =>
		fused ? new FusedDense({ units, activation }) : L.dense({ units, activation });
	const apply = (layer: layers.layers.Layer, x: Symbolic | Symbolic[]) => layer.apply(x) as Symbolic;
	const block = (x: Symbolic, filters: number, pool: [number, number] | undefined, size = 3, strides = 1): Symbolic => {
		const common = { filters, kernelSize: size, strides, padding: 'same' as const, useBias: false };
		let y: Symbolic;
		if (fused) y = apply(new ConvBatchNormRelu(common), x);
		else {
			y = apply(L.batchNormalization({}), apply(L.conv2d(common), x));
			y = apply(L.activation({ activation: 'relu' }), y);
		}
		return pool ? apply(L.maxPooling2d({ poolSize: pool }), y) : y;
	};
	const norm = () => (fused ? new FusedLayerNorm({}) : L.layerNormalization({}));
	const recurrent = {
		units: 64,
		recurrentActivation: 'sigmoid' as const,
		recurrentInitializer: 'glorotUniform' as const,
	};
	let x: Symbolic = input;
	if (name === 'conv2d') {
		for (const filters of [16, 32, 64]) x = block(x, filters, [2, 2]);
		x = apply(L.globalAveragePooling2d({}), x);
	} else if (name === 'conv1d') {
		for (const filters of [64, 128]) {
			x = apply(L.conv1d({ filters, kernelSize: 5, padding: 'same', activation: 'relu' }), x);
			x = apply(L.maxPooling1d({ poolSize: 2 }), x);
		}
		x = apply(L.globalAveragePooling1d({}), x);
	} else if (name === 'lstm') {
		x = apply(fused ? new FusedLSTM(recurrent) : L.lstm(recurrent), x);
	} else if (name === 'bilstm') {
		const layer = fused
			? new FusedBiLSTM(recurrent)
			: L.bidirectional({ layer: L.lstm(recurrent) as layers.RNN, mergeMode: 'concat' });
		x = apply(layer, x);
	} else if (name === 'transformer') {
		for (let i = 0; i < 2; i++) {
			const attention = fused ? new FusedMultiHeadAttention({ numHeads: 4, keyDim: 16 }) : new PlainAttention({});
			x = apply(norm(), apply(L.add(), [x, apply(attention, x)]));
			x = apply(norm(), apply(L.add(), [x, apply(dense(64, 'linear'), apply(dense(256, 'relu'), x))]));
		}
		x = apply(L.globalAveragePooling1d({}), x);
	} else {
		x = block(x, 16, [2, 2], 5, 2);
		x = block(x, 32, [1, 2]);
		x = block(x, 64, undefined);
		x = apply(L.reshape({ targetShape: [48, 8 * 64] }), x);
		x = apply(new AttentionPooling({}), apply(dense(96, 'relu'), x));
		x = apply(fused ? new FusedDropout({ rate: 0.3 }) : L.dropout({ rate: 0.3 }), x);
	}
	return layers.model({ inputs: input, outputs: apply(dense(CLASSES, 'softmax'), x) });
}
