import type { SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { NetworkParts } from './network-plan.js';

/**
 * A 1-D front end: the mel bands are channels, and two strided convolutions over time leave a quarter of the frames.
 *
 * @returns batch × frames / 4 × channels
 */
export function frameFront(parts: NetworkParts, channels: number, x: SymbolicTensor): SymbolicTensor {
	const { set, id, mels } = parts;
	let h = parts.reshape('frames', [-1, 1, mels], x);
	h = set.convNormRelu(id('conv1'), { filters: channels, kernel: [5, 1], strides: [2, 1] })(h);
	h = set.convNormRelu(id('conv2'), { filters: channels, kernel: [3, 1], strides: [2, 1] })(h);
	return parts.reshape('sequence', [-1, channels], h);
}
