/** Something that stands on both sides of a split. */
export interface Leak {
	/**
	 * - `file` the same path is trained and tested
	 * - `speaker` the same speaker
	 * - `content` the same bytes under two names
	 * - `near-duplicate` the same sound, louder or softer, resampled or trimmed
	 * - `augmented-copy` a clip and an altered copy of it
	 * - `sentence` the same text: the result is text-dependent (reported, not refused)
	 */
	kind: 'file' | 'speaker' | 'content' | 'near-duplicate' | 'augmented-copy' | 'sentence';
	/** true when judging with it would claim too much; `sentence` alone is false */
	refused: boolean;
	/** names of the folds concerned */
	folds: string[];
	/** how many speakers, pairs of clips or test clips are concerned, each counted once */
	count: number;
	/** up to ten of them: `ravdess:01`, or `a.wav = b.wav` */
	examples: string[];
	/** a sentence for people that names the overlap */
	message: string;
}

/** What `audioFingerprint` gives: one word of 32 bits for each 32 ms, 0 where nothing is said. */
export type AudioFingerprint = Uint32Array;

/** Two recordings of the same sound. */
export interface NearDuplicate {
	/** index of the first, smaller than `b` */
	a: number;
	b: number;
	/** share of equal bits at the best alignment, 0.5 = chance, 1 = the same */
	similarity: number;
	/** by how much `b` starts later in the sound than `a`, seconds */
	offsetSeconds: number;
}
