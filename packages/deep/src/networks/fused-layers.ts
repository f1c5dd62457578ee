import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { AttentivePooling } from './attentive-pooling.js';
import type { LayerSet } from './layer-set.js';
import { SeededDropout } from './seeded-dropout.js';
import { stockLayers } from './stock-layers.js';

/** The same blocks as `stockLayers`, with the same weights, from fused layers: what training and prediction use. */
export function fusedLayers(): LayerSet {
	return {
		...stockLayers(),
		attentivePooling: (name, _channels, hidden) => (x) =>
			new AttentivePooling({ name, hidden }).apply(x) as SymbolicTensor,
		dense: (name, units, activation) => (x) => layers.dense({ name, units, activation }).apply(x) as SymbolicTensor,
		dropout: (name, rate) => (x) => new SeededDropout({ name, rate }).apply(x) as SymbolicTensor,
	};
}
