import {
	mul,
	relu,
	type serialization as Serialization,
	serialization,
	sub,
	type Tensor,
	tidy,
} from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { fusedBatchNorm, fusedBatchNormInference } from '../ops/fused-batch-norm.js';
import { type CallArguments, type LayerWeight, onlyInput, stockClass } from './stock-class.js';

const BatchNormalization = stockClass(layers.batchNormalization({ name: 'stock_batch_norm' }));

/** variable ← momentum · variable + (1 - momentum) · value. */
export function updateMovingAverage(variable: LayerWeight, value: Tensor, momentum: number): void {
	tidy(() => {
		const before = variable.read();
		variable.write(sub(before, mul(sub(before, value), 1 - momentum)));
	});
}

/**
 * The stock batch normalisation and a relu after it as one op. Arguments and weights are those of
 * `tf.layers.batchNormalization`, and `activation`: 'linear' (default) or 'relu'.
 */
export class FusedBatchNorm extends BatchNormalization {
	static override readonly className = 'FusedBatchNorm';
	declare protected gamma: LayerWeight | undefined;
	declare protected beta: LayerWeight | undefined;
	declare protected movingMean: LayerWeight;
	declare protected movingVariance: LayerWeight;
	declare protected axis: number;
	declare protected momentum: number;
	declare protected epsilon: number;
	private readonly relu: boolean;

	constructor(args: { activation?: 'linear' | 'relu'; [name: string]: unknown } = {}) {
		super(args);
		this.relu = args.activation === 'relu';
	}

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		return tidy(() => {
			const x = onlyInput(inputs);
			if (this.axis !== -1 && this.axis !== x.rank - 1) {
				const y = super.call(inputs, kwargs) as Tensor;
				return this.relu ? relu(y) : y;
			}
			const options = {
				epsilon: this.epsilon,
				relu: this.relu,
				gamma: this.gamma?.read(),
				beta: this.beta?.read(),
			};
			if (!kwargs.training) {
				return fusedBatchNormInference(x, this.movingMean.read(), this.movingVariance.read(), options);
			}
			const { y, mean, variance } = fusedBatchNorm(x, options);
			updateMovingAverage(this.movingMean, mean, this.momentum);
			updateMovingAverage(this.movingVariance, variance, this.momentum);
			return y;
		});
	}

	override getConfig(): Serialization.ConfigDict {
		return { ...super.getConfig(), activation: this.relu ? 'relu' : 'linear' };
	}
}

serialization.registerClass(FusedBatchNorm);
