import { createMatrix, type Matrix } from '@ser/core';
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
	const { rows, cols, data } = chroma;
	const weights = axes.map(([radius, scale, shift]) =>
		Float64Array.from({ length: cols }, (_, c) => radius * Math.cos(Math.PI * ((scale * 12 * c) / cols - shift))),
	);
	const result = createMatrix(rows, 6);
	for (let t = 0; t < rows; t++) {
		const row = t * cols;
		let total = 0;
		for (let c = 0; c < cols; c++) total += Math.abs(data[row + c]!);
		if (total < 1.1754943508222875e-38) total = 1;
		for (let a = 0; a < 6; a++) {
			let sum = 0;
			for (let c = 0; c < cols; c++) sum += weights[a]![c]! * data[row + c]!;
			result.data[t * 6 + a] = sum / total;
		}
	}
	return result;
}
