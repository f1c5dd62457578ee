/**
 * The learning rate of a step: a linear warm-up over the first tenth of the training, then half a cosine to zero. With
 * snapshots each cycle of the training goes through that anew (Huang et al. 2017, with a warm-up at every restart).
 *
 * @param step 0-based
 * @param steps of the whole training or cycle, ≥ 1
 * @param peak > 0
 */
export function learningRateAt(step: number, steps: number, peak: number): number {
	const warmUp = 0.1 * steps;
	const warmth = Math.min(1, (step + 1) / Math.max(1, warmUp));
	const progress = Math.max(0, step - warmUp) / Math.max(1, steps - warmUp);
	return peak * warmth * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, progress)));
}
