import { SerError } from '@ser/core';
import { model as createModel, input, type LayersModel, layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { NetworkOptions } from '../types.js';
import { fusedLayers } from './fused-layers.js';
import type { LayerSet } from './layer-set.js';
import { type StockLayer, stockLayers } from './stock-layers.js';

/** What the body of a network is built with. */
export interface NetworkParts {
	set: LayerSet;
	mels: number;
	dropout: number;
	/** channels at this size, from those of `base` */
	width(base: number): number;
	/** a layer name with the prefix */
	id(name: string): string;
	/** changes the shape of what follows the batch axis; −1 for the frames */
	reshape(name: string, shape: number[], x: SymbolicTensor): SymbolicTensor;
	maxPool(name: string, size: [number, number], x: SymbolicTensor): SymbolicTensor;
	add(name: string, terms: SymbolicTensor[]): SymbolicTensor;
}

/** A network, and for every stock layer where its weights come from (empty when made of fused layers). */
export interface BuiltNetwork {
	model: LayersModel;
	stock: StockLayer[];
}

/**
 * Wraps a body (batch × frames × mels to batch × frames × channels) in what all networks share: input, attentive
 * pooling, dropout, softmax.
 *
 * @throws {SerError} PARAMETER for an option out of range
 */
export function buildNetwork(
	options: NetworkOptions,
	body: (parts: NetworkParts, x: SymbolicTensor) => SymbolicTensor,
): BuiltNetwork {
	const { classes, mels = 64, frames = null, size = 'base', dropout = 0.3, prefix = '' } = options;
	check('classes', classes, 2, Number.isInteger(classes));
	check('mels', mels, 8, Number.isInteger(mels));
	if (frames !== null) check('frames', frames, 16, Number.isInteger(frames));
	if (!(dropout >= 0 && dropout < 1)) throw new SerError('PARAMETER', `dropout must be in 0…1, got ${dropout}`);
	if (size !== 'small' && size !== 'base') throw new SerError('PARAMETER', `size must be small or base, got ${size}`);

	const stock: StockLayer[] = [];
	const set = options.layers === 'fused' ? fusedLayers() : stockLayers(stock);
	const id = (name: string) => `${prefix}${name}`;
	const parts: NetworkParts = {
		set,
		mels,
		dropout,
		id,
		width: (base) => (size === 'small' ? base / 2 : base),
		reshape: (name, targetShape, x) => layers.reshape({ name: id(name), targetShape }).apply(x) as SymbolicTensor,
		maxPool: (name, poolSize, x) => layers.maxPooling2d({ name: id(name), poolSize }).apply(x) as SymbolicTensor,
		add: (name, terms) => layers.add({ name: id(name) }).apply(terms) as SymbolicTensor,
	};
	const start = input({ name: id('logmel'), shape: [frames, mels] });
	const sequence = body(parts, start);
	const channels = sequence.shape[2] as number;
	const pooled = set.attentivePooling(id('pool'), channels, parts.width(32))(sequence);
	const dropped = set.dropout(id('dropout'), dropout)(pooled);
	const logits = set.dense(id('logits'), classes)(dropped);
	const probabilities = layers.activation({ name: id('probabilities'), activation: 'softmax' }).apply(logits);
	return { model: createModel({ inputs: start, outputs: probabilities as SymbolicTensor }), stock };
}

function check(name: string, value: number, least: number, right: boolean): void {
	if (!right || value < least) {
		throw new SerError('PARAMETER', `${name} must be a whole number ≥ ${least}, got ${value}`);
	}
}
