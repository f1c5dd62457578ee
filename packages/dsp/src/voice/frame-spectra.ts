import { realFft } from '../fft/real-fft.js';
import { createPlanCache } from '../plan-cache.js';
import type { VoiceGrid } from './voice-grid.js';

const windows = /* @__PURE__ */ createPlanCache<Float64Array>(8);

/** The symmetric Hamming window. */
function hamming(length: number): Float64Array {
	return windows.get(`hamming/${length}`, () =>
		Float64Array.from({ length }, (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (length - 1))),
	);
}

/** The symmetric Gaussian window whose standard deviation is 0.4 of half its length. */
function gaussian(length: number): Float64Array {
	const middle = (length - 1) / 2;
	return windows.get(`gaussian/${length}`, () =>
		Float64Array.from({ length }, (_, i) => Math.exp(-0.5 * ((i - middle) / (0.4 * middle)) ** 2)),
	);
}

/**
 * Called with the power spectrum of frame `t` and, interleaved re im, the spectrum itself, in arrays that are written over.
 */
export type SpectrumVisitor = (power: Float64Array, t: number, spectrum: Float64Array) => void;

/** Visits the 20 ms Hamming frames. */
export function visitShortSpectra(grid: VoiceGrid, visit: SpectrumVisitor): void {
	visitSpectra(grid, hamming(grid.short), grid.shortFft, grid.shortFrames, visit);
}

/** Visits the 60 ms Gaussian frames. */
export function visitLongSpectra(grid: VoiceGrid, visit: SpectrumVisitor): void {
	visitSpectra(grid, gaussian(grid.long), grid.longFft, grid.longFrames, visit);
}

function visitSpectra(
	{ samples, hop }: VoiceGrid,
	window: Float64Array,
	nFft: number,
	frames: number,
	visit: SpectrumVisitor,
): void {
	const plan = realFft(nFft);
	const frame = new Float64Array(nFft);
	const power = new Float64Array(plan.bins);
	const spectrum = new Float64Array(2 * plan.bins);
	for (let t = 0; t < frames; t++) {
		const start = t * hop;
		for (let i = 0; i < window.length; i++) frame[i] = samples[start + i]! * window[i]!;
		plan.transform(spectrum, frame);
		for (let k = 0; k < plan.bins; k++) power[k] = spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
		visit(power, t, spectrum);
	}
}
