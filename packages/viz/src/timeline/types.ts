/** What a recogniser says of a stretch of a recording. */
export interface TimelineSegment {
	startSeconds: number;
	endSeconds: number;
	/** in the order of the classes */
	probabilities: readonly number[];
}
