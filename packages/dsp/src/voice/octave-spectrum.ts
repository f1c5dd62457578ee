import { createPlanCache } from '../plan-cache.js';
import { naturalSpline } from './natural-spline.js';

/** Moves magnitude spectra to an octave scale. */
export interface OctaveSpectrum {
	/** points of the octave scale, as many as the spectrum has bins */
	readonly points: number;
	/** octaves covered, from `fromHz` to half the sample rate */
	readonly octaves: number;
	/** frequency of point 0, Hz */
	readonly fromHz: number;
	/** @param output `points` values, ≥ 0, written over; `magnitude` is left as it is */
	transform(magnitude: Float64Array, output: Float64Array): void;
}

const fromHz = 25;
const plans = /* @__PURE__ */ createPlanCache<OctaveSpectrum>(8);

/**
 * The octave-scaled spectrum of subharmonic summation (Hermes 1988): peaks with two bins on either side are kept and what lies
 * between them is set to 0, smoothing by ¼ ½ ¼, a natural cubic spline over log2 frequency from 25 Hz to half the sample rate,
 * and an arctangent weight for the ear's low sensitivity below 65 Hz.
 *
 * The edges follow the values that openSMILE 3 prints (relative error 1e-5): what stands before the first peak is kept and so is
 * the last bin, bin 0 stands an octave below bin 1, and the weight counts from 50 Hz and two points on.
 */
export function octaveSpectrum(sampleRate: number, nFft: number): OctaveSpectrum {
	return plans.get(`${sampleRate}/${nFft}`, () => createOctaveSpectrum(sampleRate, nFft));
}

function createOctaveSpectrum(sampleRate: number, nFft: number): OctaveSpectrum {
	const points = nFft / 2 + 1;
	const octaves = Math.log2(sampleRate / 2 / fromHz);
	const bin = Math.log2(sampleRate / nFft);
	const knots = Float64Array.from({ length: points }, (_, k) => bin + (k === 0 ? -1 : Math.log2(k)));
	const targets = Float64Array.from({ length: points }, (_, i) => Math.log2(fromHz) + (i * octaves) / (points - 1));
	const weight = Float64Array.from({ length: points }, (_, i) => {
		const octavesAbove65 = ((i + 2) * octaves) / points - Math.log2(65 / 50);
		return 0.5 + Math.atan(3 * octavesAbove65) / Math.PI;
	});
	const spline = naturalSpline(knots, targets);
	const enhanced = new Float64Array(points);
	const smooth = new Float64Array(points);
	return {
		points,
		octaves,
		fromHz,
		transform(magnitude, output) {
			keepPeaks(magnitude, enhanced);
			smoothInto(smooth, enhanced);
			spline.interpolate(smooth, output);
			for (let i = 0; i < points; i++) output[i] = Math.max(0, output[i]! * weight[i]!);
		},
	};
}

/** Copies `source`, with zeros between two bins behind a peak and two before the next; the last bin stays. */
function keepPeaks(source: Float64Array, target: Float64Array): void {
	const last = source.length - 1;
	target.set(source);
	let peak = last;
	for (let k = 0; k <= last; k++) {
		const rises = k === 0 || source[k]! > source[k - 1]!;
		const falls = k === last || source[k]! > source[k + 1]!;
		if (!rises || !falls) continue;
		if (k > peak + 5) target.fill(0, peak + 3, k - 2);
		peak = k;
	}
	if (peak + 3 < last) target.fill(0, peak + 3, last);
}

/** ¼ ½ ¼, with a zero before the first value; the last stays. */
function smoothInto(target: Float64Array, source: Float64Array): void {
	const last = source.length - 1;
	target[0] = 0.5 * source[0]! + 0.25 * source[1]!;
	for (let i = 1; i < last; i++) target[i] = 0.25 * source[i - 1]! + 0.5 * source[i]! + 0.25 * source[i + 1]!;
	target[last] = source[last]!;
}
