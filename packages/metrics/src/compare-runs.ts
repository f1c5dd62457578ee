import { SerError } from '@ser/core';
import { holm } from './correct-p-values.js';
import { type McNemar, mcnemar } from './mcnemar.js';
import { type PairedComparison, pairedBootstrap } from './paired-bootstrap.js';
import type { Judgement } from './types.js';

/** A run to compare. */
export interface ComparedRun {
	/** unique among the runs */
	name: string;
	judgements: readonly Judgement[];
}

/** Two runs on their common clips. */
export interface RunPair extends PairedComparison {
	a: string;
	b: string;
	/** p of the speaker bootstrap, corrected by Holm over all pairs */
	pCorrected: number;
	mcnemar: McNemar & {
		/** exact p, corrected by Holm over all pairs */
		exactPCorrected: number;
	};
	/** pCorrected < 0.05 */
	significant: boolean;
	/** what it means, for people */
	sentence: string;
}

/**
 * Compares every run with every other: paired speaker bootstrap of the UAR and McNemar's test, both corrected by Holm.
 *
 * @param runs at least two, with different names
 * @param options.classes default: all labels that occur in a pair
 * @param options.resamples default 2000
 * @param options.seed default 1
 * @throws {SerError} INPUT for fewer than two runs, equal names, or two runs without a common clip
 */
export function compareRuns(
	runs: readonly ComparedRun[],
	options: { classes?: readonly string[]; resamples?: number; seed?: number | string } = {},
): RunPair[] {
	if (runs.length < 2) throw new SerError('INPUT', `compare: needs at least two runs, got ${runs.length}`);
	if (new Set(runs.map((run) => run.name)).size < runs.length) {
		throw new SerError(
			'INPUT',
			`compare: runs must have different names, got ${runs.map((run) => run.name).join(', ')}`,
		);
	}
	const pairs = runs.flatMap((first, i) =>
		runs.slice(i + 1).map((second) => ({
			a: first.name,
			b: second.name,
			...pairedBootstrap(first.judgements, second.judgements, options),
			mcnemar: mcnemar(first.judgements, second.judgements),
		})),
	);
	const corrected = holm(pairs.map((pair) => pair.p));
	const exactCorrected = holm(pairs.map((pair) => pair.mcnemar.exactP));
	return pairs.map((pair, i) => {
		const pCorrected = corrected[i];
		const significant = pCorrected < 0.05;
		return {
			...pair,
			pCorrected,
			mcnemar: { ...pair.mcnemar, exactPCorrected: exactCorrected[i] },
			significant,
			sentence: sentenceOf(pair, pCorrected, significant),
		};
	});
}

function sentenceOf(pair: PairedComparison & { a: string; b: string }, p: number, significant: boolean): string {
	const { a, b, uarA, uarB, difference, interval, speakers } = pair;
	const [better, worse, high, low] = difference >= 0 ? [a, b, uarA, uarB] : [b, a, uarB, uarA];
	const ends = difference >= 0 ? interval : ([-interval[1], -interval[0]] as const);
	const facts = `UAR ${high.toFixed(3)} against ${low.toFixed(3)}, difference ${Math.abs(difference).toFixed(3)} [${ends[0].toFixed(3)}, ${ends[1].toFixed(3)}], Holm-corrected p = ${p.toFixed(3)}, ${speakers} speakers`;
	return significant
		? `${better} is better than ${worse}: ${facts}.`
		: `No significant difference between ${better} and ${worse}: ${facts}.`;
}
