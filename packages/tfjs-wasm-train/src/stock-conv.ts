import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import type { CallArguments } from './layers/stock-class.js';
import { onlyInput } from './layers/stock-class.js';
import { fusedContext } from './ops/fused-op.js';

/** The parts of a stock convolution layer that are read here. */
interface StockConv {
	kernel: { read(): tf.Tensor };
	bias: { read(): tf.Tensor } | null;
	activation: { apply(x: tf.Tensor): tf.Tensor } | null;
	strides: number[];
	dilationRate: number[];
	kernelSize: number[];
	padding: 'valid' | 'same' | 'causal';
	dataFormat: string;
}

interface StockConvClass {
	prototype: {
		call(this: StockConv, inputs: tf.Tensor | tf.Tensor[], kwargs: CallArguments): tf.Tensor | tf.Tensor[];
		computeOutputShape(this: StockConv, shape: (number | null)[]): (number | null)[];
		wasmTraining?: boolean;
	};
}

function classOf(layer: layers.Layer): StockConvClass {
	return layer.constructor as unknown as StockConvClass;
}

function finish({ bias, activation }: StockConv, y: tf.Tensor): tf.Tensor {
	const sum = bias ? tf.add(y, bias.read()) : y;
	return activation ? activation.apply(sum) : sum;
}

/**
 * Lets two kinds of stock convolution layers work that throw in tfjs 4.22: Conv1D with padding 'causal' (not implemented
 * there), and Conv2D with dilation and a linear activation in training (its fused op refuses the gradient).
 */
export function completeStockConv(): void {
	const conv1d = classOf(layers.conv1d({ filters: 1, kernelSize: 1, name: 'stock_conv1d' })).prototype;
	const conv2d = classOf(layers.conv2d({ filters: 1, kernelSize: 1, name: 'stock_conv2d' })).prototype;
	if (Object.hasOwn(conv1d, 'wasmTraining')) return;
	conv1d.wasmTraining = true;
	const call1d = conv1d.call;
	conv1d.call = function (inputs, kwargs) {
		if (this.padding !== 'causal' || this.dataFormat === 'channelsFirst') return call1d.call(this, inputs, kwargs);
		return tf.tidy(() => {
			const before = (this.kernelSize[0]! - 1) * this.dilationRate[0]!;
			const x = tf.pad(onlyInput(inputs), [
				[0, 0],
				[before, 0],
				[0, 0],
			]) as tf.Tensor3D;
			const kernel = this.kernel.read() as tf.Tensor3D;
			return finish(this, tf.conv1d(x, kernel, this.strides[0]!, 'valid', 'NWC', this.dilationRate[0]));
		});
	};
	const shape1d = conv1d.computeOutputShape;
	conv1d.computeOutputShape = function (shape) {
		const result = shape1d.call(this, shape);
		const single = (Array.isArray(shape[0]) ? shape[0] : shape) as (number | null)[];
		const steps = single[1];
		if (this.padding === 'causal' && typeof steps === 'number') result[1] = Math.ceil(steps / this.strides[0]!);
		return result;
	};
	const call2d = conv2d.call;
	conv2d.call = function (inputs, kwargs) {
		const dilated = this.dilationRate.some((rate) => rate > 1);
		if (!dilated || !fusedContext() || this.dataFormat === 'channelsFirst') return call2d.call(this, inputs, kwargs);
		return tf.tidy(() => {
			const pad = this.padding as 'same' | 'valid';
			const rates = this.dilationRate as [number, number];
			const strides = this.strides as [number, number];
			const kernel = this.kernel.read() as tf.Tensor4D;
			return finish(this, tf.conv2d(onlyInput(inputs) as tf.Tensor4D, kernel, strides, pad, 'NHWC', rates));
		});
	};
}
