import type { Matrix } from '@ser/core';
import type { Interval, Judgement, RunMetrics } from '@ser/metrics';
import type { ClipPicture } from './clip-picture.js';

/** What was learned in one epoch of one fold. */
export interface HistoryPoint {
	fold: string;
	/** from 1 */
	epoch: number;
	loss: number;
	accuracy?: number;
	valLoss?: number;
	valAccuracy?: number;
}

/** The outcome of a paired test between a run and another. */
export interface RunComparison {
	/** name of the other run */
	against: string;
	/** e.g. `paired bootstrap over speakers`, `McNemar` */
	test: string;
	/** this run's UAR minus the other's */
	difference: number;
	interval?: Interval;
	p: number;
	/** p after correction for the number of comparisons */
	pCorrected?: number;
	/** e.g. `Holm` */
	correction?: string;
}

/** The features of a run's clips, for the feature section. */
export interface RunFeatures {
	names: string[];
	/** clips × features */
	values: Matrix;
	/** the emotion of each row */
	labels: string[];
	/** one per feature, e.g. the forest's impurity decrease; any scale */
	importance?: number[];
}

/** One judged recogniser, as `reportHtml` shows it. */
export interface ReportRun {
	name: string;
	metrics: RunMetrics;
	judgements: Judgement[];
	/** everything needed to repeat the run */
	config: Record<string, unknown>;
	/** the command that repeats the run */
	command?: string;
	leakCheck?: { sentence: string; leaks: string[] };
	/** what a reader of the numbers must know */
	notes?: string[];
	/** deep models: one entry per fold and epoch */
	history?: HistoryPoint[];
	/** small spectrograms and envelopes, by `Judgement.path` */
	clips?: Record<string, ClipPicture>;
	/** where the sound of a clip is: a relative link or a `data:` URI; undefined when it is not available */
	audio?: (path: string) => string | undefined;
	features?: RunFeatures;
	compare?: RunComparison[];
}

export interface ReportOptions {
	/** default: the run's name, or `Comparison of n recognisers` */
	title?: string;
	/** printed as given, e.g. `2026-11-22 14:00 UTC`; left out by default so that the same run gives the same file */
	date?: string;
	/** clips that get a spectrogram in the page; mistakes come first. Default 2000: about 3 MB */
	maxPictures?: number;
	/** where SVG elements are made; see `PlotOptions.document` */
	document?: Document;
}
