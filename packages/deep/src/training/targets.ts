import { createRandom } from '@ser/core';
import { mixupWeight } from '@ser/dsp';

/** What a batch's targets are made from. */
export interface TargetPlan {
	/** one class index a clip */
	labels: Int32Array;
	/** one weight a clip: class weight × sample weight */
	weights: Float32Array;
	classes: number;
	labelSmoothing: number;
	/** alpha of Beta(alpha, alpha), 0 for none */
	mixup: number;
}

/**
 * Mixes the crops of a batch with each other (mixup, Zhang et al. 2018: one share for the whole batch) and makes their
 * soft targets.
 *
 * @param crops rows × values of a crop, written over
 * @param indices the clips of the batch
 * @param seed of this batch
 * @returns rows × classes: smoothed labels times the clip's weight, mixed like the crops
 */
export function mixBatch(crops: Float32Array, indices: Int32Array, plan: TargetPlan, seed: string): Float32Array {
	const { labels, weights, classes, labelSmoothing, mixup } = plan;
	const rows = indices.length;
	const size = crops.length / rows;
	const random = createRandom(seed);
	const targets = new Float32Array(rows * classes);
	for (let row = 0; row < rows; row++) {
		const weight = weights[indices[row]!]!;
		for (let k = 0; k < classes; k++) targets[row * classes + k] = (weight * labelSmoothing) / classes;
		targets[row * classes + labels[indices[row]!]!]! += weight * (1 - labelSmoothing);
	}
	if (mixup === 0 || rows < 2) return targets;

	const partners = random.shuffle(Int32Array.from({ length: rows }, (_, row) => row));
	const plainCrops = crops.slice();
	const plainTargets = targets.slice();
	const own = mixupWeight(mixup, random);
	for (let row = 0; row < rows; row++) {
		blend(crops, plainCrops, row, partners[row]!, size, own);
		blend(targets, plainTargets, row, partners[row]!, classes, own);
	}
	return targets;
}

function blend(to: Float32Array, from: Float32Array, row: number, partner: number, size: number, own: number): void {
	const a = row * size;
	const b = partner * size;
	for (let i = 0; i < size; i++) to[a + i] = own * from[a + i]! + (1 - own) * from[b + i]!;
}

/**
 * One weight a clip: its class's (1 / share of the class) to a power, times its own, scaled to a mean of 1.
 *
 * @param power 0 (all classes by their number of clips) … 1 (all classes alike)
 */
export function clipWeights(
	labels: Int32Array,
	classes: number,
	power: number,
	sampleWeight?: ArrayLike<number>,
): Float32Array {
	const counts = new Float64Array(classes);
	for (const label of labels) counts[label]!++;
	const weights = Float32Array.from(labels, (label, i) => {
		return (labels.length / (classes * counts[label]!)) ** power * (sampleWeight?.[i] ?? 1);
	});
	const mean = weights.reduce((a, b) => a + b, 0) / weights.length;
	return weights.map((weight) => weight / mean);
}
