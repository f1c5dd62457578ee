import type { Weights } from '../types.js';

/**
 * The running mean of weights after one more step; `average` itself is changed and returned, or `now` at the first step.
 *
 * @param decay of the mean a step, 0…1
 * @param count of steps averaged before; over the first few hundred the later ones count more than the decay says
 */
export function addToAverage(average: Weights | undefined, now: Weights, decay: number, count: number): Weights {
	if (!average) return now;
	const share = Math.max(1 - decay, 2 / (count + 2));
	for (let i = 0; i < average.length; i++) average[i]! += share * (now[i]! - average[i]!);
	return average;
}
