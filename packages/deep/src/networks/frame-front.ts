import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { NetworkParts } from './network-plan.js';

/**
 * The light front end of the recurrent networks: one strided 5×5 convolution and a pool bring 100 frames a second to 25,
 * at which an LSTM learns better and four times faster; then frequency is folded into channels and narrowed.
 *
 * @returns batch × frames / 4 × channels
 */
export function frameFront(parts: NetworkParts, channels: number, x: SymbolicTensor): SymbolicTensor {
	const { set, id, width, mels } = parts;
	let h = parts.reshape('plane', [-1, mels, 1], x);
	h = set.convNormRelu(id('conv'), { filters: width(16), kernel: [5, 5], strides: [2, 2] })(h);
	h = parts.maxPool('pool1', [2, 2], h);
	h = parts.reshape('fold', [-1, 1, (h.shape[2] as number) * width(16)], h);
	h = set.convNormRelu(id('narrow'), { filters: channels, kernel: [1, 1] })(h);
	return parts.reshape('sequence', [-1, channels], h);
}
