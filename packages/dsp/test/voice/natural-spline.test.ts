import { describe, expect, it } from 'vitest';
import { naturalSpline } from '../../src/voice/natural-spline.js';

/** The spline through `f` at `knots`, at `targets`. */
function through(f: (x: number) => number, knots: number[], targets: number[]): number[] {
	const output = new Float64Array(targets.length);
	naturalSpline(Float64Array.from(knots), Float64Array.from(targets)).interpolate(Float64Array.from(knots, f), output);
	return [...output];
}

function expectAll(values: number[], expected: number[]) {
	values.forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 10));
}

describe('naturalSpline', () => {
	const knots = [-1, 0, 0.3, 1.1, 2, 4.5];

	it('passes through the knots, the ends too', () => {
		expectAll(through(Math.sin, knots, knots), knots.map(Math.sin));
	});

	it('leaves a straight line straight', () => {
		const line = (x: number) => 3 - 2 * x;
		expectAll(through(line, knots, [-0.7, 0.1, 0.9, 3, 4.4]), [-0.7, 0.1, 0.9, 3, 4.4].map(line));
	});

	it('has the known values of scipy.interpolate.CubicSpline with bc_type natural (scipy 1.17)', () => {
		expectAll(
			through((x) => x * x, [0, 1, 3, 4], [0.5, 2, 3.5]),
			[0.359375, 3.875, 12.359375],
		);
	});
});
