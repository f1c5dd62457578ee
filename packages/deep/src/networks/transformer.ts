import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { NetworkOptions } from '../types.js';
import { type BuiltNetwork, buildNetwork, type NetworkParts } from './network-plan.js';
import { spectrogramFront } from './spectrogram-front.js';

/**
 * The CNN's 2-D front end, then two pre-norm transformer layers (4 heads) over its 25 frames a second, then attentive
 * pooling. Positions are relative and learned: a convolution over neighbouring frames is added to each frame before
 * the first layer (Mohamed et al. 2019, wav2vec 2.0), so that a clip of any length will do.
 *
 * @param options see `NetworkOptions`
 * @returns input batch × frames × mels, output batch × classes
 * @throws {SerError} PARAMETER for an option out of range
 */
export function buildTransformer(options: NetworkOptions): LayersModel {
	return planTransformer(options).model;
}

export function planTransformer(options: NetworkOptions): BuiltNetwork {
	return buildNetwork(options, (parts, x) => {
		const { set, id, width, reshape, add } = parts;
		const channels = width(96);
		let h = spectrogramFront(parts, channels, x);
		let positions = reshape('neighbours', [-1, 1, channels], h);
		positions = set.convNormRelu(id('positions'), { filters: channels, kernel: [3, 1] })(positions);
		h = add('placed', [h, reshape('positions_sequence', [-1, channels], positions)]);
		for (const layer of [1, 2]) h = transformerLayer(parts, `layer${layer}`, channels, h);
		return set.layerNorm(id('last_norm'))(h);
	});
}

function transformerLayer(parts: NetworkParts, name: string, channels: number, x: SymbolicTensor): SymbolicTensor {
	const { set, id, add } = parts;
	const part = (what: string) => id(`${name}_${what}`);
	const drop = (what: string, y: SymbolicTensor) => set.dropout(part(what), parts.dropout / 3)(y);
	let h = set.selfAttention(part('attention'), 4, channels)(set.layerNorm(part('norm1'))(x));
	const attended = add(`${name}_attended`, [x, drop('dropout1', h)]);
	h = set.dense(part('wide'), 2 * channels, 'relu')(set.layerNorm(part('norm2'))(attended));
	h = set.dense(part('narrow'), channels)(h);
	return add(`${name}_out`, [attended, drop('dropout2', h)]);
}
