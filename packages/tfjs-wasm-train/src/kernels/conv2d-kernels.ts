import { conv2dForward, conv2dGradFilter, conv2dGradInput, convInfoOf } from './conv2d.js';
import { clampOf, finishActivation } from './fused-activation.js';
import type { FastKernel } from './replace-kernel.js';

/** Conv2D: NHWC, any stride, padding and dilation. */
export const conv2DKernel: FastKernel = ({ inputs, attrs, backend, module }) => {
	const info = convInfoOf(inputs.x.shape, inputs.filter.shape, attrs);
	return info && conv2dForward(backend, module, info, inputs.x, inputs.filter);
};

/** FusedConv2D: NHWC with a bias per channel, any activation. */
export const fusedConv2DKernel: FastKernel = (call) => {
	const { inputs, attrs, backend, module } = call;
	const info = convInfoOf(inputs.x.shape, inputs.filter.shape, attrs);
	const { bias } = inputs;
	if (!info || (bias && (bias.shape.length !== 1 || bias.shape[0] !== info.outChannels))) return undefined;
	const clamp = clampOf(attrs.activation ?? 'linear');
	return finishActivation(call, conv2dForward(backend, module, info, inputs.x, inputs.filter, { bias, clamp }));
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
