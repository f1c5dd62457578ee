import {
	ConvBatchNormRelu,
	FusedBiLSTM,
	FusedDense,
	FusedDropout,
	FusedLayerNorm,
	FusedLSTM,
	FusedMultiHeadAttention,
} from '@ser/tfjs-wasm-train';
import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import { AttentivePooling } from './attentive-pooling.js';
import { type Block, type LayerSet, normMomentum } from './layer-set.js';

/** The same blocks as `stockLayers`, with the same weights, from fused layers: what training and prediction use. */
export function fusedLayers(): LayerSet {
	const block =
		(layer: { apply(x: SymbolicTensor): unknown }): Block =>
		(x) =>
			layer.apply(x) as SymbolicTensor;
	const recurrent = { returnSequences: true, recurrentActivation: 'sigmoid', recurrentInitializer: 'glorotUniform' };
	return {
		convNormRelu: (name, { filters, kernel, strides = [1, 1] }) =>
			block(
				new ConvBatchNormRelu({
					name,
					filters,
					kernelSize: [...kernel],
					strides: [...strides],
					padding: 'same',
					momentum: normMomentum,
				}),
			),
		lstm: (name, units) => block(new FusedLSTM({ name, units, ...recurrent })),
		bilstm: (name, units) => block(new FusedBiLSTM({ name, units, ...recurrent })),
		layerNorm: (name) => block(new FusedLayerNorm({ name, epsilon: 1e-3 })),
		selfAttention: (name, heads, channels) =>
			block(new FusedMultiHeadAttention({ name, numHeads: heads, keyDim: channels / heads })),
		attentivePooling: (name, _channels, hidden) => block(new AttentivePooling({ name, hidden })),
		dense: (name, units, activation) => block(new FusedDense({ name, units, activation })),
		dropout: (name, rate) => block(new FusedDropout({ name, rate })),
	};
}
