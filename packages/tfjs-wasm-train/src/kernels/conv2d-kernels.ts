import { conv2dForward, conv2dGradFilter, conv2dGradInput, convInfoOf } from './conv2d.js';
import type { FastKernel } from './replace-kernel.js';

/** Conv2D: NHWC, any stride, padding and dilation. */
export const conv2DKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const info = convInfoOf(inputs.x.shape, inputs.filter.shape, attrs);
	return info && conv2dForward(backend, module, info, inputs.x, inputs.filter);
};

const CLAMPS: Record<string, { low: number; high: number } | undefined> = {
	relu: { low: 0, high: Number.POSITIVE_INFINITY },
	relu6: { low: 0, high: 6 },
};

/** FusedConv2D with bias and a linear, relu or relu6 activation; other activations stay with the original kernel. */
export const fusedConv2DKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const activation: string = attrs.activation ?? 'linear';
	const clamp = CLAMPS[activation];
	if (activation !== 'linear' && !clamp) return undefined;
	const info = convInfoOf(inputs.x.shape, inputs.filter.shape, attrs);
	const { bias } = inputs;
	if (!info || (bias && (bias.shape.length !== 1 || bias.shape[0] !== info.outChannels))) return undefined;
	return conv2dForward(backend, module, info, inputs.x, inputs.filter, { bias, clamp });
};

/** Conv2DBackpropInput; `attrs.dilations` is our own addition to what tfjs passes. */
export const conv2DBackpropInputKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const info = convInfoOf(attrs.inputShape, inputs.filter.shape, attrs);
	return info && conv2dGradInput(backend, module, info, inputs.dy, inputs.filter);
};

/** Conv2DBackpropFilter, which the wasm backend lacks; `attrs.dilations` is our own addition. */
export const conv2DBackpropFilterKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const info = convInfoOf(inputs.x.shape, attrs.filterShape, attrs);
	return info && conv2dGradFilter(backend, module, info, inputs.x, inputs.dy);
};
