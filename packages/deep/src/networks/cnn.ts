import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { NetworkOptions } from '../types.js';
import { type BuiltNetwork, buildNetwork } from './network-plan.js';
import { spectrogramFront } from './spectrogram-front.js';

/**
 * A 2-D convolutional network with attentive pooling over time (81,032 weights at `base` with 64 mels and 8 classes).
 *
 * Conv 5×5 stride 2, 16 → max pool 2 → 3×3, 32 → max pool 2 in frequency → 3×3, 64 (batch norm and ReLU after each) →
 * frequency folded into channels → 1×1 to 96 → attentive pooling → dropout → softmax.
 *
 * @param options see `NetworkOptions`
 * @returns input batch × frames × mels, output batch × classes
 * @throws {SerError} PARAMETER for an option out of range
 * @example
 * const model = buildCnn({ classes: 7, frames: 192 });
 */
export function buildCnn(options: NetworkOptions): LayersModel {
	return planCnn(options).model;
}

export function planCnn(options: NetworkOptions): BuiltNetwork {
	return buildNetwork(options, (parts, x) => spectrogramFront(parts, parts.width(96), x));
}
