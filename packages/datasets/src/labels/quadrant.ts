import type { Clip } from '../types.js';

/**
 * Emotions to quadrants of valence and arousal, as Schuller et al. 2010 (Cross-corpus acoustic emotion recognition,
 * IEEE Trans. Affective Computing 1(2), tables 2-3) group them: disgust and boredom passive, neutral pleasant and
 * passive, surprise pleasant and active. `other` has no quadrant.
 */
const quadrants: Record<string, string> = {
	anger: 'unpleasant-active',
	fear: 'unpleasant-active',
	happiness: 'pleasant-active',
	surprise: 'pleasant-active',
	boredom: 'unpleasant-passive',
	disgust: 'unpleasant-passive',
	sadness: 'unpleasant-passive',
	calm: 'pleasant-passive',
	neutral: 'pleasant-passive',
};

/** The quadrant of a clip: from its ratings where the corpus has both, otherwise from its emotion. */
export function quadrantOf(clip: Clip, emotion: string | undefined): string | undefined {
	if (clip.valence !== undefined && clip.arousal !== undefined) {
		return `${clip.valence >= 0 ? 'pleasant' : 'unpleasant'}-${clip.arousal >= 0 ? 'active' : 'passive'}`;
	}
	return emotion === undefined ? undefined : quadrants[emotion];
}
