import type { Tensor } from '@tensorflow/tfjs-core';
import type { FusedContext } from './fused-op.js';
import { product } from './matrix-product.js';

/** The shape of a recurrent op: gates is 4 for LSTM, 3 for GRU. */
export interface RecurrentShape {
	batch: number;
	steps: number;
	inputs: number;
	units: number;
	gates: number;
}

/** x · W + b for every step: [batch, steps, gates · units]. */
export function inputProjection(
	context: FusedContext,
	{ batch, steps, inputs, units, gates }: RecurrentShape,
	x: Tensor,
	kernel: Tensor,
	bias: Tensor | undefined,
): Tensor {
	const { at, output } = context;
	const n = gates * units;
	const projected = output([batch, steps, n]);
	const b = { at: at(kernel), row: n, col: 1 };
	product(
		context,
		[batch * steps, n, inputs],
		{ at: at(x), row: inputs, col: 1 },
		b,
		{ at: at(projected) },
		{
			bias: at(bias),
		},
	);
	return projected;
}

/** dW = Σ xᵀ · dgates. */
export function kernelGradient(
	context: FusedContext,
	{ batch, steps, inputs, units, gates }: RecurrentShape,
	x: Tensor,
	dgates: Tensor,
): Tensor {
	const { at, output } = context;
	const n = gates * units;
	const out = output([inputs, n]);
	const b = { at: at(dgates), row: n, col: 1 };
	product(context, [inputs, n, batch * steps], { at: at(x), row: 1, col: inputs }, b, { at: at(out) });
	return out;
}

/** db = Σ dgates. */
export function biasGradient(
	{ simd, at, output }: FusedContext,
	{ batch, steps, units, gates }: RecurrentShape,
	dgates: Tensor,
): Tensor {
	const out = output([gates * units]);
	simd.sumRows!(at(dgates), batch * steps, gates * units, at(out), 1);
	return out;
}

/** dx = Σ over directions dgates · Wᵀ. */
export function inputGradient(
	context: FusedContext,
	{ batch, steps, inputs, units, gates }: RecurrentShape,
	parts: readonly { dgates: Tensor; kernel: Tensor }[],
): Tensor {
	const { at, output } = context;
	const n = gates * units;
	const dx = output([batch, steps, inputs]);
	parts.forEach(({ dgates, kernel }, i) => {
		const a = { at: at(dgates), row: n, col: 1 };
		const b = { at: at(kernel), row: 1, col: n };
		product(context, [batch * steps, inputs, n], a, b, { at: at(dx) }, { accumulate: i > 0 });
	});
	return dx;
}

/**
 * Adds Σ previousᵀ · dgates to a block of columns of dU. `previous` holds what each step read: one step behind for the
 * hidden states (`shift` true), in step for the reset states of a GRU.
 */
export function recurrentGradient(
	context: FusedContext,
	{ batch, steps, units, gates }: RecurrentShape,
	previous: { at: number; stride: number },
	dgates: Tensor,
	out: Tensor,
	columns: { from: number; count: number },
	options: { reverse: boolean; shift: boolean },
): void {
	const { at } = context;
	const n = gates * units;
	const count = options.shift ? steps - 1 : steps;
	const firstRead = options.shift && options.reverse ? 1 : 0;
	const firstGate = options.shift && !options.reverse ? 1 : 0;
	for (let b = 0; b < batch && count > 0; b++) {
		product(
			context,
			[units, columns.count, count],
			{ at: previous.at + (b * steps + firstRead) * previous.stride * 4, row: 1, col: previous.stride },
			{ at: at(dgates) + ((b * steps + firstGate) * n + columns.from) * 4, row: n, col: 1 },
			{ at: at(out) + columns.from * 4, ldc: n },
			{ accumulate: true },
		);
	}
}
