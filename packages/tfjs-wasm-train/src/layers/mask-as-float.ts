import { cast, type Tensor } from '@tensorflow/tfjs-core';

/** A mask as zeros and ones in float32, which is what the kernels read. */
export function maskAsFloat(mask: Tensor | undefined): Tensor | undefined {
	return mask && cast(mask, 'float32');
}
