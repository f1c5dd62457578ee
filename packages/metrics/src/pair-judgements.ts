import { SerError } from '@ser/core';
import type { Judgement } from './types.js';

/**
 * The clips that two recognisers both judged, side by side. A clip that stands several times (several seeds) is paired
 * in the order of its occurrences.
 *
 * @throws {SerError} INPUT when no clip is common, or the two disagree on a clip's truth
 */
export function pairJudgements(a: readonly Judgement[], b: readonly Judgement[]): [Judgement, Judgement][] {
	const waiting = new Map<string, Judgement[]>();
	for (const judgement of b) {
		const list = waiting.get(judgement.path);
		if (list) list.push(judgement);
		else waiting.set(judgement.path, [judgement]);
	}
	const next = new Map<string, number>();
	const pairs: [Judgement, Judgement][] = [];
	for (const own of a) {
		const place = next.get(own.path) ?? 0;
		const other = waiting.get(own.path)?.[place];
		if (!other) continue;
		next.set(own.path, place + 1);
		if (other.truth !== own.truth) {
			throw new SerError(
				'INPUT',
				`${own.path}: its truth is "${own.truth}" in one run and "${other.truth}" in the other`,
			);
		}
		pairs.push([own, other]);
	}
	if (pairs.length === 0) throw new SerError('INPUT', 'the two runs have no clip in common');
	return pairs;
}
