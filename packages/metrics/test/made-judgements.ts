import { createRandom } from '@ser/core';
import type { Judgement } from '../src/index.js';

export const classes = ['anger', 'neutral', 'sadness'];

/**
 * Judged clips of made-up recognisers.
 *
 * @param options.right chance that a clip of a speaker is recognised
 */
export function madeJudgements(options: {
	speakers: number;
	clipsPerSpeaker: number;
	right: (speaker: number, clip: number) => number;
	seed?: number;
	groups?: (speaker: number, clip: number) => Record<string, string>;
}): Judgement[] {
	const { speakers, clipsPerSpeaker, right, seed = 1, groups } = options;
	const random = createRandom(seed);
	const judgements: Judgement[] = [];
	for (let s = 0; s < speakers; s++) {
		for (let i = 0; i < clipsPerSpeaker; i++) {
			const truth = i % 3;
			const predicted = random.next() < right(s, i) ? truth : (truth + 1 + random.integer(2)) % 3;
			const top = 0.4 + 0.5 * random.next();
			judgements.push({
				path: `${s}/${i}.wav`,
				truth: classes[truth],
				predicted: classes[predicted],
				probabilities: classes.map((_, c) => (c === predicted ? top : (1 - top) / 2)),
				fold: String(s % 4),
				speaker: `speaker ${String(s).padStart(2, '0')}`,
				groups: groups?.(s, i),
			});
		}
	}
	return judgements;
}
