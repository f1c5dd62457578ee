import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { NetworkOptions } from '../types.js';
import { type BuiltNetwork, buildNetwork } from './network-plan.js';
import { spectrogramFront } from './spectrogram-front.js';

/**
 * The CNN's 2-D front end, a bidirectional LSTM over its 25 frames a second added to what it hears (without that sum it
 * scores fifteen points less), then attentive pooling.
 *
 * @param options see `NetworkOptions`
 * @returns input batch × frames × mels, output batch × classes
 * @throws {SerError} PARAMETER for an option out of range
 */
export function buildCnnLstm(options: NetworkOptions): LayersModel {
	return planCnnLstm(options).model;
}

export function planCnnLstm(options: NetworkOptions): BuiltNetwork {
	return buildNetwork(options, (parts, x) => {
		const h = spectrogramFront(parts, parts.width(96), x);
		return parts.add('heard', [h, parts.set.bilstm(parts.id('bilstm'), parts.width(48))(h)]);
	});
}
