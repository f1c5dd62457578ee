import type { Matrix } from '@ser/core';
import type { WindowPlan } from '../types.js';

/** First frame of every window of a clip; negative when the clip is shorter and stands in the middle of its padding. */
export function windowStarts(rows: number, { frames, mode }: WindowPlan): number[] {
	const free = rows - frames;
	if (free <= 0 || mode === 'centre') return [Math.floor(free / 2)];
	const count = Math.ceil(free / (frames / 2)) + 1;
	return Array.from({ length: count }, (_, i) => Math.round((i * free) / (count - 1)));
}

/**
 * Copies a window of a clip.
 *
 * @param output frames × cols values, written over
 * @param padding what frames before and after the clip hold: its minimum (default) or a number
 */
export function copyWindow(
	{ data, rows, cols }: Matrix,
	start: number,
	frames: number,
	output: Float32Array,
	padding: 'min' | number = 'min',
): void {
	const from = Math.max(0, start);
	const to = Math.min(rows, start + frames);
	if (to - from < frames) {
		output.fill(padding === 'min' ? data.reduce((least, value) => Math.min(least, value)) : padding);
	}
	output.set(data.subarray(from * cols, to * cols), (from - start) * cols);
}
