import type { Matrix, Waveform } from '@ser/core';

/** What was measured of one clip of a corpus. */
export interface ExploreClip {
	path: string;
	emotion: string;
	speaker: string;
	sex?: string;
	corpus?: string;
	durationSeconds: number;
	/** RMS over the active part, dBFS */
	levelDb: number;
	/** largest sample, dBFS; 0 or more means clipped */
	peakDb?: number;
	/** estimated signal-to-noise ratio, dB */
	snrDb?: number;
	/** Hz, of the file */
	sampleRate: number;
	/** of the file */
	channels?: number;
	/** e.g. `WAV 16-bit`, `FLAC` */
	format: string;
}

/** One clip that stands for its emotion. */
export interface ExploreExample {
	emotion: string;
	path: string;
	waveform: Waveform;
	/** frames × bands, dB */
	logMel: Matrix;
	/** samples of `waveform` from frame to frame */
	hopLength: number;
	/** Hz, of the highest mel band; default half the sample rate */
	fMax?: number;
}

/** How well single features tell the emotions apart; every array is as long as `names`. */
export interface Separability {
	names: string[];
	/** one-way ANOVA F */
	f: ArrayLike<number>;
	/** p-values after correction */
	p?: ArrayLike<number>;
	/** e.g. `Holm`, `Benjamini-Hochberg` */
	correction?: string;
	/** share of variance between emotions, 0…1 */
	etaSquared?: ArrayLike<number>;
	/** bits */
	mutualInformation?: ArrayLike<number>;
}

/** A label that may be wrong. */
export interface SuspiciousLabel {
	path: string;
	emotion: string;
	/** what a cross-validated model says instead */
	suggested?: string;
	/** its probability for that, 0…1 */
	confidence?: number;
	reason: string;
}

/** A corpus before training, as `exploreHtml` shows it: plain data, measured elsewhere. */
export interface ExploreInput {
	/** of the corpus, e.g. `RAVDESS` */
	name: string;
	clips: readonly ExploreClip[];
	examples?: readonly ExploreExample[];
	separability?: Separability;
	/** for distributions and the projection; rows need not be all clips */
	features?: { names: string[]; values: Matrix; labels: string[] };
	duplicates?: readonly { paths: readonly string[]; kind: 'identical file' | 'identical sound' | 'near' }[];
	suspicious?: readonly SuspiciousLabel[];
	/** what a reader must know: where speakers came from, traps of this corpus */
	notes?: readonly string[];
	/** files that are no clips, each with the reason */
	skipped?: readonly { path: string; reason: string }[];
	/** labels without a common emotion, with counts */
	unmappedLabels?: Record<string, number>;
	/** where the sound of a clip is: a relative link or a `data:` URI */
	audio?: (path: string) => string | undefined;
	/** the command that made the page */
	command?: string;
}

export interface ExploreOptions {
	/** default: the corpus's name */
	title?: string;
	/** printed as given; left out by default */
	date?: string;
	/** where SVG elements are made; see `PlotOptions.document` */
	document?: Document;
}
