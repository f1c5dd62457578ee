import type { Matrix } from '@ser/core';
import { argmax } from './train-step.js';

/**
 * Loss and recall on the held-out clips.
 *
 * @param probabilities clips × classes
 * @param labels class indices
 * @returns `uar` is the mean recall over the classes that occur
 */
export function heldOutScores(
	probabilities: Matrix,
	labels: Int32Array,
): { valLoss: number; valAccuracy: number; valUar: number } {
	const { data, cols } = probabilities;
	const right = new Float64Array(cols);
	const total = new Float64Array(cols);
	let loss = 0;
	labels.forEach((label, i) => {
		total[label]!++;
		if (argmax(data, i * cols, cols) === label) right[label]!++;
		loss -= Math.log(Math.max(1e-12, data[i * cols + label]!)) / labels.length;
	});
	let recalls = 0;
	for (let k = 0; k < cols; k++) if (total[k]! > 0) recalls += right[k]! / total[k]!;
	const hits = right.reduce((a, b) => a + b, 0);
	return { valLoss: loss, valAccuracy: hits / labels.length, valUar: recalls / total.filter((n) => n > 0).length };
}
