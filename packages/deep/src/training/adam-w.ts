/** Running moments of an AdamW optimiser over one flat array of weights. */
export interface AdamWState {
	/** steps taken */
	steps: number;
	first: Float32Array;
	second: Float32Array;
}

export interface AdamWSettings {
	learningRate: number;
	weightDecay: number;
	clipNorm: number;
}

export function createAdamWState(size: number): AdamWState {
	return { steps: 0, first: new Float32Array(size), second: new Float32Array(size) };
}

/**
 * One step of AdamW (Loshchilov & Hutter 2019; β 0.9 and 0.999, ε 1e-8, as in PyTorch) with the gradient's norm clipped.
 * Plain numbers rather than tensor operations: the same bits on every backend, about 1 ms for 100,000 weights.
 *
 * @param weights written over
 * @param gradient of the same length
 * @returns the L2 norm of the gradient before clipping; when it is not finite nothing is changed
 */
export function stepAdamW(
	state: AdamWState,
	weights: Float32Array,
	gradient: Float32Array,
	{ learningRate, weightDecay, clipNorm }: AdamWSettings,
): number {
	let square = 0;
	for (let i = 0; i < gradient.length; i++) square += gradient[i]! * gradient[i]!;
	const norm = Math.sqrt(square);
	if (!Number.isFinite(norm)) return norm;
	const scale = norm > clipNorm ? clipNorm / norm : 1;
	state.steps++;
	const { first, second } = state;
	const rate = learningRate / (1 - 0.9 ** state.steps);
	const correction = 1 / (1 - 0.999 ** state.steps);
	const keep = 1 - learningRate * weightDecay;
	for (let i = 0; i < weights.length; i++) {
		const g = gradient[i]! * scale;
		const m = 0.9 * first[i]! + 0.1 * g;
		const v = 0.999 * second[i]! + 0.001 * g * g;
		first[i] = m;
		second[i] = v;
		weights[i] = weights[i]! * keep - (rate * m) / (Math.sqrt(v * correction) + 1e-8);
	}
	return norm;
}
