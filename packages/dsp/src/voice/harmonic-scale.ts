import { createPlanCache } from '../plan-cache.js';

/** Moves a magnitude spectrum to an octave scale and sums its harmonics there. */
export interface HarmonicScale {
	/** points of the octave scale */
	readonly points: number;
	/** octaves from point to point */
	readonly step: number;
	/** log2 of the frequency of point 0 in Hz */
	readonly start: number;
	/** @param output `points` values: the subharmonic sum at each point */
	sum(magnitude: Float64Array, output: Float64Array): void;
}

const plans = /* @__PURE__ */ createPlanCache<HarmonicScale>(8);

/**
 * Subharmonic summation (Hermes 1988): the magnitude spectrum, smoothed by ¼ ½ ¼, on an octave scale from 20 Hz to 8 kHz (a
 * natural cubic spline at half the FFT size of points, smoothed again), added to itself shifted down by log2 n octaves to the next point,
 * with weight 0.81^(n−1), n = 1…15. Hermes' weight is 0.84; this one agrees best with openSMILE's voiced decisions.
 */
export function harmonicScale(sampleRate: number, nFft: number): HarmonicScale {
	return plans.get(`${sampleRate}/${nFft}`, () => createHarmonicScale(sampleRate, nFft));
}

function createHarmonicScale(sampleRate: number, nFft: number): HarmonicScale {
	const points = nFft / 2;
	const bins = points + 1;
	const start = Math.log2(20);
	const step = (Math.log2(Math.min(8000, sampleRate / 2)) - start) / (points - 1);
	const hzPerBin = sampleRate / nFft;
	const bin = new Int32Array(points);
	const share = new Float64Array(points);
	for (let i = 0; i < points; i++) {
		const at = 2 ** (start + i * step) / hzPerBin;
		bin[i] = Math.min(bins - 2, Math.floor(at));
		share[i] = at - bin[i]!;
	}
	const harmonics = 15;
	const shift = Int32Array.from({ length: harmonics }, (_, i) => Math.round(Math.log2(i + 1) / step));
	const weight = Float64Array.from({ length: harmonics }, (_, i) => 0.81 ** i);
	// The spline's tridiagonal system 1 4 1 is the same for every frame: its elimination is done once.
	const pivot = new Float64Array(bins);
	pivot[1] = 0.25;
	for (let k = 2; k < bins - 1; k++) pivot[k] = 1 / (4 - pivot[k - 1]!);
	const curvature = new Float64Array(bins);
	const smooth = new Float64Array(bins);
	const scaled = new Float64Array(points);

	return {
		points,
		step,
		start,
		sum(spectrum, output) {
			const magnitude = smoothInto(smooth, spectrum);
			for (let k = 1; k < bins - 1; k++) {
				const bend = 6 * (magnitude[k - 1]! - 2 * magnitude[k]! + magnitude[k + 1]!);
				curvature[k] = (bend - curvature[k - 1]!) * pivot[k]!;
			}
			for (let k = bins - 3; k > 0; k--) curvature[k]! -= pivot[k]! * curvature[k + 1]!;
			for (let i = 0; i < points; i++) {
				const k = bin[i]!;
				const b = share[i]!;
				const a = 1 - b;
				const bend = ((a * a * a - a) * curvature[k]! + (b * b * b - b) * curvature[k + 1]!) / 6;
				output[i] = Math.max(0, a * magnitude[k]! + b * magnitude[k + 1]! + bend);
			}
			smoothInto(scaled, output);
			output.set(scaled);
			for (let n = 1; n < harmonics; n++) {
				const offset = shift[n]!;
				const w = weight[n]!;
				for (let i = 0; i < points - offset; i++) output[i]! += w * scaled[i + offset]!;
			}
		},
	};
}

/** ¼ ½ ¼; the two edge values stay. */
function smoothInto(target: Float64Array, source: Float64Array): Float64Array {
	const last = source.length - 1;
	target[0] = source[0]!;
	target[last] = source[last]!;
	for (let i = 1; i < last; i++) target[i] = 0.25 * source[i - 1]! + 0.5 * source[i]! + 0.25 * source[i + 1]!;
	return target;
}
