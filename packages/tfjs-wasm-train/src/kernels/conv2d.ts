import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { makeFloat, pointerOf, type WasmBackend } from '../runtime/backend-wasm.js';
import { ScratchPlan, writeInts } from '../runtime/scratch-plan.js';
import type { SimdModule } from '../runtime/simd-module.js';
import { forwardTaps, paddedInput, phaseTaps, pushSegment, type Segment } from './conv-plan.js';

type Conv2DInfo = backend_util.Conv2DInfo;

/** A bias and a range, applied as the result is stored. */
export interface ConvEpilogue {
	bias?: TensorInfo;
	clamp?: { low: number; high: number };
}

/** The geometry of a call, or undefined when the layout is not NHWC. */
export function convInfoOf(
	inputShape: readonly number[],
	filterShape: readonly number[],
	attrs: {
		strides: [number, number] | number;
		pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
		dataFormat?: string;
		dilations?: [number, number] | number;
		dimRoundingMode?: 'floor' | 'round' | 'ceil';
	},
): Conv2DInfo | undefined {
	if (attrs.dataFormat !== undefined && attrs.dataFormat !== 'NHWC') return undefined;
	const info = backend_util.computeConv2DInfo(
		inputShape as [number, number, number, number],
		filterShape as [number, number, number, number],
		attrs.strides,
		attrs.dilations ?? 1,
		attrs.pad,
		attrs.dimRoundingMode,
	);
	return info.outHeight > 0 && info.outWidth > 0 && info.batchSize > 0 ? info : undefined;
}

function writeSegments(backend: WasmBackend, pointer: number, segments: readonly Segment[]): void {
	writeInts(
		backend,
		pointer,
		segments.flatMap((segment) => [segment.offset, segment.length]),
	);
}

/** out[b][y][x][o] = clamp(bias + Σ x · filter). */
export function conv2dForward(
	backend: WasmBackend,
	module: SimdModule,
	info: Conv2DInfo,
	x: TensorInfo,
	filter: TensorInfo,
	epilogue: ConvEpilogue = {},
): TensorInfo {
	const { simd } = module;
	const image = paddedInput(info);
	const { filterOffsets, segments } = forwardTaps(info, image);
	const k = filterOffsets.length * info.inChannels;
	const n = info.outChannels;
	const panels = Math.ceil(n / 8);
	const plan = new ScratchPlan(module);
	const tileAt = plan.reserve(256);
	const offsetsAt = plan.reserve(filterOffsets.length * 4);
	const segmentsAt = plan.reserve(segments.length * 8);
	const biasAt = plan.reserve(panels * 32);
	const packedAt = plan.reserve(panels * k * 32);
	const paddedAt = plan.reserve(image.needed ? image.height * image.width * info.inChannels * 4 : 0);
	const out = makeFloat(backend, info.outShape);
	const base = plan.allocate();
	writeInts(backend, base + offsetsAt, filterOffsets);
	writeSegments(backend, base + segmentsAt, segments);
	const { bias, clamp } = epilogue;
	if (bias) {
		const heap = new Float32Array(backend.wasm.HEAPU8.buffer);
		const from = pointerOf(backend, bias) / 4;
		const to = (base + biasAt) / 4;
		heap.fill(0, to, to + panels * 8);
		heap.copyWithin(to, from, from + n);
	}
	simd.packTaps!(
		pointerOf(backend, filter),
		base + offsetsAt,
		filterOffsets.length,
		info.inChannels,
		n,
		n,
		1,
		base + packedAt,
	);
	simd.convBatch!(
		info.batchSize,
		pointerOf(backend, x),
		info.inHeight,
		info.inWidth,
		info.inChannels,
		image.needed ? base + paddedAt : 0,
		image.height,
		image.width,
		image.top,
		image.left,
		info.strideHeight,
		info.strideWidth,
		info.outHeight,
		info.outWidth,
		base + segmentsAt,
		segments.length,
		base + packedAt,
		k,
		n,
		pointerOf(backend, out),
		info.outHeight * info.outWidth * n * 4,
		info.outWidth * n * 4,
		n * 4,
		bias ? base + biasAt : 0,
		clamp !== undefined,
		clamp?.low ?? 0,
		clamp?.high ?? 0,
		base + tileAt,
	);
	return out;
}

