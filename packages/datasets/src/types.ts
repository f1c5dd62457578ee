/** The common label set: Ekman's six, neutral, and three that several corpora share. */
export type Emotion =
	| 'anger'
	| 'boredom'
	| 'calm'
	| 'disgust'
	| 'fear'
	| 'happiness'
	| 'neutral'
	| 'other'
	| 'sadness'
	| 'surprise';

/** One recording of a corpus and what its corpus says of it. */
export interface Clip {
	/** absolute, or `synthetic:…` */
	path: string;
	/** the label used for training: the common label, or for an unknown corpus its own label */
	emotion: string;
	/** the label as the corpus writes it */
	corpusLabel: string;
	/** unique within a run: corpus and speaker, e.g. `ravdess:01` */
	speaker: string;
	/** the corpus's name, e.g. `ravdess` */
	corpus: string;
	sex?: 'female' | 'male';
	/** BCP 47, e.g. `en`, `de`, `it` */
	language?: string;
	/** what is said, as the corpus codes it */
	sentence?: string;
	intensity?: string;
	/** repetition or take, as the corpus codes it */
	take?: string;
	/** the part of the corpus's own division that the clip belongs to, e.g. `train`, `test`, `Test1` */
	partition?: string;
	/** −1 (unpleasant) … 1 (pleasant), where the corpus rates it */
	valence?: number;
	/** −1 (passive) … 1 (active), where the corpus rates it */
	arousal?: number;
	/** for an augmented copy: the path of the clip it was made from */
	sourcePath?: string;
}

/** A folder of recordings, read. */
export interface Corpus {
	/** e.g. `ravdess`, `folders`, `manifest`, `synthetic` */
	name: string;
	/** sorted by path */
	clips: Clip[];
	/** things the reader of a result must know: where speakers came from, mended names, traps of this corpus */
	notes: string[];
	/** audio files that are not clips of the corpus, each with the reason */
	skipped: { path: string; reason: string }[];
	/** labels without a common label, with counts; those clips keep their own label */
	unmappedLabels: Record<string, number>;
}

/** Indices into the list of clips. */
export interface Fold {
	/** e.g. `1`, `ravdess:01` */
	name: string;
	train: number[];
	test: number[];
}

/** A plan for judging a recogniser. */
export interface Split {
	/** e.g. `speaker:5`, `loso`, `emobox`, `random:5` */
	protocol: string;
	/** a sentence for people, e.g. `5 folds by speaker: no test speaker is heard in training` */
	description: string;
	/** true when the same speaker stands on both sides by design */
	leaky: boolean;
	folds: Fold[];
	/** what the reader of a result must know: a lowered number of folds, absent speakers, classes missing from a fold */
	notes?: string[];
}
