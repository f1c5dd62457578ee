import type { Judgement } from '@ser/metrics';
import type { FoldResult } from './run-fold.js';

/** Models whose probabilities are averaged, as `ser train --model logistic+cnn` does. */
export const mixtures = [
	['logistic', 'cnn'],
	['logistic', 'transformer'],
	['logistic', 'cnn', 'cnn-lstm', 'transformer'],
] as const;

/** One fold of a mixture, from what its parts judged on that fold; costs add up. */
export function mixtureOf(parts: readonly FoldResult[]): FoldResult {
	const [first] = parts;
	const { classes } = first!;
	const sum = (value: (part: FoldResult) => number) => parts.reduce((total, part) => total + value(part), 0);
	const judgements = first!.judgements.map((judgement, i): Judgement => {
		const probabilities = classes.map(
			(_, k) => sum(({ judgements }) => judgements[i]!.probabilities[k]!) / parts.length,
		);
		return { ...judgement, probabilities, predicted: classes[probabilities.indexOf(Math.max(...probabilities))]! };
	});
	return {
		fold: first!.fold,
		classes,
		judgements,
		fitCpuSeconds: sum(({ fitCpuSeconds }) => fitCpuSeconds),
		fitWallSeconds: sum(({ fitWallSeconds }) => fitWallSeconds),
		predictMsPerClip: sum(({ predictMsPerClip }) => predictMsPerClip),
		bytes: sum(({ bytes }) => bytes),
	};
}
