import { createMatrix, type Matrix } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { createProjection, type Projection } from '../kernels/project.js';
import { createPlanCache } from '../plan-cache.js';
import { hzToOctaves } from './hz-to-octaves.js';

export interface ChromaFilterbankOptions {
	/** Hz, default 22050 */
	sampleRate?: number;
	/** samples of a transformed frame, default 2048 */
	nFft?: number;
	/** pitch classes, default 12 */
	nChroma?: number;
	/** deviation from A440 in fractions of a chroma bin, default 0 */
	tuning?: number;
	/** centre of the dominance window in octaves, default 5 */
	ctrOct?: number;
	/** half-width of the dominance window in octaves, default 2; null for a flat one */
	octWidth?: number | null;
	/** start at C (default true) rather than at A */
	baseC?: boolean;
}

/** The filterbank turned, bins × nChroma, and the plan that applies it. */
interface ChromaPlan {
	weights: Float64Array;
	projection: Projection;
}

const cache = /* @__PURE__ */ createPlanCache<ChromaPlan>(32);

/**
 * The filterbank as a plan for power spectra, shared between callers.
 *
 * @throws {SerError} PARAMETER
 */
export function chromaProjection(options: ChromaFilterbankOptions): Projection {
	return planOf(options).projection;
}

function planOf(options: ChromaFilterbankOptions): ChromaPlan {
	const { sampleRate = 22050, nFft = 2048, nChroma = 12, tuning = 0, ctrOct = 5, octWidth = 2, baseC = true } = options;
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkInteger('nFft', nFft, 2);
	checkInteger('nChroma', nChroma);
	checkOption(Number.isFinite(tuning), 'tuning', 'a number', tuning);
	checkOption(octWidth === null || octWidth > 0, 'octWidth', '> 0 or null', octWidth);
	const key = [sampleRate, nFft, nChroma, tuning, ctrOct, octWidth, baseC].join('/');
	return cache.get(key, () => {
		const weights = build(sampleRate, nFft, nChroma, tuning, ctrOct, octWidth, baseC);
		const bins = Math.floor(nFft / 2) + 1;
		return { weights, projection: createProjection(weights, bins, nChroma) };
	});
}

/**
 * Filters from spectrum bins to pitch classes: Gaussians around each bin's pitch.
 *
 * @returns nChroma × (floor(nFft / 2) + 1)
 * @throws {SerError} PARAMETER
 * Equals `librosa.filters.chroma` (Ellis 2007) with norm 2.
 */
export function chromaFilterbank(options: ChromaFilterbankOptions = {}): Matrix {
	const { nFft = 2048, nChroma = 12 } = options;
	const { weights } = planOf(options);
	const bins = Math.floor(nFft / 2) + 1;
	const matrix = createMatrix(nChroma, bins);
	for (let c = 0; c < nChroma; c++) {
		for (let k = 0; k < bins; k++) matrix.data[c * bins + k] = weights[k * nChroma + c]!;
	}
	return matrix;
}

function build(
	sampleRate: number,
	nFft: number,
	nChroma: number,
	tuning: number,
	ctrOct: number,
	octWidth: number | null,
	baseC: boolean,
): Float64Array {
	const bins = Math.floor(nFft / 2) + 1;
	// Pitch of each bin in chroma bins; bin 0 is put 1.5 octaves below bin 1.
	const pitch = new Float64Array(bins + 1);
	const lowest = nChroma * hzToOctaves(sampleRate / nFft, tuning, nChroma);
	for (let k = 1; k <= bins; k++) pitch[k] = lowest + nChroma * Math.log2(k);
	pitch[0] = pitch[1]! - 1.5 * nChroma;
	// numpy rounds halves to even.
	const half = nChroma % 4 === 1 ? (nChroma - 1) / 2 : Math.round(nChroma / 2);
	const shift = baseC ? 3 * Math.floor(nChroma / 12) : 0;
	const weights = new Float64Array(bins * nChroma);
	const column = new Float64Array(nChroma);
	let width = 0;
	let step = 0;
	for (let k = 0; k < bins; k++) {
		const wide = k === nFft - 1 ? 1 : Math.max(pitch[k + 1]! - pitch[k]!, 1);
		// Nearly all filters have width 1.
		if (wide !== width) step = Math.exp(-2 / (wide * wide));
		width = wide;
		const energy = gaussians(pitch[k]! + half + 10 * nChroma, half, width, step, column);
		const octaves = octWidth === null ? 0 : (pitch[k]! / nChroma - ctrOct) / octWidth;
		const scale = Math.exp(-0.5 * octaves * octaves) / Math.sqrt(energy);
		const row = k * nChroma;
		for (let c = 0; c < shift; c++) weights[row + nChroma - shift + c] = column[c]! * scale;
		for (let c = shift; c < nChroma; c++) weights[row + c - shift] = column[c]! * scale;
	}
	return weights;
}

/**
 * exp(−½·(2d / width)²) with the distance d of `raw` to each pitch class, round the circle: −half ≤ d < size − half.
 *
 * @param step exp(−2 / width²)
 * @returns the sum of their squares
 */
function gaussians(raw: number, half: number, width: number, step: number, column: Float64Array): number {
	const size = column.length;
	const turn = raw - size * Math.floor(raw / size);
	const whole = Math.floor(turn);
	const rest = turn - whole;
	// From the middle outwards a value follows from its neighbour by a factor that itself changes by the factor step².
	const square = step * step;
	const ratio = Math.exp((-4 * rest) / (width * width));
	const middle = Math.exp((-2 * rest * rest) / (width * width));
	const top = whole - half;
	let energy = 0;
	let value = middle;
	let factor = step * ratio;
	for (let j = 0, c = top < 0 ? top + size : top; j < size - half; j++) {
		column[c] = value;
		energy += value * value;
		value *= factor;
		factor *= square;
		c = c === 0 ? size - 1 : c - 1;
	}
	factor = step / ratio;
	value = middle * factor;
	for (let j = 1, c = top + 1 < 0 ? top + 1 + size : top + 1; j <= half; j++) {
		column[c] = value;
		energy += value * value;
		factor *= square;
		value *= factor;
		c = c === size - 1 ? 0 : c + 1;
	}
	return energy;
}
