import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { maximumOverColumns } from './maximum-filter.js';

export interface PcenOptions {
	/** Hz, default 22050 */
	sampleRate?: number;
	/** samples from row to row, default 512 */
	hopLength?: number;
	/** ≥ 0, default 0.98 */
	gain?: number;
	/** ≥ 0, default 2 */
	bias?: number;
	/** ≥ 0, default 0.5 */
	power?: number;
	/** seconds, > 0, default 0.4 */
	timeConstant?: number;
	/** > 0, default 1e-6 */
	eps?: number;
	/** coefficient of the smoother, 0 … 1; default from timeConstant */
	b?: number;
	/** columns of a maximum filter before smoothing, default 1: none */
	maxSize?: number;
}

/**
 * Per-channel energy normalisation: automatic gain control and compression of each band.
 *
 * @param spectrum frames × bands, values ≥ 0
 * @returns the same shape
 * @throws {SerError} PARAMETER for a bad option
 * Equals `librosa.pcen` transposed (Wang et al. 2017).
 */
export function pcen(spectrum: Matrix, options: PcenOptions = {}): Matrix {
	const { maxSize = 1 } = options;
	checkInteger('maxSize', maxSize);
	const { rows, cols } = spectrum;
	const gain = createPcenGain(cols, options);
	const reference = maximumOverColumns(spectrum, maxSize);
	const result = createMatrix(rows, cols);
	for (let at = 0; at < rows * cols; at += cols) gain.compute(spectrum.data, at, reference.data, at, result.data, at);
	return result;
}

/** The gain of each band, which remembers the frames before. */
export interface PcenGain {
	/** Reads one frame and what it is smoothed by, writes the normalised frame. Allocates nothing. */
	compute(
		spectrum: Float32Array,
		at: number,
		reference: Float32Array,
		referenceAt: number,
		output: Float32Array,
		to: number,
	): void;
	/** Forgets the frames before. */
	reset(): void;
}

/**
 * @param cols bands
 * @throws {SerError} PARAMETER for a bad option
 */
export function createPcenGain(cols: number, options: Omit<PcenOptions, 'maxSize'> = {}): PcenGain {
	const { sampleRate = 22050, hopLength = 512, gain = 0.98, bias = 2, power = 0.5, eps = 1e-6 } = options;
	const { timeConstant = 0.4 } = options;
	checkOption(gain >= 0, 'gain', '≥ 0', gain);
	checkOption(bias >= 0, 'bias', '≥ 0', bias);
	checkOption(power >= 0, 'power', '≥ 0', power);
	checkOption(eps > 0, 'eps', '> 0', eps);
	checkOption(timeConstant > 0, 'timeConstant', '> 0', timeConstant);
	const frames = (timeConstant * sampleRate) / hopLength;
	const b = options.b ?? (Math.sqrt(1 + 4 * frames * frames) - 1) / (2 * frames * frames);
	checkOption(b >= 0 && b <= 1, 'b', '0 … 1', b);
	const smooth = new Float64Array(cols).fill(1);
	return {
		compute(spectrum, at, reference, referenceAt, output, to) {
			for (let c = 0; c < cols; c++) {
				smooth[c] = b * reference[referenceAt + c]! + (1 - b) * smooth[c]!;
				const scaled = spectrum[at + c]! * Math.exp(-gain * (Math.log(eps) + Math.log1p(smooth[c]! / eps)));
				if (power === 0) output[to + c] = Math.log1p(scaled);
				else if (bias === 0) output[to + c] = scaled ** power;
				else output[to + c] = bias ** power * Math.expm1(power * Math.log1p(scaled / bias));
			}
		},
		reset: () => void smooth.fill(1),
	};
}
