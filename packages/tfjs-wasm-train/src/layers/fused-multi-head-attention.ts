import { type serialization as Serialization, serialization, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { WasmTrainError } from '../error.js';
import { fusedAttention } from '../ops/fused-attention.js';
import { fusedDense } from '../ops/fused-dense.js';
import { dropoutMask } from '../ops/fused-dropout.js';
import { dropoutRandom } from './dropout-random.js';
import { maskAsFloat } from './mask-as-float.js';
import type { CallArguments, LayerWeight, StockClass } from './stock-class.js';

/** How many heads, and how wide. */
export interface MultiHeadAttentionArguments {
	numHeads: number;
	/** Width of a head of queries and keys. */
	keyDim: number;
	/** Width of a head of values, default keyDim. */
	valueDim?: number;
	useBias?: boolean;
	/** Of the attention probabilities, default 0. */
	dropout?: number;
	/** Of the initial kernels; default: random. */
	seed?: number;
	[name: string]: unknown;
}

type Shape = (number | null)[];

/**
 * Multi-head attention as Keras defines it: one input attends to itself; of two inputs [query, value] the first attends to
 * the second; a mask of the attended input (padding) is honoured.
 * Weights as Keras' MultiHeadAttention: query, key, value kernels [width, heads, size] and biases [heads, size], output
 * kernel [heads, size, width] and bias [width].
 */
export class FusedMultiHeadAttention extends (layers.Layer as unknown as StockClass) {
	static override readonly className = 'FusedMultiHeadAttention';
	private readonly numHeads: number;
	private readonly keyDim: number;
	private readonly valueDim: number;
	private readonly useBias: boolean;
	private readonly dropout: number;
	private readonly seed: number | undefined;
	private projections!: Record<'query' | 'key' | 'value' | 'output', { kernel: LayerWeight; bias?: LayerWeight }>;

	constructor(args: MultiHeadAttentionArguments) {
		super(args);
		this.numHeads = args.numHeads;
		this.keyDim = args.keyDim;
		this.valueDim = args.valueDim ?? args.keyDim;
		this.useBias = args.useBias ?? true;
		this.dropout = args.dropout ?? 0;
		this.seed = args.seed;
		if (!(this.numHeads >= 1) || !(this.keyDim >= 1)) {
			throw new WasmTrainError('PARAMETER', `numHeads and keyDim must be ≥ 1, got ${args.numHeads} and ${args.keyDim}`);
		}
		this.supportsMasking = true;
	}

	override build(inputShape: Shape | Shape[]): void {
		const shapes = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as Shape[];
		const queryWidth = shapes[0]!.at(-1)!;
		const valueWidth = (shapes[1] ?? shapes[0])!.at(-1)!;
		const { numHeads: heads, keyDim, valueDim } = this;
		let created = 0;
		const weights = (name: string, kernelShape: number[], biasShape: number[], fanIn: number, fanOut: number) => {
			// Glorot, with the fans of the whole projection: the initializer would take them from the last two axes.
			const limit = Math.sqrt(6 / (fanIn + fanOut));
			const seed = this.seed === undefined ? undefined : this.seed + created++;
			const uniform = initializers.randomUniform({ minval: -limit, maxval: limit, seed });
			const kernel = this.addWeight(`${name}_kernel`, kernelShape, 'float32', uniform) as unknown as LayerWeight;
			if (!this.useBias) return { kernel };
			const bias = this.addWeight(`${name}_bias`, biasShape, 'float32', initializers.zeros());
			return { kernel, bias: bias as unknown as LayerWeight };
		};
		const head = (name: string, width: number, size: number) =>
			weights(name, [width, heads, size], [heads, size], width, heads * size);
		this.projections = {
			query: head('query', queryWidth, keyDim),
			key: head('key', valueWidth, keyDim),
			value: head('value', valueWidth, valueDim),
			output: weights('output', [heads, valueDim, queryWidth], [queryWidth], heads * valueDim, queryWidth),
		};
		this.built = true;
	}

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		return tidy(() => {
			this.invokeCallHook(inputs, kwargs);
			const list = Array.isArray(inputs) ? inputs : [inputs];
			const query = list[0]!;
			const value = list[1] ?? query;
			const masks = Array.isArray(kwargs.mask) ? kwargs.mask : [kwargs.mask];
			const mask = maskAsFloat(masks[list.length > 1 ? 1 : 0] ?? undefined);
			const project = (name: 'query' | 'key' | 'value' | 'output', x: Tensor) => {
				const { kernel, bias } = this.projections[name];
				return fusedDense(x, kernel.read(), bias?.read());
			};
			const dropout =
				kwargs.training && this.dropout > 0
					? dropoutMask(
							[query.shape[0]!, this.numHeads, query.shape[1]!, value.shape[1]!],
							this.dropout,
							dropoutRandom.next(),
						)
					: undefined;
			const heads = fusedAttention(project('query', query), project('key', value), project('value', value), {
				heads: this.numHeads,
				scale: 1 / Math.sqrt(this.keyDim),
				mask,
				dropout,
			});
			return project('output', heads);
		});
	}

	override computeOutputShape(inputShape: Shape | Shape[]): Shape {
		return ((Array.isArray(inputShape[0]) ? inputShape[0] : inputShape) as Shape).slice();
	}

	override computeMask(_inputs: Tensor | Tensor[], mask?: Tensor | Tensor[]): Tensor | Tensor[] {
		return (Array.isArray(mask) ? mask[0] : mask) as Tensor;
	}

	override getConfig(): Serialization.ConfigDict {
		const { numHeads, keyDim, valueDim, useBias, dropout, seed } = this;
		const config = { ...super.getConfig(), numHeads, keyDim, valueDim, useBias, dropout };
		return seed === undefined ? config : { ...config, seed };
	}
}

serialization.registerClass(FusedMultiHeadAttention);
