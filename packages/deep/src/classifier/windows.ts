import type { Matrix } from '@ser/core';

/** Which parts of a clip a network hears when it predicts. */
export interface WindowPlan {
	/** frames of a window */
	frames: number;
	mode: 'centre' | 'windows' | 'whole';
}

/** First frame of every window of a clip; negative when the clip is shorter and stands in the middle of its padding. */
export function windowStarts(rows: number, { frames, mode }: WindowPlan): number[] {
	const free = rows - frames;
	if (free <= 0 || mode === 'centre') return [Math.floor(free / 2)];
	const count = Math.ceil(free / (frames / 2)) + 1;
	return Array.from({ length: count }, (_, i) => Math.round((i * free) / (count - 1)));
}

/**
 * Copies a window of a clip; frames before and after the clip hold its minimum.
 *
 * @param output frames × cols values, written over
 */
export function copyWindow(clip: Matrix, start: number, frames: number, output: Float32Array): void {
	const { data, rows, cols } = clip;
	const from = Math.max(0, start);
	const to = Math.min(rows, start + frames);
	if (to - from < frames) {
		let least = Number.POSITIVE_INFINITY;
		for (const value of data) if (value < least) least = value;
		output.fill(least);
	}
	output.set(data.subarray(from * cols, to * cols), (from - start) * cols);
}
