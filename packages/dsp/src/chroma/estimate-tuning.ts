import type { Matrix } from '@ser/core';
import { checkInteger, checkOption } from '../check.js';
import { peakFinder } from '../kernels/find-peaks.js';
import { spectrogramOf } from '../stft/spectrogram.js';
import type { StftOptions } from '../stft/stft-options.js';
import { medianOf } from './median.js';

/** hopLength defaults to winLength / 4 here, as in librosa. */
export interface TuningOptions extends StftOptions {
	/** Hz, default 22050 */
	sampleRate?: number;
	/** step of the estimate in fractions of a bin, default 0.01 */
	resolution?: number;
	/** default 12 */
	binsPerOctave?: number;
	/** lowest peak considered, Hz, default 150 */
	fMin?: number;
	/** highest peak considered, Hz, default 4000 */
	fMax?: number;
	/** a peak must exceed this share of its frame's maximum, default 0.1 */
	threshold?: number;
}

/**
 * How far the music of a recording is off A440.
 *
 * @param source mono signal; or a spectrogram of frames × bins (librosa's `S=`)
 * @returns tuning in fractions of a bin, −0.5 … 0.5; 0 when there is no spectral peak
 * @throws {SerError} PARAMETER for a bad option; INPUT for an empty or non-finite signal
 * Equals `librosa.estimate_tuning`.
 */
export function estimateTuning(source: Float32Array | Matrix, options: TuningOptions = {}): number {
	const { sampleRate = 22050, resolution = 0.01, binsPerOctave = 12 } = options;
	checkOption(resolution > 0 && resolution < 1, 'resolution', 'between 0 and 1', resolution);
	checkInteger('binsPerOctave', binsPerOctave);
	const hopLength = options.hopLength ?? Math.max(1, Math.floor((options.winLength ?? options.nFft ?? 2048) / 4));
	const { spectrum, nFft } = spectrogramOf(source, { ...options, hopLength }, 1);
	const { pitches, magnitudes } = findPeaks(spectrum, sampleRate / nFft, options);
	if (pitches.length === 0) return 0;
	const threshold = medianOf(magnitudes);
	const bins = Math.ceil(1 / resolution);
	const counts = new Int32Array(bins);
	const c0 = 440 / 16;
	for (let i = 0; i < pitches.length; i++) {
		if (magnitudes[i]! < threshold) continue;
		// Rounded to Float32 where librosa is, so that values on the edge of a bin fall on the same side.
		const position = Math.fround(binsPerOctave * Math.fround(Math.log2(pitches[i]! / c0)));
		let residual = Math.fround(position - Math.floor(position));
		if (residual >= 0.5) residual -= 1;
		counts[Math.min(bins - 1, Math.floor((residual + 0.5) * bins))]!++;
	}
	let best = 0;
	for (let b = 1; b < bins; b++) if (counts[b]! > counts[best]!) best = b;
	return -0.5 + best / bins;
}

/** Spectral peaks refined by a parabola, as in `librosa.piptrack`. */
function findPeaks(spectrum: Matrix, hzPerBin: number, options: TuningOptions) {
	const { fMin = 150, fMax = 4000, threshold = 0.1 } = options;
	const { data, rows, cols } = spectrum;
	const first = Math.max(1, Math.ceil(Math.max(0, fMin) / hzPerBin));
	const last = Math.min(cols - 2, Math.ceil(fMax / hzPerBin) - 1);
	const { most, places, find } = peakFinder(cols);
	let pitches = new Float32Array(2 * places.length);
	let magnitudes = new Float32Array(pitches.length);
	let count = 0;
	for (let t = 0; t < rows; t += most) {
		if (count + places.length > pitches.length) {
			pitches = enlarge(pitches);
			magnitudes = enlarge(magnitudes);
		}
		const found = find(data, t * cols, Math.min(most, rows - t), first, last, threshold);
		for (let i = 0; i < found; i++) {
			const at = t * cols + places[i]!;
			const below = data[at - 1]!;
			const here = data[at]!;
			const after = data[at + 1]!;
			const curve = below + after - 2 * here;
			const slope = (after - below) / 2;
			const shift = Math.abs(slope) >= Math.abs(curve) ? 0 : -slope / curve;
			pitches[count] = ((places[i]! % cols) + shift) * hzPerBin;
			magnitudes[count++] = here + 0.5 * slope * shift;
		}
	}
	return { pitches: pitches.subarray(0, count), magnitudes: magnitudes.subarray(0, count) };
}

function enlarge(values: Float32Array): Float32Array<ArrayBuffer> {
	const larger = new Float32Array(2 * values.length);
	larger.set(values);
	return larger;
}
