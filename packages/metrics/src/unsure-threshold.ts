import { SerError } from '@ser/core';
import { requireSameLength } from './class-index.js';

export interface UnsureThreshold {
	/** answer when the greatest probability is at least this, else say "unsure" */
	threshold: number;
	/** accuracy among the answered clips that the threshold was fitted on */
	accuracy: number;
	/** share of answered clips, 0…1 */
	coverage: number;
	/** false when no threshold has the wanted accuracy; the one with the best accuracy is given */
	reached: boolean;
}

/**
 * The confidence below which a recogniser should say "unsure": the lowest threshold with the wanted accuracy (so that
 * it answers as often as it may), or the highest with the wanted coverage. Fit it on clips that the model was not
 * trained on, and never on the clips that are judged.
 *
 * @param judged what was predicted for each clip and how sure (`probabilities`: the greatest counts)
 * @param wanted `{ accuracy }` among answered clips, or `{ coverage }`, the share to answer; 0…1
 * @throws {SerError} INPUT without clips; PARAMETER when not exactly one wish in 0…1 is given
 */
export function unsureThreshold(
	judged: readonly { truth: string; predicted: string; probabilities: ArrayLike<number> }[],
	wanted: { accuracy: number } | { coverage: number },
): UnsureThreshold {
	requireSameLength(judged, judged, ['judged', 'judged']);
	const { accuracy, coverage } = wanted as { accuracy?: number; coverage?: number };
	const wish = accuracy ?? coverage;
	if ((accuracy === undefined) === (coverage === undefined) || !(wish !== undefined && wish >= 0 && wish <= 1)) {
		throw new SerError('PARAMETER', 'unsure threshold: give either accuracy or coverage, in 0…1');
	}
	const clips = judged
		.map(({ truth, predicted, probabilities }) => ({
			confidence: Math.max(...Array.from(probabilities)),
			right: truth === predicted,
		}))
		.sort((a, b) => b.confidence - a.confidence);
	const candidates: Omit<UnsureThreshold, 'reached'>[] = [];
	let right = 0;
	clips.forEach((clip, i) => {
		if (clip.right) right++;
		// Equal confidences are answered together.
		if (clips[i + 1]?.confidence === clip.confidence) return;
		candidates.push({ threshold: clip.confidence, accuracy: right / (i + 1), coverage: (i + 1) / clips.length });
	});
	if (coverage !== undefined) {
		const found = candidates.find((candidate) => candidate.coverage >= coverage - 1e-12);
		return { ...(found ?? candidates[candidates.length - 1]), reached: true };
	}
	const found = candidates.filter((candidate) => candidate.accuracy >= (accuracy as number) - 1e-12).at(-1);
	if (found) return { ...found, reached: true };
	const best = candidates.reduce((leader, candidate) => (candidate.accuracy >= leader.accuracy ? candidate : leader));
	return { ...best, reached: false };
}
