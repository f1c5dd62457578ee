export interface VowelOptions {
	f0: number;
	seconds: number;
	/** Hz */
	formants: readonly number[];
	/** Hz, default 80 */
	bandwidth?: number;
	sampleRate?: number;
}

/**
 * A synthetic vowel: pulses at `f0` with a spectrum falling 12 dB per octave, through two-pole resonances, peak 0.5.
 * Pulses stand at fractions of a sample (a sum of cosines below half the sample rate), so the pitch is exact.
 */
export function vowel({ f0, seconds, formants, bandwidth = 80, sampleRate = 16000 }: VowelOptions): Float32Array {
	const n = Math.round(seconds * sampleRate);
	let signal = new Float64Array(n);
	for (let h = 1; h * f0 < sampleRate / 2; h++) {
		for (let i = 0; i < n; i++) signal[i]! += Math.cos((2 * Math.PI * h * f0 * i) / sampleRate) / (1 + (h * f0) / 200);
	}
	for (const hz of formants) {
		const radius = Math.exp((-Math.PI * bandwidth) / sampleRate);
		const a = 2 * radius * Math.cos((2 * Math.PI * hz) / sampleRate);
		const filtered = new Float64Array(n);
		for (let i = 0; i < n; i++) {
			filtered[i] = signal[i]! + a * (filtered[i - 1] ?? 0) - radius * radius * (filtered[i - 2] ?? 0);
		}
		signal = filtered;
	}
	const peak = signal.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	return Float32Array.from(signal, (value) => (0.5 * value) / peak);
}
