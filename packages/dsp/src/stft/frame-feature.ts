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
	/** The same for the first `rows` spectra, where that is faster than one at a time. */
	computeRows?(spectra: Float32Array, rows: number, output: Float32Array, to: number): void;
}

/** Runs a frame feature over every row of a spectrogram. */
export function applyFrameFeature(feature: FrameFeature, spectrum: Matrix): Matrix {
	const result = createMatrix(spectrum.rows, feature.cols);
	computeRows(feature, spectrum.data, spectrum.rows, spectrum.cols, result.data, 0);
	return result;
}

/** Runs a frame feature over `rows` spectra of `bins` values. */
export function computeRows(
	feature: FrameFeature,
	spectra: Float32Array,
	rows: number,
	bins: number,
	output: Float32Array,
	to: number,
): void {
	if (feature.computeRows) feature.computeRows(spectra, rows, output, to);
	else for (let t = 0; t < rows; t++) feature.compute(spectra, t * bins, output, to + t * feature.cols);
}
