/** Interpolates values at fixed knots to fixed targets. */
export interface NaturalSpline {
	/** @param output one value a target, written over */
	interpolate(values: Float64Array, output: Float64Array): void;
}

/**
 * A cubic spline whose second derivative is 0 at both ends. Everything that depends on the abscissae alone is done once.
 *
 * @param knots ascending, at least 3
 * @param targets within the knots
 */
export function naturalSpline(knots: Float64Array, targets: Float64Array): NaturalSpline {
	const last = knots.length - 1;
	const gap = Float64Array.from({ length: last }, (_, k) => knots[k + 1]! - knots[k]!);
	const inverseGap = gap.map((value) => 1 / value);
	// Elimination of the tridiagonal system for the second derivatives.
	const pivot = new Float64Array(last + 1);
	const above = new Float64Array(last + 1);
	for (let k = 1; k < last; k++) {
		pivot[k] = 1 / (2 * (gap[k - 1]! + gap[k]!) - gap[k - 1]! * above[k - 1]!);
		above[k] = gap[k]! * pivot[k]!;
	}
	const count = targets.length;
	const knot = new Int32Array(count);
	const right = new Float64Array(count);
	const bendLeft = new Float64Array(count);
	const bendRight = new Float64Array(count);
	let k = 0;
	for (let i = 0; i < count; i++) {
		while (k < last - 1 && knots[k + 1]! <= targets[i]!) k++;
		const b = (targets[i]! - knots[k]!) * inverseGap[k]!;
		const a = 1 - b;
		const sixth = gap[k]! ** 2 / 6;
		knot[i] = k;
		right[i] = b;
		bendLeft[i] = (a * a * a - a) * sixth;
		bendRight[i] = (b * b * b - b) * sixth;
	}
	const second = new Float64Array(last + 1);
	return {
		interpolate(values, output) {
			let slope = (values[1]! - values[0]!) * inverseGap[0]!;
			for (let k = 1; k < last; k++) {
				const next = (values[k + 1]! - values[k]!) * inverseGap[k]!;
				second[k] = (6 * (next - slope) - gap[k - 1]! * second[k - 1]!) * pivot[k]!;
				slope = next;
			}
			for (let k = last - 2; k > 0; k--) second[k]! -= above[k]! * second[k + 1]!;
			for (let i = 0; i < count; i++) {
				const k = knot[i]!;
				const b = right[i]!;
				output[i] =
					(1 - b) * values[k]! + b * values[k + 1]! + bendLeft[i]! * second[k]! + bendRight[i]! * second[k + 1]!;
			}
		},
	};
}
