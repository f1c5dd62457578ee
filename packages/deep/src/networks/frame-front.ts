import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { NetworkParts } from './network-plan.js';

/**
 * The light front end of the recurrent networks: a strided 5×5 convolution and a pool bring 100 frames a second to 25,
 * at which an LSTM learns better and four times faster; a 3×3 one follows, then frequency is folded into channels.
 *
 * @returns batch × frames / 4 × channels
 */
export function frameFront(parts: NetworkParts, channels: number, x: SymbolicTensor): SymbolicTensor {
	const { set, id, width, mels } = parts;
	let h = parts.reshape('plane', [-1, mels, 1], x);
	h = set.convNormRelu(id('conv1'), { filters: width(16), kernel: [5, 5], strides: [2, 2] })(h);
	h = parts.maxPool('pool1', [2, 2], h);
	h = set.convNormRelu(id('conv2'), { filters: width(24), kernel: [3, 3] })(h);
	h = parts.maxPool('pool2', [1, 2], h);
	h = parts.reshape('fold', [-1, 1, (h.shape[2] as number) * width(24)], h);
	h = set.convNormRelu(id('narrow'), { filters: channels, kernel: [1, 1] })(h);
	return parts.reshape('sequence', [-1, channels], h);
}
