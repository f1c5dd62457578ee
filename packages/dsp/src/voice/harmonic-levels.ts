/** dB that stands for a harmonic that is not there. */
const absent = -201;

/**
 * Levels of the harmonics of a pitch in a magnitude spectrum, relative to the level at the pitch itself.
 *
 * @param magnitudes spectrum of a long window from `at` on
 * @param levels written over: level in dB of harmonic n (0 = the pitch itself) at n; its length is the number wanted
 */
export function harmonicLevels(
	magnitudes: Float32Array,
	at: number,
	bins: number,
	f0Bins: number,
	levels: Float64Array,
): void {
	const reach = Math.max(1, Math.floor(f0Bins / 4));
	let reference = 0;
	for (let n = 0; n < levels.length; n++) {
		const peak = peakNear(magnitudes, at, bins, (n + 1) * f0Bins, reach);
		if (n === 0) reference = peak;
		levels[n] = peak > 0 && reference > 0 ? 20 * Math.log10(peak / reference) : absent;
	}
}

/** The strongest magnitude within `reach` bins of a position; 0 beyond the spectrum. */
function peakNear(magnitudes: Float32Array, at: number, bins: number, position: number, reach: number): number {
	const middle = Math.round(position);
	let peak = 0;
	for (let k = Math.max(1, middle - reach); k <= Math.min(bins - 2, middle + reach); k++) {
		if (magnitudes[at + k]! > peak) peak = magnitudes[at + k]!;
	}
	return peak;
}

/** The number of the harmonic nearest to a frequency, 0 = the pitch itself. */
export function nearestHarmonic(hz: number, f0: number): number {
	return Math.max(0, Math.round(hz / f0) - 1);
}

/** The level of the strongest harmonic within a fifth of a formant's frequency, relative to the pitch. */
export function formantLevel(levels: Float64Array, formantHz: number, f0: number): number {
	if (formantHz <= 0) return absent;
	const first = Math.max(0, Math.ceil((0.8 * formantHz) / f0) - 1);
	const last = Math.min(levels.length - 1, Math.floor((1.2 * formantHz) / f0) - 1);
	if (last < first) return levels[Math.min(levels.length - 1, nearestHarmonic(formantHz, f0))]!;
	let peak = absent;
	for (let n = first; n <= last; n++) if (levels[n]! > peak) peak = levels[n]!;
	return peak;
}
