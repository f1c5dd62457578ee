import type { Waveform } from '@ser/core';

/** What a recogniser says of a stretch of a recording. */
export interface TimelineSegment {
	startSeconds: number;
	endSeconds: number;
	/** in the order of the classes */
	probabilities: readonly number[];
}

/** A long recording and what a recogniser says of it. */
export interface TimelineInput {
	/** of the recording, e.g. its file name */
	name: string;
	classes: readonly string[];
	/** in the order of time; windows may overlap, and pauses may be left out */
	segments: readonly TimelineSegment[];
	/** a relative link or a `data:` URI; without it the page shows, but does not play */
	audio?: string;
	/** drawn as an envelope above the emotions */
	waveform?: Waveform;
	/** how far the recogniser can be trusted, e.g. its headline sentence */
	trust?: string;
	notes?: string[];
	/** the command that made the page */
	command?: string;
}

export interface TimelinePageOptions {
	/** default: the recording's name */
	title?: string;
	/** printed as given; left out by default */
	date?: string;
	/** where SVG elements are made; see `PlotOptions.document` */
	document?: Document;
}
