import { reshape, slice, type Tensor } from '@tensorflow/tfjs-core';
import { layers, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { type Block, type LayerSet, normMomentum } from './layer-set.js';

/** The weights of one stock layer, from those of the block it belongs to. */
export interface StockLayer {
	layer: string;
	block: string;
	/** from the block's weights to the layer's, in `getWeights()` order */
	pick: (weights: Tensor[]) => Tensor[];
}

/**
 * Layers that plain TensorFlow.js has, and nothing else: what an exported network is made of.
 *
 * @param made receives, for every layer with weights, where they come from
 */
export function stockLayers(made: StockLayer[] = []): LayerSet {
	const own = (layer: string, block = layer, pick: StockLayer['pick'] = (weights) => weights) => {
		made.push({ layer, block, pick });
		return layer;
	};
	const apply = (
		layer: { apply(x: SymbolicTensor | SymbolicTensor[]): unknown },
		x: SymbolicTensor | SymbolicTensor[],
	) => layer.apply(x) as SymbolicTensor;

	const lstmOptions = (units: number) => ({
		units,
		returnSequences: true,
		recurrentActivation: 'sigmoid' as const,
		recurrentInitializer: 'glorotUniform' as const,
	});

	return {
		convNormRelu: (name, { filters, kernel, strides = [1, 1] }) => {
			const convolution = layers.conv2d({
				name: own(name, name, (w) => w.slice(0, 1)),
				filters,
				kernelSize: [...kernel],
				strides: [...strides] as [number, number],
				padding: 'same',
				useBias: false,
			});
			const norm = layers.batchNormalization({
				name: own(`${name}_norm`, name, (w) => w.slice(1)),
				epsilon: 1e-3,
				momentum: normMomentum,
			});
			const relu = layers.activation({ name: `${name}_relu`, activation: 'relu' });
			return (x) => apply(relu, apply(norm, apply(convolution, x)));
		},
		lstm: (name, units) => (x) => apply(layers.lstm({ name: own(name), ...lstmOptions(units) }), x),
		bilstm: (name, units) => (x) =>
			apply(
				layers.bidirectional({
					name: own(name),
					layer: layers.lstm({ name: `${name}_cell`, ...lstmOptions(units) }),
					mergeMode: 'concat',
				}),
				x,
			),
		layerNorm: (name) => (x) => apply(layers.layerNormalization({ name: own(name), epsilon: 1e-3 }), x),
		selfAttention: (name, heads, channels) => stockAttention(name, heads, channels, own, apply),
		attentivePooling: (name, channels, hidden) => stockPooling(name, channels, hidden, own, apply),
		dense: (name, units, activation) => (x) => apply(layers.dense({ name: own(name), units, activation }), x),
		dropout: (name, rate) => (x) => apply(layers.dropout({ name, rate }), x),
	};
}

type Own = (layer: string, block?: string, pick?: StockLayer['pick']) => string;
type Apply = (
	layer: { apply(x: SymbolicTensor | SymbolicTensor[]): unknown },
	x: SymbolicTensor | SymbolicTensor[],
) => SymbolicTensor;

/** Weights of the block: query, key, value (channels × heads × width) and output (heads × width × channels), each with its bias. */
function stockAttention(name: string, heads: number, channels: number, own: Own, apply: Apply): Block {
	const width = channels / heads;
	return (x) => {
		const project = (role: number, letter: string, head: number) =>
			layers.dense({
				units: width,
				name: own(`${name}_${letter}${head}`, name, (w) => [
					reshape(slice(w[2 * role]!, [0, head, 0], [channels, 1, width]), [channels, width]),
					reshape(slice(w[2 * role + 1]!, [head, 0], [1, width]), [width]),
				]),
			});
		const outputs = Array.from({ length: heads }, (_, head) => {
			const query = apply(project(0, 'query', head), x);
			const key = apply(project(1, 'key', head), x);
			const value = apply(project(2, 'value', head), x);
			const scores = apply(layers.dot({ name: `${name}_scores${head}`, axes: [2, 2] }), [query, key]);
			const scaled = apply(layers.rescaling({ name: `${name}_scaled${head}`, scale: 1 / Math.sqrt(width) }), scores);
			const shares = apply(layers.activation({ name: `${name}_shares${head}`, activation: 'softmax' }), scaled);
			return apply(layers.dot({ name: `${name}_mixed${head}`, axes: [2, 1] }), [shares, value]);
		});
		const joined = heads === 1 ? outputs[0]! : apply(layers.concatenate({ name: `${name}_joined` }), outputs);
		return apply(
			layers.dense({
				units: channels,
				name: own(`${name}_output`, name, (w) => [reshape(w[6]!, [channels, channels]), w[7]!]),
			}),
			joined,
		);
	};
}

/** Stock layers cannot subtract, sum over time or take a root, hence the detours: times −1, dot with ones, |x| = max(x, −x). */
function stockPooling(name: string, channels: number, hidden: number, own: Own, apply: Apply): Block {
	const id = (part: string) => `${name}_${part}`;
	return (x) => {
		const first = layers.dense({
			name: own(id('hidden'), name, (w) => w.slice(0, 2)),
			units: hidden,
			activation: 'tanh',
		});
		const second = layers.dense({ name: own(id('score'), name, (w) => w.slice(2)), units: channels });
		const scores = apply(layers.permute({ name: id('scores'), dims: [2, 1] }), apply(second, apply(first, x)));
		const weights = apply(layers.activation({ name: id('weights'), activation: 'softmax' }), scores);
		const values = apply(layers.permute({ name: id('values'), dims: [2, 1] }), x);
		const perFrame = apply(layers.globalAveragePooling1d({ name: id('frames') }), values);
		const column = apply(layers.reshape({ name: id('column'), targetShape: [-1, 1] }), perFrame);
		const ones = apply(layers.rescaling({ name: id('ones'), scale: 0, offset: 1 }), column);
		const sum = (part: string, terms: SymbolicTensor) =>
			apply(layers.dot({ name: id(part), axes: [2, 1] }), [terms, ones]);
		const mean = sum('mean', apply(layers.multiply({ name: id('weighted') }), [weights, values]));
		const minusMean = apply(layers.rescaling({ name: id('minus_mean'), scale: -1 }), mean);
		const above = apply(layers.add({ name: id('above') }), [values, minusMean]);
		const below = apply(layers.rescaling({ name: id('below'), scale: -1 }), above);
		const size = apply(layers.maximum({ name: id('size') }), [above, below]);
		const deviation = sum('deviation', apply(layers.multiply({ name: id('weighted_size') }), [weights, size]));
		const both = apply(layers.concatenate({ name: id('both'), axis: 1 }), [mean, deviation]);
		return apply(layers.reshape({ name: id('flat'), targetShape: [2 * channels] }), both);
	};
}
