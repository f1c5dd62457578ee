/**
 * The two products that a linear model spends its time in. Coefficients are stored in blocks of four outputs,
 * `block × features × 4`, so that one value of the data meets four coefficients that lie side by side; outputs are
 * padded to a multiple of four.
 */

/** Outputs rounded up to a multiple of four. */
export function paddedOutputs(outputs: number): number {
	return Math.ceil(outputs / 4) * 4;
}

/**
 * scores = data × coefficients.
 *
 * @param data rows × cols
 * @param coefficients paddedOutputs / 4 × cols × 4
 * @param scores rows × outputs (padded), overwritten
 */
export function multiply(
	data: Float32Array | Float64Array,
	rows: number,
	cols: number,
	coefficients: Float64Array,
	scores: Float64Array,
	outputs: number,
): void {
	for (let block = 0; block < outputs; block += 4) {
		const base = block * cols;
		for (let r = 0; r < rows; r++) {
			let s0 = 0;
			let s1 = 0;
			let s2 = 0;
			let s3 = 0;
			let w = base;
			const end = (r + 1) * cols;
			for (let i = r * cols; i < end; i++, w += 4) {
				const value = data[i] as number;
				s0 += value * (coefficients[w] as number);
				s1 += value * (coefficients[w + 1] as number);
				s2 += value * (coefficients[w + 2] as number);
				s3 += value * (coefficients[w + 3] as number);
			}
			const at = r * outputs + block;
			scores[at] = s0;
			scores[at + 1] = s1;
			scores[at + 2] = s2;
			scores[at + 3] = s3;
		}
	}
}

/**
 * gradient += dataᵀ × residuals.
 *
 * @param residuals rows × outputs (padded)
 * @param gradient laid out as the coefficients
 */
export function addTransposed(
	data: Float32Array | Float64Array,
	rows: number,
	cols: number,
	residuals: Float64Array,
	gradient: Float64Array,
	outputs: number,
): void {
	for (let block = 0; block < outputs; block += 4) {
		const base = block * cols;
		for (let r = 0; r < rows; r++) {
			const at = r * outputs + block;
			const r0 = residuals[at] as number;
			const r1 = residuals[at + 1] as number;
			const r2 = residuals[at + 2] as number;
			const r3 = residuals[at + 3] as number;
			let w = base;
			const end = (r + 1) * cols;
			for (let i = r * cols; i < end; i++, w += 4) {
				const value = data[i] as number;
				gradient[w]! += value * r0;
				gradient[w + 1]! += value * r1;
				gradient[w + 2]! += value * r2;
				gradient[w + 3]! += value * r3;
			}
		}
	}
}
