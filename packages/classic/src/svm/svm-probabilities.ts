import type { Matrix } from '@ser/core';
import { couplePairs } from './couple-pairs.js';
import { sigmoidAt } from './platt.js';
import { pairDecisions, type SupportVectors } from './support-vectors.js';

/**
 * Class probabilities: Platt's sigmoids of all pairs, coupled; or without sigmoids a softmax of votes.
 *
 * @param out clips × classes, overwritten
 */
export async function svmProbabilities(model: SupportVectors, x: Matrix, out: Matrix): Promise<void> {
	const decisions = await pairDecisions(model, x);
	const k = out.cols;
	const pairCount = model.rho.length;
	const row = new Float64Array(k);
	const pairwise = new Float64Array(k * k);
	for (let r = 0; r < x.rows; r++) {
		const own = decisions.subarray(r * pairCount, (r + 1) * pairCount);
		if (model.sigmoids) {
			let p = 0;
			for (let a = 0; a < k; a++) {
				for (let b = a + 1; b < k; b++, p++) {
					// libsvm keeps pairwise probabilities away from 0 and 1.
					const share = Math.min(1 - 1e-7, Math.max(1e-7, sigmoidAt(model.sigmoids[p], own[p])));
					pairwise[a * k + b] = share;
					pairwise[b * k + a] = 1 - share;
				}
			}
			if (k === 2) {
				row[0] = pairwise[1];
				row[1] = pairwise[2];
			} else couplePairs(pairwise, k, row);
		} else softmaxOfVotes(own, k, row);
		for (let c = 0; c < k; c++) out.data[r * k + c] = row[c];
	}
}

/**
 * Votes plus the sum of decision values squeezed into ±1/3 (scikit-learn's `decision_function_shape='ovr'`), through a
 * softmax: the order of the classes is right, the numbers are not calibrated.
 */
function softmaxOfVotes(decisions: Float64Array, k: number, out: Float64Array): void {
	const votes = new Float64Array(k);
	const confidence = new Float64Array(k);
	let p = 0;
	for (let a = 0; a < k; a++) {
		for (let b = a + 1; b < k; b++, p++) {
			const decision = decisions[p];
			votes[decision > 0 ? a : b] += 1;
			confidence[a] += decision;
			confidence[b] -= decision;
		}
	}
	let max = Number.NEGATIVE_INFINITY;
	for (let c = 0; c < k; c++) {
		out[c] = votes[c] + confidence[c] / (3 * (Math.abs(confidence[c]) + 1));
		max = Math.max(max, out[c]);
	}
	let sum = 0;
	for (let c = 0; c < k; c++) sum += out[c] = Math.exp(out[c] - max);
	for (let c = 0; c < k; c++) out[c] /= sum;
}
