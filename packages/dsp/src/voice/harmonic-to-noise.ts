import { realFft } from '../fft/real-fft.js';

/** Computes HNR frame by frame from magnitude spectra. */
export interface HarmonicNoise {
	/** dB, from the magnitude spectrum `magnitudes[at …]` of a windowed frame and its pitch */
	measure(magnitudes: Float32Array, at: number, f0: number): number;
}

/**
 * Harmonics-to-noise ratio from the autocorrelation of the windowed frame: 10 log10(r(T) / (r(0) − r(T))) with T the peak
 * nearest to the lag of the pitch period. The window is not divided out, so a perfectly periodic voice of 100 Hz shows 7 dB.
 */
export function harmonicNoise(sampleRate: number, nFft: number): HarmonicNoise {
	const plan = realFft(nFft);
	const spectrum = new Float64Array(2 * plan.bins);
	const correlation = new Float64Array(nFft);
	return {
		measure(magnitudes, at, f0) {
			for (let k = 0; k < plan.bins; k++) spectrum[2 * k] = magnitudes[at + k]! ** 2;
			plan.inverse(correlation, spectrum);
			const lag = peakNear(correlation, Math.floor(sampleRate / f0), nFft / 2);
			const energy = correlation[0]!;
			const periodic = correlation[lag]!;
			if (periodic <= 0) return -100;
			return Math.min(100, Math.max(-100, 10 * Math.log10(periodic / Math.max(1e-12 * energy, energy - periodic))));
		},
	};
}

/** The local maximum above 0 nearest to `middle` and below `end`, of two as near the lower one; `middle` where there is none. */
function peakNear(values: Float64Array, middle: number, end: number): number {
	for (let distance = 0; distance < middle - 1; distance++) {
		if (isPeak(values, middle - distance)) return middle - distance;
		if (middle + distance < end && isPeak(values, middle + distance)) return middle + distance;
	}
	return middle;
}

function isPeak(values: Float64Array, k: number): boolean {
	return values[k]! > 0 && values[k]! > values[k - 1]! && values[k]! > values[k + 1]!;
}
