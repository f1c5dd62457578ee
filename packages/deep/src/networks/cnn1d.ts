import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { NetworkOptions } from '../types.js';
import { type BuiltNetwork, buildNetwork } from './network-plan.js';

/**
 * A 1-D convolutional network over time, mel bands as channels (a time-delay network), with attentive pooling.
 *
 * Conv 5 stride 2, 96 → conv 3, 96 → conv 3 stride 2, 128 → conv 3, 128 → attentive pooling → dropout → softmax.
 *
 * @param options see `NetworkOptions`
 * @returns input batch × frames × mels, output batch × classes
 * @throws {SerError} PARAMETER for an option out of range
 */
export function buildCnn1d(options: NetworkOptions): LayersModel {
	return planCnn1d(options).model;
}

export function planCnn1d(options: NetworkOptions): BuiltNetwork {
	return buildNetwork(options, ({ set, id, width, mels, reshape }, x) => {
		let h = reshape('frames', [-1, 1, mels], x);
		h = set.convNormRelu(id('conv1'), { filters: width(96), kernel: [5, 1], strides: [2, 1] })(h);
		h = set.convNormRelu(id('conv2'), { filters: width(96), kernel: [3, 1] })(h);
		h = set.convNormRelu(id('conv3'), { filters: width(128), kernel: [3, 1], strides: [2, 1] })(h);
		h = set.convNormRelu(id('conv4'), { filters: width(128), kernel: [3, 1] })(h);
		return reshape('sequence', [-1, width(128)], h);
	});
}
