import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOneOf, checkOption } from '../check.js';
import { createPlanCache } from '../plan-cache.js';
import type { FrameFeature } from '../stft/frame-feature.js';
import { melFrequencies } from './mel-scale.js';

export interface MelOptions {
	/** Hz, default 22050 */
	sampleRate?: number;
	/** samples of a transformed frame, default 2048 */
	nFft?: number;
	/** bands, default 128 */
	nMels?: number;
	/** Hz, ≥ 0, default 0 */
	fMin?: number;
	/** Hz, > fMin, default sampleRate / 2 */
	fMax?: number;
	/** HTK's mel formula instead of Slaney's, default false */
	htk?: boolean;
	/** 'slaney' (default): each triangle has unit area in Hz; null: each peaks at 1 */
	norm?: 'slaney' | null;
}

/** The triangles without their zeros. */
export interface SparseFilterbank {
	/** bands */
	rows: number;
	/** spectrum bins */
	cols: number;
	/** first bin of each band */
	starts: Int32Array;
	/** `weights[offsets[m]] … weights[offsets[m + 1] − 1]` belong to band m */
	offsets: Int32Array;
	weights: Float64Array;
}

const cache = /* @__PURE__ */ createPlanCache<SparseFilterbank>();

/**
 * The mel filterbank without its zeros; shared, do not change it.
 *
 * @throws {SerError} PARAMETER
 */
export function sparseMelFilterbank(options: MelOptions): SparseFilterbank {
	const { sampleRate = 22050, nFft = 2048, nMels = 128, fMin = 0, htk = false, norm = 'slaney' } = options;
	const fMax = options.fMax ?? sampleRate / 2;
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkInteger('nFft', nFft);
	checkInteger('nMels', nMels);
	checkOption(fMin >= 0, 'fMin', '≥ 0', fMin);
	checkOption(fMax > fMin, 'fMax', `> fMin (${fMin})`, fMax);
	checkOneOf('norm', norm, ['slaney', null]);
	const key = [sampleRate, nFft, nMels, fMin, fMax, htk, norm].join('/');
	return cache.get(key, () => build(sampleRate, nFft, nMels, fMin, fMax, htk, norm));
}

/**
 * Triangular filters on the mel scale.
 *
 * @returns nMels × (floor(nFft / 2) + 1)
 * @throws {SerError} PARAMETER
 * Equals `librosa.filters.mel`.
 */
export function melFilterbank(options: MelOptions = {}): Matrix {
	const { rows, cols, starts, offsets, weights } = sparseMelFilterbank(options);
	const matrix = createMatrix(rows, cols);
	for (let m = 0; m < rows; m++) {
		matrix.data.set(weights.subarray(offsets[m], offsets[m + 1]), m * cols + starts[m]!);
	}
	return matrix;
}

/** The mel bands of one spectrum as a frame feature; `bins` is the width of the spectrum. */
export function createMelFeature(options: MelOptions, power: number): FrameFeature {
	const { rows, starts, offsets, weights } = sparseMelFilterbank(options);
	return {
		cols: rows,
		power,
		compute(spectrum, at, output, to) {
			for (let m = 0; m < rows; m++) {
				const end = offsets[m + 1]!;
				let w = offsets[m]!;
				let bin = at + starts[m]!;
				// Four sums at once: an addition need not wait for the one before.
				let s0 = 0;
				let s1 = 0;
				let s2 = 0;
				let s3 = 0;
				for (; w + 4 <= end; w += 4, bin += 4) {
					s0 += weights[w]! * spectrum[bin]!;
					s1 += weights[w + 1]! * spectrum[bin + 1]!;
					s2 += weights[w + 2]! * spectrum[bin + 2]!;
					s3 += weights[w + 3]! * spectrum[bin + 3]!;
				}
				for (; w < end; w++, bin++) s0 += weights[w]! * spectrum[bin]!;
				output[to + m] = s0 + s1 + (s2 + s3);
			}
		},
	};
}

function build(
	sampleRate: number,
	nFft: number,
	nMels: number,
	fMin: number,
	fMax: number,
	htk: boolean,
	norm: 'slaney' | null,
): SparseFilterbank {
	const cols = Math.floor(nFft / 2) + 1;
	const edges = melFrequencies(nMels + 2, fMin, fMax, htk);
	const starts = new Int32Array(nMels);
	const offsets = new Int32Array(nMels + 1);
	const weights: number[] = [];
	for (let m = 0; m < nMels; m++) {
		const [low, centre, high] = [edges[m]!, edges[m + 1]!, edges[m + 2]!];
		const scale = norm === 'slaney' ? 2 / (high - low) : 1;
		starts[m] = 0;
		for (let k = 0; k < cols; k++) {
			const hz = (k * sampleRate) / nFft;
			const weight = scale * Math.min((hz - low) / (centre - low), (high - hz) / (high - centre));
			if (!(weight > 0)) continue;
			if (weights.length === offsets[m]) starts[m] = k;
			weights.push(weight);
		}
		offsets[m + 1] = weights.length;
	}
	return { rows: nMels, cols, starts, offsets, weights: Float64Array.from(weights) };
}
