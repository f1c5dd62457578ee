import { SerError } from '@ser/core';
import type { Clip } from '../types.js';

/**
 * One weight per clip for training on several corpora.
 *
 * @param weights `balanced`: every corpus counts the same in sum, the mean weight is 1; or a weight > 0 per clip of each
 * corpus, e.g. `{ ravdess: 1, tess: 0.1 }`, where corpora that are not named weigh 1
 * @throws {SerError} PARAMETER for a weight that is not a number ≥ 0, or a corpus that no clip belongs to
 */
export function corpusWeights(
	clips: readonly Clip[],
	weights: 'balanced' | Readonly<Record<string, number>>,
): Float64Array {
	const counts = new Map<string, number>();
	for (const clip of clips) counts.set(clip.corpus, (counts.get(clip.corpus) ?? 0) + 1);
	if (weights === 'balanced') {
		return Float64Array.from(clips, (clip) => clips.length / (counts.size * counts.get(clip.corpus)!));
	}
	for (const [corpus, weight] of Object.entries(weights)) {
		if (!(Number.isFinite(weight) && weight >= 0)) {
			throw new SerError('PARAMETER', `the weight of corpus ${corpus} must be a number ≥ 0, got ${weight}`);
		}
		if (!counts.has(corpus)) {
			throw new SerError('PARAMETER', `no clip is of corpus ${corpus}; corpora here: ${[...counts.keys()].join(', ')}`);
		}
	}
	return Float64Array.from(clips, (clip) => (Object.hasOwn(weights, clip.corpus) ? weights[clip.corpus]! : 1));
}
