/** dB that stands for a harmonic that is not there. */
const absent = -201;

/**
 * Levels of the harmonics of a pitch in a magnitude spectrum, relative to the level at the pitch itself. A harmonic is the local maximum
 * nearest to its place, at most half the pitch away; its level is that of the parabola through it and its neighbours, that of
 * the pitch is not interpolated (as openSMILE's is not).
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
	const reach = Math.floor(f0Bins / 2);
	const pitch = peakNear(magnitudes, at, bins, f0Bins, reach);
	levels.fill(absent);
	levels[0] = pitch > 0 ? 0 : absent;
	for (let n = 1; n < levels.length && pitch > 0; n++) {
		const k = peakNear(magnitudes, at, bins, (n + 1) * f0Bins, reach);
		if (k > 0) levels[n] = 20 * Math.log10(heightOf(magnitudes, at + k) / magnitudes[at + pitch]!);
	}
}

/** The bin of the local maximum nearest to a position, at most `reach` bins away, of two as near the higher one; 0 for none. */
function peakNear(magnitudes: Float32Array, at: number, bins: number, position: number, reach: number): number {
	const middle = Math.round(position);
	for (let distance = 0; distance <= reach; distance++) {
		if (isPeak(magnitudes, at, bins, middle + distance)) return middle + distance;
		if (isPeak(magnitudes, at, bins, middle - distance)) return middle - distance;
	}
	return 0;
}

function heightOf(values: Float32Array, peak: number): number {
	const before = values[peak - 1]!;
	const here = values[peak]!;
	const after = values[peak + 1]!;
	return here - (0.125 * (before - after) ** 2) / (before - 2 * here + after);
}

function isPeak(magnitudes: Float32Array, at: number, bins: number, k: number): boolean {
	if (k < 1 || k > bins - 2) return false;
	const here = magnitudes[at + k]!;
	return here > magnitudes[at + k - 1]! && here > magnitudes[at + k + 1]!;
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
