import type { Pacer } from './pacer.js';

/**
 * A smooth convex function that can be looked at along a line cheaply. For linear models the costly part (data times
 * direction) is done once per line, whatever the number of trial steps.
 */
export interface ConvexObjective {
	/** number of parameters */
	size: number;
	/** where the search stands; changed by `accept` */
	readonly parameters: Float64Array;
	/** value where the search stands */
	value: number;
	/** gradient where the search stands */
	readonly gradient: Float64Array;
	/** Prepares looking along `direction`. */
	aim(direction: Float64Array): void;
	/** value and slope at `parameters + step × direction` */
	look(step: number): { value: number; slope: number };
	/** Moves there and computes value and gradient. `step` is the one of the last `look`. */
	accept(step: number): void;
}

export interface LbfgsResult {
	iterations: number;
	converged: boolean;
}

const memory = 10;
/** scipy's and scikit-learn's: 64 eps */
const valueTolerance = 64 * Number.EPSILON;

/**
 * Limited-memory BFGS (Liu & Nocedal 1989) for convex functions. Along each line the slope's root is bracketed and
 * narrowed to a tenth of the slope at the start, which saves iterations because looking is cheap.
 *
 * @param options.tolerance stops when the greatest gradient component is not above it
 * @param options.maxIterations stops there in any case
 */
export async function minimizeLbfgs(
	objective: ConvexObjective,
	options: { tolerance: number; maxIterations: number; pacer: Pacer },
): Promise<LbfgsResult> {
	const { tolerance, maxIterations, pacer } = options;
	const { size, gradient } = objective;
	const steps: Float64Array[] = [];
	const changes: Float64Array[] = [];
	const curvatures: number[] = [];
	const direction = new Float64Array(size);
	const previous = new Float64Array(size);
	for (let iteration = 0; iteration < maxIterations; iteration++) {
		if (greatest(gradient) <= tolerance) return { iterations: iteration, converged: true };
		quasiNewtonDirection(gradient, steps, changes, curvatures, direction);
		let slope = dot(gradient, direction);
		if (!(slope < 0)) {
			steps.length = changes.length = curvatures.length = 0;
			for (let i = 0; i < size; i++) direction[i] = -gradient[i];
			slope = dot(gradient, direction);
		}
		const before = objective.value;
		objective.aim(direction);
		await pacer.pause();
		const first = steps.length === 0 ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
		const step = lineSearch(objective, before, slope, first);
		if (step === 0) return { iterations: iteration, converged: false };
		previous.set(gradient);
		objective.accept(step);
		pacer.report({ done: iteration + 1, total: maxIterations, loss: objective.value, unit: 'iteration' });
		await pacer.pause();
		if (steps.length === memory) {
			steps.push(steps.shift() as Float64Array);
			changes.push(changes.shift() as Float64Array);
			curvatures.shift();
		} else {
			steps.push(new Float64Array(size));
			changes.push(new Float64Array(size));
		}
		const s = steps[steps.length - 1];
		const y = changes[changes.length - 1];
		for (let i = 0; i < size; i++) {
			s[i] = step * direction[i];
			y[i] = gradient[i] - previous[i];
		}
		const curvature = dot(s, y);
		if (curvature > 0) curvatures.push(curvature);
		else {
			steps.pop();
			changes.pop();
		}
		const scale = Math.max(Math.abs(before), Math.abs(objective.value), 1);
		if ((before - objective.value) / scale <= valueTolerance) return { iterations: iteration + 1, converged: true };
	}
	return { iterations: maxIterations, converged: greatest(gradient) <= tolerance };
}

/** The two-loop recursion: minus the inverse Hessian's estimate times the gradient. */
function quasiNewtonDirection(
	gradient: Float64Array,
	steps: readonly Float64Array[],
	changes: readonly Float64Array[],
	curvatures: readonly number[],
	out: Float64Array,
): void {
	for (let i = 0; i < out.length; i++) out[i] = -gradient[i];
	const factors = new Float64Array(steps.length);
	for (let m = steps.length - 1; m >= 0; m--) {
		const factor = dot(steps[m], out) / curvatures[m];
		factors[m] = factor;
		addScaled(out, changes[m], -factor);
	}
	const last = changes[changes.length - 1];
	if (last) {
		const scale = curvatures[curvatures.length - 1] / dot(last, last);
		for (let i = 0; i < out.length; i++) out[i] *= scale;
	}
	for (let m = 0; m < steps.length; m++) {
		const factor = dot(changes[m], out) / curvatures[m];
		addScaled(out, steps[m], factors[m] - factor);
	}
}

/** A step whose slope is at most a tenth of the first slope and whose value is lower; 0 when there is none. */
function lineSearch(objective: ConvexObjective, value0: number, slope0: number, first: number): number {
	let low = 0;
	let lowSlope = slope0;
	let high = Number.POSITIVE_INFINITY;
	let highSlope = 0;
	let step = first;
	for (let look = 0; look < 60; look++) {
		const { value, slope } = objective.look(step);
		if (Math.abs(slope) <= -0.1 * slope0 && value <= value0 + 1e-4 * step * slope0) return step;
		if (slope > 0 || !(value < Number.POSITIVE_INFINITY)) {
			high = step;
			highSlope = slope;
		} else {
			low = step;
			lowSlope = slope;
		}
		if (high === Number.POSITIVE_INFINITY) {
			// Secant through the slopes at 0 and here, held between twice and ten times as far.
			const guess = slope > slope0 ? (step * slope0) / (slope0 - slope) : 10 * step;
			step = Math.min(10 * step, Math.max(2 * step, guess));
		} else {
			const width = high - low;
			const secant = low + (width * lowSlope) / (lowSlope - highSlope);
			const inside = secant > low + 0.05 * width && secant < high - 0.05 * width;
			step = inside && look % 4 !== 3 ? secant : low + width / 2;
		}
	}
	// At the limit of the arithmetic: take a lower value if there is one.
	return low > 0 && objective.look(low).value < value0 ? low : 0;
}

function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
	return sum;
}

function addScaled(into: Float64Array, values: Float64Array, factor: number): void {
	for (let i = 0; i < into.length; i++) into[i] += factor * values[i];
}

function greatest(values: Float64Array): number {
	let max = 0;
	for (let i = 0; i < values.length; i++) max = Math.max(max, Math.abs(values[i]));
	return max;
}
