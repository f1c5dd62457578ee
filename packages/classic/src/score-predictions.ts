import { SerError } from '@ser/core';

/** What model selection looks at: `uar` (mean of the recalls of the classes that occur) or `accuracy`. */
export type Scoring = 'uar' | 'accuracy';

/** Scores predictions, 0…1. */
export function scorePredictions(truth: readonly string[], predicted: readonly string[], scoring: Scoring): number {
	if (scoring !== 'uar' && scoring !== 'accuracy') {
		throw new SerError('PARAMETER', `scoring must be 'uar' or 'accuracy', got ${String(scoring)}`);
	}
	const perClass = new Map<string, { right: number; all: number }>();
	truth.forEach((label, i) => {
		const key = scoring === 'uar' ? label : '';
		const counts = perClass.get(key) ?? { right: 0, all: 0 };
		perClass.set(key, counts);
		counts.all++;
		if (predicted[i] === label) counts.right++;
	});
	let sum = 0;
	for (const { right, all } of perClass.values()) sum += right / all;
	return sum / perClass.size;
}