/** The gradient with respect to the input: one stride-1 convolution of dy for each phase of the strides. */
export function conv2dGradInput(
	backend: WasmBackend,
	module: SimdModule,
	info: Conv2DInfo,
	dy: TensorInfo,
	filter: TensorInfo,
): TensorInfo {
	const { simd } = module;
	const { strideHeight, strideWidth, inChannels, outChannels } = info;
	const axis = (stride: number, taps: number, dilation: number, before: number, length: number) =>
		Array.from({ length: Math.min(stride, length) }, (_, phase) => ({
			phase,
			count: Math.ceil((length - phase) / stride),
			taps: phaseTaps(phase, stride, taps, dilation, before),
		}));
	const rowPhases = axis(strideHeight, info.filterHeight, info.dilationHeight, info.padInfo.top, info.inHeight);
	const colPhases = axis(strideWidth, info.filterWidth, info.dilationWidth, info.padInfo.left, info.inWidth);
	const extent = (phases: typeof rowPhases, length: number) => {
		let before = 0;
		let after = length;
		for (const { count, taps } of phases) {
			for (const { shift } of taps) {
				before = Math.max(before, -shift);
				after = Math.max(after, count + shift);
			}
		}
		return { before, length: before + after };
	};
	const rows = extent(rowPhases, info.outHeight);
	const cols = extent(colPhases, info.outWidth);
	const needed = rows.length > info.outHeight || cols.length > info.outWidth;
	const pixel = outChannels * 4;
	const panels = Math.ceil(inChannels / 8);
	const taps = info.filterHeight * info.filterWidth;
	const plan = new ScratchPlan(module);
	const tileAt = plan.reserve(256);
	const offsetsAt = plan.reserve(taps * 4);
	const segmentsAt = plan.reserve(taps * 8);
	const packedAt = plan.reserve(panels * taps * outChannels * 32);
	const paddedAt = plan.reserve(needed ? rows.length * cols.length * pixel : 0);
	const out = makeFloat(backend, info.inShape);
	const base = plan.allocate();
	for (const row of rowPhases) {
		for (const col of colPhases) {
			const offsets: number[] = [];
			const segments: Segment[] = [];
			for (const { tap: ky, shift: dy } of row.taps) {
				for (const { tap: kx, shift: dx } of col.taps) {
					offsets.push((ky * info.filterWidth + kx) * inChannels * outChannels * 4);
					pushSegment(segments, ((rows.before + dy) * cols.length + cols.before + dx) * pixel, outChannels);
				}
			}
			const k = offsets.length * outChannels;
			writeInts(backend, base + offsetsAt, offsets);
			writeSegments(backend, base + segmentsAt, segments);
			simd.packTaps!(
				pointerOf(backend, filter),
				base + offsetsAt,
				offsets.length,
				outChannels,
				inChannels,
				1,
				outChannels,
				base + packedAt,
			);
			simd.convBatch!(
				info.batchSize,
				pointerOf(backend, dy),
				info.outHeight,
				info.outWidth,
				outChannels,
				needed ? base + paddedAt : 0,
				rows.length,
				cols.length,
				rows.before,
				cols.before,
				1,
				1,
				row.count,
				col.count,
				base + segmentsAt,
				segments.length,
				base + packedAt,
				k,
				inChannels,
				pointerOf(backend, out) + (row.phase * info.inWidth + col.phase) * inChannels * 4,
				info.inHeight * info.inWidth * inChannels * 4,
				strideHeight * info.inWidth * inChannels * 4,
				strideWidth * inChannels * 4,
				0,
				false,
				0,
				0,
				base + tileAt,
			);
		}
	}
	return out;
}

/** The gradient with respect to the filter. */
export function conv2dGradFilter(
	backend: WasmBackend,
	module: SimdModule,
	info: Conv2DInfo,
	x: TensorInfo,
	dy: TensorInfo,
): TensorInfo {
	const { simd } = module;
	const image = paddedInput(info);
	const { segments } = forwardTaps(info, image);
	const rowOffsets = segments.flatMap(({ offset, length }) => Array.from({ length }, (_, i) => offset + i * 4));
	const k = rowOffsets.length;
	while (rowOffsets.length % 4) rowOffsets.push(rowOffsets[k - 1]!);
	const n = info.outChannels;
	const panels = Math.ceil(n / 8);
	const block = Math.max(1, Math.min(info.outHeight, Math.ceil(96 / info.outWidth)));
	const plan = new ScratchPlan(module);
	const offsetsAt = plan.reserve(rowOffsets.length * 4);
	const packedAt = plan.reserve(block * info.outWidth * panels * 32);
	const sumsAt = plan.reserve((rowOffsets.length / 4) * panels * 128);
	const paddedAt = plan.reserve(image.needed ? image.height * image.width * info.inChannels * 4 : 0);
	const out = makeFloat(backend, info.filterShape);
	const base = plan.allocate();
	writeInts(backend, base + offsetsAt, rowOffsets);
	simd.convGradFilter!(
		info.batchSize,
		pointerOf(backend, x),
		info.inHeight,
		info.inWidth,
		info.inChannels,
		image.needed ? base + paddedAt : 0,
		image.height,
		image.width,
		image.top,
		image.left,
		info.strideHeight,
		info.strideWidth,
		info.outHeight,
		info.outWidth,
		base + offsetsAt,
		k,
		n,
		pointerOf(backend, dy),
		base + packedAt,
		base + sumsAt,
		block,
		pointerOf(backend, out),
	);
	return out;
}
