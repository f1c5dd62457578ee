import type { DataProducts } from './data-products.js';
import type { ConvexObjective } from './lbfgs.js';

/** The data of a logistic regression. */
export interface LogisticData {
	products: DataProducts;
	rows: number;
	cols: number;
	/** class index per row */
	y: Int32Array;
	/** ≥ 0, one per row */
	weights: Float64Array;
	classCount: number;
	/** strength of ½ λ |coefficients|² */
	penalty: number;
	intercept: boolean;
}

/**
 * The weighted mean of -ln p(truth) plus ½ λ |coefficients|²; the intercepts are free. This is scikit-learn's objective
 * with λ = 1 / (C × sum of weights), divided by C × the sum of weights. With two classes there is one output (binomial), with
 * more there is one per class (multinomial), as in scikit-learn.
 *
 * Parameters: the coefficients, outputs × cols, then the intercepts.
 */
export function logisticObjective(problem: LogisticData): ConvexObjective & { outputs: number } {
	const { products, rows, cols, y, weights, classCount, penalty, intercept } = problem;
	const outputs = classCount === 2 ? 1 : classCount;
	const coefficientCount = outputs * cols;
	const size = coefficientCount + outputs;
	const parameters = new Float64Array(size);
	const gradient = new Float64Array(size);
	const scores = new Float64Array(rows * outputs);
	const ray = new Float64Array(rows * outputs);
	const residuals = new Float64Array(rows * outputs);
	let totalWeight = 0;
	for (const weight of weights) totalWeight += weight;
	let aimed: Float64Array = new Float64Array(size);
	let squared = 0;
	let crossed = 0;
	let aimedSquared = 0;
	const exps = new Float64Array(outputs);

	/** loss at scores + step × ray, residuals as a side effect; slope along the ray */
	const lossAt = (step: number) => {
		let loss = 0;
		let slope = 0;
		for (let r = 0; r < rows; r++) {
			const weight = weights[r] / totalWeight;
			const at = r * outputs;
			if (outputs === 1) {
				const z = scores[at] + step * ray[at];
				const truth = y[r];
				loss += weight * (Math.max(z, 0) - truth * z + Math.log1p(Math.exp(-Math.abs(z))));
				const residual = weight * (logisticOf(z) - truth);
				residuals[at] = residual;
				slope += residual * ray[at];
				continue;
			}
			let max = Number.NEGATIVE_INFINITY;
			for (let k = 0; k < outputs; k++) {
				const z = scores[at + k] + step * ray[at + k];
				exps[k] = z;
				if (z > max) max = z;
			}
			const truth = y[r];
			const own = exps[truth] - max;
			let sum = 0;
			for (let k = 0; k < outputs; k++) sum += exps[k] = Math.exp(exps[k] - max);
			loss += weight * (Math.log(sum) - own);
			for (let k = 0; k < outputs; k++) {
				const residual = weight * (exps[k] / sum - (k === truth ? 1 : 0));
				residuals[at + k] = residual;
				slope += residual * ray[at + k];
			}
		}
		return {
			value: loss + 0.5 * penalty * (squared + step * (2 * crossed + step * aimedSquared)),
			slope: slope + penalty * (crossed + step * aimedSquared),
		};
	};
	const takeGradient = () => {
		products.transposedMultiply(residuals, gradient, outputs);
		gradient.fill(0, coefficientCount);
		for (let i = 0; i < coefficientCount; i++) gradient[i] += penalty * parameters[i];
		if (!intercept) return;
		for (let r = 0; r < rows; r++) {
			for (let k = 0; k < outputs; k++) gradient[coefficientCount + k] += residuals[r * outputs + k];
		}
	};
	const objective = {
		size,
		outputs,
		parameters,
		gradient,
		value: lossAt(0).value,
		aim(direction: Float64Array) {
			aimed = direction;
			products.multiply(direction.subarray(0, coefficientCount), ray, outputs);
			for (let r = 0; r < rows; r++) {
				for (let k = 0; k < outputs; k++) ray[r * outputs + k] += direction[coefficientCount + k];
			}
			crossed = 0;
			aimedSquared = 0;
			for (let i = 0; i < coefficientCount; i++) {
				crossed += direction[i] * parameters[i];
				aimedSquared += direction[i] ** 2;
			}
		},
		look: lossAt,
		accept(step: number) {
			objective.value = lossAt(step).value;
			for (let i = 0; i < scores.length; i++) scores[i] += step * ray[i];
			for (let i = 0; i < size; i++) parameters[i] += step * aimed[i];
			squared = 0;
			for (let i = 0; i < coefficientCount; i++) squared += parameters[i] ** 2;
			takeGradient();
		},
	};
	takeGradient();
	return objective;
}

/** 1 / (1 + exp(-z)) without overflow. */
export function logisticOf(z: number): number {
	if (z >= 0) return 1 / (1 + Math.exp(-z));
	const e = Math.exp(z);
	return e / (1 + e);
}
