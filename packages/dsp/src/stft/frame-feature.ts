import { createMatrix, type Matrix } from '@ser/core';

/**
 * A feature that needs one frame and nothing else. The same plan serves whole signals and streams,
 * so both give the same bits.
 */
export interface FrameFeature {
	/** values a frame */
	readonly cols: number;
	/** the exponent of the spectrum it reads: 1 magnitude, 2 power */
	readonly power: number;
	/** Reads one spectrum from `spectrum[at]` on, writes `cols` values from `output[to]` on. Allocates nothing. */
	compute(spectrum: Float32Array, at: number, output: Float32Array, to: number): void;
}

/** Runs a frame feature over every row of a spectrogram. */
export function applyFrameFeature(feature: FrameFeature, spectrum: Matrix): Matrix {
	const result = createMatrix(spectrum.rows, feature.cols);
	for (let t = 0; t < spectrum.rows; t++) {
		feature.compute(spectrum.data, t * spectrum.cols, result.data, t * feature.cols);
	}
	return result;
}
