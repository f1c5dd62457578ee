import { createRandom, type Matrix } from '@ser/core';
import { augmentLogMel, type LogMelRecipe } from '@ser/dsp';
import type { CropJob, CropSource } from '../types.js';

/** Makes training crops on this thread. */
export function createCropSource({ clips, recipe, seed }: CropJob): CropSource {
	const size = (recipe.frames ?? 0) * (clips[0]?.cols ?? 0);
	return {
		crops(epoch, indices) {
			const batch = new Float32Array(indices.length * size);
			indices.forEach((index, row) => {
				makeCrop(clips[index]!, recipe, `${seed}/${epoch}/${index}`, batch.subarray(row * size, (row + 1) * size));
			});
			return batch;
		},
		close() {},
	};
}

/** One random crop of one clip; the seed alone decides which, so it does not matter which thread makes it. */
export function makeCrop(clip: Matrix, recipe: LogMelRecipe, seed: string, output: Float32Array): void {
	augmentLogMel(clip, recipe, createRandom(seed), output);
}
