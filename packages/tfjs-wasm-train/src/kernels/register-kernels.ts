import { batchNormKernel } from './batch-norm.js';
import { binaryKernel } from './binary.js';
import {
	conv2DBackpropFilterKernel,
	conv2DBackpropInputKernel,
	conv2DKernel,
	fusedConv2DKernel,
} from './conv2d-kernels.js';
import { castKernel, identityKernel, tileKernel } from './copies.js';
import { depthwiseGradFilterKernel, depthwiseGradInputKernel } from './depthwise-gradients.js';
import { batchMatMulKernel, fusedMatMulKernel } from './mat-mul.js';
import { avgPoolGradKernel, maxPoolGradKernel } from './pool-gradients.js';
import { meanKernel, sumKernel } from './reductions.js';
import { type FastKernel, replaceKernel } from './replace-kernel.js';
import { unsortedSegmentSumKernel } from './unsorted-segment-sum.js';

const KERNELS: Record<string, FastKernel> = {
	Add: binaryKernel('Add'),
	AvgPoolGrad: avgPoolGradKernel,
	BatchMatMul: batchMatMulKernel,
	Cast: castKernel,
	Conv2D: conv2DKernel,
	Conv2DBackpropFilter: conv2DBackpropFilterKernel,
	Conv2DBackpropInput: conv2DBackpropInputKernel,
	DepthwiseConv2dNativeBackpropFilter: depthwiseGradFilterKernel,
	DepthwiseConv2dNativeBackpropInput: depthwiseGradInputKernel,
	FusedBatchNorm: batchNormKernel,
	FusedConv2D: fusedConv2DKernel,
	Identity: identityKernel,
	MaxPoolGrad: maxPoolGradKernel,
	Mean: meanKernel,
	Multiply: binaryKernel('Multiply'),
	RealDiv: binaryKernel('RealDiv'),
	SquaredDifference: binaryKernel('SquaredDifference'),
	Sub: binaryKernel('Sub'),
	Sum: sumKernel,
	Tile: tileKernel,
	UnsortedSegmentSum: unsortedSegmentSumKernel,
	_FusedMatMul: fusedMatMulKernel,
};

/** Registers every kernel of this package on 'wasm' and returns their names. */
export function registerKernels(): string[] {
	const names = Object.keys(KERNELS).sort();
	for (const name of names) replaceKernel(name, KERNELS[name]!);
	return names;
}
