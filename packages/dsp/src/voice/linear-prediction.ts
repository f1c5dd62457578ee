/** Solves the normal equations of linear prediction of one order. */
export interface LinearPrediction {
	/**
	 * @param correlation order + 1 autocorrelation values
	 * @param coefficients order + 1 values, written over: 1, a₁ … a_p of the inverse filter
	 * @returns false when the signal is nothing
	 */
	solve(correlation: Float64Array, coefficients: Float64Array): boolean;
}

/** Levinson-Durbin recursion. */
export function linearPrediction(order: number): LinearPrediction {
	const previous = new Float64Array(order + 1);
	return {
		solve(correlation, coefficients) {
			coefficients.fill(0);
			coefficients[0] = 1;
			let error = correlation[0]!;
			if (!(error > 0)) return false;
			for (let m = 1; m <= order; m++) {
				let sum = correlation[m]!;
				for (let j = 1; j < m; j++) sum += coefficients[j]! * correlation[m - j]!;
				const reflection = -sum / error;
				previous.set(coefficients);
				for (let j = 1; j < m; j++) coefficients[j] = previous[j]! + reflection * previous[m - j]!;
				coefficients[m] = reflection;
				error *= 1 - reflection * reflection;
				if (!(error > 0)) return true;
			}
			return true;
		},
	};
}
