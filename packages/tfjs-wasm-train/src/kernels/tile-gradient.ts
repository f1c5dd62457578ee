import { type GradConfig, getGradient, registerGradient, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';
import { fusedContext } from '../ops/fused-op.js';

/**
 * The gradient of Tile as sums. tfjs' own adds up one slice after another in a loop over all repetitions: 17,000 slices in
 * one step of a small transformer with stock layer normalisation.
 */
export function replaceTileGradient(): void {
	const original = getGradient('Tile') as GradConfig & { wasmTraining?: boolean };
	if (original.wasmTraining) return;
	const gradFunc: GradConfig['gradFunc'] = (dy, saved, attrs) => {
		if (!fusedContext()) return original.gradFunc(dy, saved, attrs);
		const [x] = saved as [Tensor];
		const { reps } = attrs as unknown as { reps: number[] };
		return {
			x: () => {
				let current = dy as Tensor;
				const shape = current.shape.slice();
				reps.forEach((rep, axis) => {
					if (rep === 1) return;
					const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
					const inner = x.shape[axis]! * product(shape.slice(axis + 1));
					current = sum(reshape(current, [product(shape.slice(0, axis)), rep, inner]), 1);
					shape[axis] = x.shape[axis]!;
				});
				return reshape(current, x.shape);
			},
		};
	};
	registerGradient({ ...original, gradFunc, wasmTraining: true } as GradConfig);
}
