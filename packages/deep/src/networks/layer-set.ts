import type { SymbolicTensor } from '@tensorflow/tfjs-layers';

export type Block = (input: SymbolicTensor) => SymbolicTensor;

/** Of batch norm's running moments: PyTorch's default, for trainings of a few hundred steps (Keras has 0.99). */
export const normMomentum = 0.9;

export interface ConvShape {
	filters: number;
	/** [frames, bands] */
	kernel: readonly [number, number];
	/** [frames, bands], default [1, 1] */
	strides?: readonly [number, number];
}

/**
 * The building blocks of the networks. There are two sets with the same meaning: one of stock layers, one of fused
 * layers. A block's weights are those of the fused layer of the same name; the stock set says how it splits them.
 */
export interface LayerSet {
	/** 4-D convolution with `same` padding, batch norm, ReLU */
	convNormRelu(name: string, shape: ConvShape): Block;
	/** LSTM over batch × frames × channels that returns the whole sequence */
	lstm(name: string, units: number): Block;
	/** two LSTMs, forward and backward, side by side: 2 · units channels */
	bilstm(name: string, units: number): Block;
	layerNorm(name: string): Block;
	/** multi-head self-attention over batch × frames × channels, same channels out */
	selfAttention(name: string, heads: number, channels: number): Block;
	/** batch × frames × channels to batch × 2 · channels: attention-weighted mean and mean absolute deviation over time */
	attentivePooling(name: string, channels: number, hidden: number): Block;
	dense(name: string, units: number, activation?: 'relu' | 'softmax'): Block;
	dropout(name: string, rate: number): Block;
}
