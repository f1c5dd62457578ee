import type { Matrix } from '@ser/core';
import { applyFrameFeature, type FrameFeature } from '../stft/frame-feature.js';
import { type ChromaOptions, chromaStft } from './chroma-stft.js';

/** Radius and angle of the six tonal axes: fifths, minor thirds, major thirds, each as sine and cosine. */
const axes = [
	[1, 7 / 6, 0.5],
	[1, 7 / 6, 0],
	[1, 3 / 2, 0.5],
	[1, 3 / 2, 0],
	[0.5, 2 / 3, 0.5],
	[0.5, 2 / 3, 0],
] as const;

/**
 * Tonal centroid features.
 *
 * @param source mono signal, any length ≥ 1, whose chroma is taken by `chromaStft`; or a chromagram of frames × nChroma
 * @returns frames × 6
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.feature.tonnetz(chroma=…)` transposed, with chroma_stft in place of chroma_cqt (Harte et al. 2006).
 */
export function tonnetz(source: Float32Array | Matrix, options: ChromaOptions = {}): Matrix {
	const chroma = source instanceof Float32Array ? chromaStft(source, options) : source;
	return applyFrameFeature(createTonnetzFeature(chroma.cols), chroma);
}

/** The tonal centroid of one chroma frame as a frame feature: it reads `nChroma` values. */
export function createTonnetzFeature(nChroma: number): FrameFeature {
	const weights = axes.map(([radius, scale, shift]) =>
		Float64Array.from({ length: nChroma }, (_, c) => radius * Math.cos(Math.PI * ((scale * 12 * c) / nChroma - shift))),
	);
	return {
		cols: 6,
		power: 2,
		compute(chroma, at, output, to) {
			let total = 0;
			for (let c = 0; c < nChroma; c++) total += Math.abs(chroma[at + c]!);
			if (total < 1.1754943508222875e-38) total = 1;
			for (let a = 0; a < 6; a++) {
				const axis = weights[a]!;
				let sum = 0;
				for (let c = 0; c < nChroma; c++) sum += axis[c]! * chroma[at + c]!;
				output[to + a] = sum / total;
			}
		},
	};
}
