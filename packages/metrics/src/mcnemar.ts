import { chiSquareTail } from './distributions/chi-square-tail.js';
import { pairJudgements } from './pair-judgements.js';
import type { Judgement } from './types.js';

export interface McNemar {
	/** clips that only the first got right */
	onlyA: number;
	/** clips that only the second got right */
	onlyB: number;
	/** two-sided exact binomial p-value; 1 when they never differ */
	exactP: number;
	/** (|onlyA - onlyB| - 1)² / (onlyA + onlyB), with Edwards' continuity correction */
	chiSquare: number;
	/** its p-value, one degree of freedom */
	chiSquareP: number;
}

/**
 * McNemar's test (1947) whether two recognisers are right equally often on the same clips. It takes clips as
 * independent, which clips of one speaker are not: read it beside `pairedBootstrap`.
 *
 * @param a judgements of the first
 * @param b judgements of the second; clips are matched by path
 * @throws {SerError} INPUT when no clip is common, or the truths differ
 */
export function mcnemar(a: readonly Judgement[], b: readonly Judgement[]): McNemar {
	let onlyA = 0;
	let onlyB = 0;
	for (const [own, other] of pairJudgements(a, b)) {
		const rightA = own.predicted === own.truth;
		const rightB = other.predicted === other.truth;
		if (rightA && !rightB) onlyA++;
		if (rightB && !rightA) onlyB++;
	}
	const n = onlyA + onlyB;
	const chiSquare = n > 0 ? Math.max(0, Math.abs(onlyA - onlyB) - 1) ** 2 / n : 0;
	return {
		onlyA,
		onlyB,
		exactP: Math.min(1, 2 * halfBinomialUpTo(Math.min(onlyA, onlyB), n)),
		chiSquare,
		chiSquareP: chiSquareTail(chiSquare),
	};
}

/** P(X ≤ k) for n fair coins. */
function halfBinomialUpTo(k: number, n: number): number {
	// The term at k, halved n times along the way so that it never overflows.
	let term = 1;
	let halvings = n;
	for (let i = 1; i <= k; i++) {
		term *= (n - k + i) / i;
		while (term > 1 && halvings > 0) {
			term /= 2;
			halvings--;
		}
	}
	term *= 2 ** -halvings;
	let sum = 0;
	for (let i = k; i >= 0 && term > 0; i--) {
		sum += term;
		term *= i / (n - i + 1);
	}
	return sum;
}
