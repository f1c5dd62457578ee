import { SerError } from '@ser/core';

/** How a signal goes on beyond its ends: zeros, mirrored without repeating the end, or the end repeated. */
export type PadMode = 'constant' | 'reflect' | 'edge';

export interface FramingOptions {
	/** samples a frame */
	frameLength: number;
	/** samples from frame to frame */
	hopLength: number;
	/** Frame t is centred at sample t × hopLength, the signal padded by half a frame at both ends. */
	center: boolean;
	padMode: PadMode;
}

/**
 * The number of frames of a signal.
 *
 * @throws {SerError} INPUT when not centred and the signal is shorter than a frame
 */
export function frameCount(length: number, { frameLength, hopLength, center }: FramingOptions): number {
	const padded = length + (center ? 2 * Math.floor(frameLength / 2) : 0);
	if (padded < frameLength) {
		throw new SerError('INPUT', `samples must fill a frame (${frameLength}) when center is false, got ${length}`);
	}
	return 1 + Math.floor((padded - frameLength) / hopLength);
}

/** The index that stands for index `i` outside of a signal of `length` samples, or −1 for a zero. */
export function paddedIndex(i: number, length: number, mode: PadMode): number {
	if (i >= 0 && i < length) return i;
	if (mode === 'constant') return -1;
	if (mode === 'edge' || length === 1) return i < 0 ? 0 : length - 1;
	const period = 2 * (length - 1);
	const folded = ((i % period) + period) % period;
	return folded < length ? folded : period - folded;
}

/**
 * Copies the frame that starts at sample `start` (negative: in the padding), optionally times a window.
 *
 * @param output frameLength values
 */
export function readFrame(
	samples: Float32Array,
	start: number,
	padMode: PadMode,
	output: Float64Array,
	window?: Float64Array,
): void {
	const length = output.length;
	if (start >= 0 && start + length <= samples.length) {
		if (window) for (let i = 0; i < length; i++) output[i] = samples[start + i]! * window[i]!;
		else for (let i = 0; i < length; i++) output[i] = samples[start + i]!;
		return;
	}
	for (let i = 0; i < length; i++) {
		output[i] = paddedSample(samples, start + i, padMode) * (window ? window[i]! : 1);
	}
}

/**
 * Copies the `count` samples from index `start` on (negative or beyond the end: padding).
 *
 * @param output `count` values or more
 */
export function copyPadded(
	samples: Float32Array,
	start: number,
	count: number,
	padMode: PadMode,
	output: Float32Array,
): void {
	if (start === 0 && count === samples.length) {
		output.set(samples);
		return;
	}
	const from = Math.min(Math.max(0, -start), count);
	const to = Math.max(from, Math.min(count, samples.length - start));
	if (to > from) output.set(samples.subarray(start + from, start + to), from);
	for (let i = 0; i < from; i++) output[i] = paddedSample(samples, start + i, padMode);
	for (let i = to; i < count; i++) output[i] = paddedSample(samples, start + i, padMode);
}

function paddedSample(samples: Float32Array, i: number, padMode: PadMode): number {
	const index = paddedIndex(i, samples.length, padMode);
	return index < 0 ? 0 : samples[index]!;
}
