import { createRandom, SerError } from '@ser/core';
import type { Clip, Split } from '../types.js';
import { checkJudgeable, foldOf, groupBy } from './groups.js';

/**
 * k random folds, stratified by class, in which the same speakers stand on both sides: LEAKY. For comparison with
 * published numbers that were made this way, and for corpora without speakers.
 *
 * @param k ≥ 2, default 5
 * @throws {SerError} PARAMETER when k is not an integer ≥ 2; DATASET for one class only or fewer clips than folds
 */
export function randomFolds(clips: readonly Clip[], k = 5, options: { seed?: string | number } = {}): Split {
	checkJudgeable(clips, k);
	if (clips.length < k) throw new SerError('DATASET', `${k} folds need at least ${k} clips, got ${clips.length}`);
	const random = createRandom(options.seed ?? 1).fork('random-folds');
	const tests: number[][] = Array.from({ length: k }, () => []);
	let next = 0;
	for (const indices of groupBy(clips, (clip) => clip.emotion).values()) {
		for (const index of random.shuffle([...indices])) tests[next++ % k]!.push(index);
	}
	return {
		protocol: `random:${k}`,
		description: `${k} random folds: LEAKY, the same speakers stand on both sides, so the numbers say nothing of new voices`,
		leaky: true,
		folds: tests.map((test, i) => foldOf(String(i + 1), test, clips.length)),
		notes: [],
	};
}
