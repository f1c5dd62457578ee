import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { NetworkOptions } from '../types.js';
import { frameFront } from './frame-front.js';
import { type BuiltNetwork, buildNetwork } from './network-plan.js';

/**
 * An LSTM over 25 frames a second, added to what it hears, with attentive pooling over all frames. In front stand two
 * small convolutions: see `frameFront`.
 *
 * @param options see `NetworkOptions`
 * @returns input batch × frames × mels, output batch × classes
 * @throws {SerError} PARAMETER for an option out of range
 */
export function buildLstm(options: NetworkOptions): LayersModel {
	return planLstm(options).model;
}

export function planLstm(options: NetworkOptions): BuiltNetwork {
	return buildNetwork(options, (parts, x) => {
		const channels = parts.width(96);
		const h = frameFront(parts, channels, x);
		return parts.add('heard', [h, parts.set.lstm(parts.id('lstm'), channels)(h)]);
	});
}

/**
 * As `buildLstm`, with a second LSTM that hears the clip backwards.
 *
 * @param options see `NetworkOptions`
 * @returns input batch × frames × mels, output batch × classes
 * @throws {SerError} PARAMETER for an option out of range
 */
export function buildBilstm(options: NetworkOptions): LayersModel {
	return planBilstm(options).model;
}

export function planBilstm(options: NetworkOptions): BuiltNetwork {
	return buildNetwork(options, (parts, x) => {
		const h = frameFront(parts, parts.width(128), x);
		return parts.add('heard', [h, parts.set.bilstm(parts.id('bilstm'), parts.width(64))(h)]);
	});
}
