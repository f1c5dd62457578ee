import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { NetworkParts } from './network-plan.js';

/**
 * The 2-D front end that the CNN, CNN-LSTM and transformer share: log-mel to a quarter of the frames × channels.
 * Conv 5×5 stride 2 → pool 2 → 3×3 → pool 2 in frequency → 3×3, then frequency is folded into channels: the network
 * knows which band it hears (global pooling over frequency costs ten points), and a 1×1 convolution narrows that.
 *
 * @returns batch × frames / 4 × channels
 */
export function spectrogramFront(parts: NetworkParts, channels: number, x: SymbolicTensor): SymbolicTensor {
	const { set, id, width, mels } = parts;
	let h = parts.reshape('plane', [-1, mels, 1], x);
	h = set.convNormRelu(id('conv1'), { filters: width(16), kernel: [5, 5], strides: [2, 2] })(h);
	h = parts.maxPool('pool1', [2, 2], h);
	h = set.convNormRelu(id('conv2'), { filters: width(32), kernel: [3, 3] })(h);
	h = parts.maxPool('pool2', [1, 2], h);
	h = set.convNormRelu(id('conv3'), { filters: width(64), kernel: [3, 3] })(h);
	h = parts.reshape('fold', [-1, 1, (h.shape[2] as number) * width(64)], h);
	h = set.convNormRelu(id('narrow'), { filters: channels, kernel: [1, 1] })(h);
	return parts.reshape('sequence', [-1, channels], h);
}
