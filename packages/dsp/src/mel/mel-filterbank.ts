import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOneOf, checkOption } from '../check.js';
import { createTriangles, type TriangleFilterbank, type Triangles } from '../kernels/triangles.js';
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

interface MelPlan {
	filterbank: TriangleFilterbank;
	triangles: Triangles;
}

const cache = /* @__PURE__ */ createPlanCache<MelPlan>();

/** @throws {SerError} PARAMETER */
function planOf(options: MelOptions): MelPlan {
	const { sampleRate = 22050, nFft = 2048, nMels = 128, fMin = 0, htk = false, norm = 'slaney' } = options;
	const fMax = options.fMax ?? sampleRate / 2;
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkInteger('nFft', nFft);
	checkInteger('nMels', nMels);
	checkOption(fMin >= 0, 'fMin', '≥ 0', fMin);
	checkOption(fMax > fMin, 'fMax', `> fMin (${fMin})`, fMax);
	checkOneOf('norm', norm, ['slaney', null]);
	const key = [sampleRate, nFft, nMels, fMin, fMax, htk, norm].join('/');
	return cache.get(key, () => {
		const filterbank = buildMelTriangles(sampleRate, nFft, nMels, fMin, fMax, htk, norm);
		return { filterbank, triangles: createTriangles(filterbank) };
	});
}

/**
 * Triangular filters on the mel scale.
 *
 * @returns nMels × (floor(nFft / 2) + 1)
 * @throws {SerError} PARAMETER
 * Equals `librosa.filters.mel`.
 */
export function melFilterbank(options: MelOptions = {}): Matrix {
	const { bands, bins, bounds, weights } = planOf(options).filterbank;
	const matrix = createMatrix(bands, bins);
	for (let s = 0; s <= bands; s++) {
		for (let k = bounds[s]!; k < bounds[s + 1]!; k++) {
			const at = 2 * (k - bounds[0]!);
			if (s > 0) matrix.data[(s - 1) * bins + k] = weights[at]!;
			if (s < bands) matrix.data[s * bins + k] = weights[at + 1]!;
		}
	}
	return matrix;
}

/** The mel bands of one spectrum as a frame feature. */
export function createMelFeature(options: MelOptions, power: number): FrameFeature {
	const { filterbank, triangles } = planOf(options);
	return {
		cols: filterbank.bands,
		power,
		compute: (spectrum, at, output, to) => triangles.apply(spectrum, at, 1, output, to),
		computeRows: (spectra, rows, output, to) => triangles.apply(spectra, 0, rows, output, to),
	};
}

/** The triangles, without their zeros. */
export function buildMelTriangles(
	sampleRate: number,
	nFft: number,
	nMels: number,
	fMin: number,
	fMax: number,
	htk: boolean,
	norm: 'slaney' | null,
): TriangleFilterbank {
	const bins = Math.floor(nFft / 2) + 1;
	const edges = melFrequencies(nMels + 2, fMin, fMax, htk);
	const hzOf = (k: number) => (k * sampleRate) / nFft;
	const scaleOf = (m: number) => (norm === 'slaney' ? 2 / (edges[m + 2]! - edges[m]!) : 1);
	const bounds = new Uint32Array(nMels + 2);
	for (let s = 0, k = 0; s < bounds.length; s++) {
		while (k < bins && hzOf(k) < edges[s]!) k++;
		bounds[s] = k;
	}
	const weights = new Float64Array(2 * (bounds[nMels + 1]! - bounds[0]!));
	for (let s = 0, at = 0; s <= nMels; s++) {
		const [low, high] = [edges[s]!, edges[s + 1]!];
		for (let k = bounds[s]!; k < bounds[s + 1]!; k++, at += 2) {
			if (s > 0) weights[at] = scaleOf(s - 1) * ((high - hzOf(k)) / (high - low));
			if (s < nMels) weights[at + 1] = scaleOf(s) * ((hzOf(k) - low) / (high - low));
		}
	}
	return { bands: nMels, bins, bounds, weights };
}
