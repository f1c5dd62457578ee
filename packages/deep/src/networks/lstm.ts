import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { NetworkOptions } from '../types.js';
import { frameFront } from './frame-front.js';
import { type BuiltNetwork, buildNetwork } from './network-plan.js';

/**
 * An LSTM over frames with attentive pooling of all its states. Two strided 1-D convolutions in front bring the
 * frame rate from 100 to 25 Hz, at which an LSTM learns better and four times faster.
 *
 * @param options see `NetworkOptions`
 * @returns input batch × frames × mels, output batch × classes
 * @throws {SerError} PARAMETER for an option out of range
 */
export function buildLstm(options: NetworkOptions): LayersModel {
	return planLstm(options).model;
}

export function planLstm(options: NetworkOptions): BuiltNetwork {
	return buildNetwork(options, (parts, x) =>
		parts.set.lstm(parts.id('lstm'), parts.width(96))(frameFront(parts, parts.width(96), x)),
	);
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
	return buildNetwork(options, (parts, x) =>
		parts.set.bilstm(parts.id('bilstm'), parts.width(64))(frameFront(parts, parts.width(96), x)),
	);
}
