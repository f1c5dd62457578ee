import type { backend_util } from '@tensorflow/tfjs-core';

type Conv2DInfo = backend_util.Conv2DInfo;

/** A run of memory, contiguous from `offset` bytes after the row pointer. */
export interface Segment {
	offset: number;
	length: number;
}

/** Appends a run, joined to the last one where they touch. */
export function pushSegment(segments: Segment[], offset: number, length: number): void {
	const last = segments.at(-1);
	if (last && last.offset + last.length * 4 === offset) last.length += length;
	else segments.push({ offset, length });
}

/** How the images of a convolution are padded before it runs; `needed` is false when they can be read in place. */
export interface PaddedImage {
	needed: boolean;
	height: number;
	width: number;
	top: number;
	left: number;
}

/** The padded input image of a convolution. */
export function paddedInput(info: Conv2DInfo): PaddedImage {
	const height = (info.outHeight - 1) * info.strideHeight + (info.filterHeight - 1) * info.dilationHeight + 1;
	const width = (info.outWidth - 1) * info.strideWidth + (info.filterWidth - 1) * info.dilationWidth + 1;
	const { top, left } = info.padInfo;
	const needed = top > 0 || left > 0 || height > info.inHeight || width > info.inWidth;
	return needed
		? { needed, height, width, top, left }
		: { needed, height: info.inHeight, width: info.inWidth, top: 0, left: 0 };
}

/** The taps of the forward convolution: where each stands in the filter (bytes) and in the padded image. */
export function forwardTaps(info: Conv2DInfo, image: PaddedImage): { filterOffsets: number[]; segments: Segment[] } {
	const pixel = info.inChannels * 4;
	const filterOffsets: number[] = [];
	const segments: Segment[] = [];
	for (let ky = 0; ky < info.filterHeight; ky++) {
		for (let kx = 0; kx < info.filterWidth; kx++) {
			filterOffsets.push((ky * info.filterWidth + kx) * pixel * info.outChannels);
			const offset = (ky * info.dilationHeight * image.width + kx * info.dilationWidth) * pixel;
			pushSegment(segments, offset, info.inChannels);
		}
	}
	return { filterOffsets, segments };
}

/** One axis of the gradient with respect to the input: the taps that reach input positions ≡ phase modulo the stride. */
export function phaseTaps(
	phase: number,
	stride: number,
	taps: number,
	dilation: number,
	before: number,
): { tap: number; shift: number }[] {
	const list: { tap: number; shift: number }[] = [];
	for (let tap = taps - 1; tap >= 0; tap--) {
		const shift = (phase + before - tap * dilation) / stride;
		if (Number.isInteger(shift)) list.push({ tap, shift });
	}
	return list;
}
