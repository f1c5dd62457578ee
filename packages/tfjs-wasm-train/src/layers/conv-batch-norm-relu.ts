import {
	add,
	conv2d,
	type serialization as Serialization,
	serialization,
	type Tensor,
	type Tensor4D,
	tidy,
} from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { fusedBatchNorm, fusedBatchNormInference } from '../ops/fused-batch-norm.js';
import { updateMovingAverage } from './fused-batch-norm-layer.js';
import { type CallArguments, type LayerWeight, onlyInput, stockClass } from './stock-class.js';

const Conv2D = stockClass(layers.conv2d({ filters: 1, kernelSize: 1, name: 'stock_conv2d' }));

/** What `ConvBatchNormRelu` takes besides the arguments of `tf.layers.conv2d`. */
export interface ConvBatchNormReluArguments {
	/** 'relu' (default) or 'linear', after the normalisation. */
	activation?: 'relu' | 'linear';
	/** A bias before the normalisation, which cancels it; default false. */
	useBias?: boolean;
	/** Of the moving averages, default 0.99. */
	momentum?: number;
	/** Added to the variance, default 1e-3. */
	epsilon?: number;
	[name: string]: unknown;
}

/**
 * Convolution, batch normalisation and relu. The convolution's gradient with respect to its input is computed only when
 * something needs it, and the normalisation is one op.
 * Weights: kernel, (bias), gamma, beta, moving mean, moving variance: those of `tf.layers.conv2d` followed by
 * `tf.layers.batchNormalization`.
 */
export class ConvBatchNormRelu extends Conv2D {
	static override readonly className = 'ConvBatchNormRelu';
	declare protected kernel: LayerWeight;
	declare protected bias: LayerWeight | null;
	declare protected strides: [number, number];
	declare protected dilationRate: [number, number];
	declare protected padding: 'valid' | 'same';
	declare protected dataFormat: string;
	private readonly relu: boolean;
	private readonly momentum: number;
	private readonly epsilon: number;
	private gamma!: LayerWeight;
	private beta!: LayerWeight;
	private movingMean!: LayerWeight;
	private movingVariance!: LayerWeight;

	constructor(args: ConvBatchNormReluArguments) {
		super({ ...args, useBias: args.useBias ?? false, activation: 'linear', dataFormat: 'channelsLast' });
		this.relu = (args.activation ?? 'relu') === 'relu';
		this.momentum = args.momentum ?? 0.99;
		this.epsilon = args.epsilon ?? 1e-3;
	}

	override build(inputShape: Parameters<InstanceType<typeof Conv2D>['build']>[0]): void {
		super.build(inputShape);
		const { filters } = this as unknown as { filters: number };
		const weight = (name: string, initializer: ReturnType<typeof initializers.zeros>, trainable: boolean) =>
			this.addWeight(name, [filters], 'float32', initializer, undefined, trainable) as unknown as LayerWeight;
		this.gamma = weight('gamma', initializers.ones(), true);
		this.beta = weight('beta', initializers.zeros(), true);
		this.movingMean = weight('moving_mean', initializers.zeros(), false);
		this.movingVariance = weight('moving_variance', initializers.ones(), false);
	}

	override call(inputs: Tensor | Tensor[], kwargs: CallArguments): Tensor | Tensor[] {
		return tidy(() => {
			this.invokeCallHook(inputs, kwargs);
			const kernel = this.kernel.read() as Tensor4D;
			const x = onlyInput(inputs) as Tensor4D;
			let z: Tensor = conv2d(x, kernel, this.strides, this.padding, 'NHWC', this.dilationRate);
			if (this.bias) z = add(z, this.bias.read());
			const options = { epsilon: this.epsilon, relu: this.relu, gamma: this.gamma.read(), beta: this.beta.read() };
			if (!kwargs.training) {
				return fusedBatchNormInference(z, this.movingMean.read(), this.movingVariance.read(), options);
			}
			const { y, mean, variance } = fusedBatchNorm(z, options);
			updateMovingAverage(this.movingMean, mean, this.momentum);
			updateMovingAverage(this.movingVariance, variance, this.momentum);
			return y;
		});
	}

	override getConfig(): Serialization.ConfigDict {
		return {
			...super.getConfig(),
			activation: this.relu ? 'relu' : 'linear',
			momentum: this.momentum,
			epsilon: this.epsilon,
		};
	}
}

serialization.registerClass(ConvBatchNormRelu);
