import type { Tensor } from '@tensorflow/tfjs-core';
import type { FusedContext } from './fused-op.js';

/**
 * The output of a recurrent op from the hidden states of its directions, each steps × batch × units in the order in which
 * the direction walks: [batch, steps, directions · units], or the last step walked.
 */
export function recurrentOutput(
	{ simd, at, output }: FusedContext,
	{ batch, steps, units }: { batch: number; steps: number; units: number },
	states: readonly { hidden: Tensor; reverse: boolean }[],
	returnSequences: boolean,
): Tensor {
	const width = states.length * units;
	const out = output(returnSequences ? [batch, steps, width] : [batch, width]);
	states.forEach(({ hidden, reverse }, d) => {
		const to = at(out) + d * units * 4;
		if (returnSequences) simd.recurrentSequences!(at(hidden), batch, steps, units, reverse, to, width);
		else {
			const last = at(hidden) + (steps - 1) * batch * units * 4;
			simd.copyRows!(last, units * 4, to, width * 4, batch, units * 4);
		}
	});
	return out;
}
