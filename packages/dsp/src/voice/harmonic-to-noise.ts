import { realFft } from '../fft/real-fft.js';

/** Computes HNR frame by frame from magnitude spectra. */
export interface HarmonicNoise {
	/** dB, from the magnitude spectrum `magnitudes[at …]` of a windowed frame and its pitch */
	measure(magnitudes: Float32Array, at: number, f0: number): number;
}

/**
 * Harmonics-to-noise ratio from the autocorrelation of the windowed frame: 10 log10(r(T) / (r(0) − r(T))) with T the lag of the
 * pitch period, moved to the nearest peak. The window is not divided out, so a perfectly periodic voice of 100 Hz shows 7 dB.
 */
export function harmonicNoise(sampleRate: number, nFft: number): HarmonicNoise {
	const plan = realFft(nFft);
	const spectrum = new Float64Array(2 * plan.bins);
	const correlation = new Float64Array(nFft);
	return {
		measure(magnitudes, at, f0) {
			for (let k = 0; k < plan.bins; k++) spectrum[2 * k] = magnitudes[at + k]! ** 2;
			plan.inverse(correlation, spectrum);
			let lag = Math.round(sampleRate / f0);
			while (correlation[lag + 1]! > correlation[lag]! && lag + 1 < nFft / 2) lag++;
			while (correlation[lag - 1]! > correlation[lag]! && lag > 2) lag--;
			const energy = correlation[0]!;
			const periodic = correlation[lag]!;
			if (periodic <= 0) return -100;
			return Math.min(100, Math.max(-100, 10 * Math.log10(periodic / Math.max(1e-12 * energy, energy - periodic))));
		},
	};
}
