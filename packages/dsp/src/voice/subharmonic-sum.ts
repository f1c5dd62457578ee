/** Adds to an octave-scaled spectrum its own copies shifted down to the subharmonics. */
export interface SubharmonicSum {
	/** @param output as long as `spectrum`, written over */
	add(spectrum: Float64Array, output: Float64Array): void;
}

const harmonics = 15;
/** What each harmonic counts less than the one before it; Hermes (1988) has 0.84, openSMILE 0.85. */
const compression = 0.85;

/**
 * Subharmonic summation (Hermes 1988): Σ 0.85^(n−1) · spectrum, shifted down by log2 n octaves, n = 1…15. The shift is cut to whole
 * points and counted as if the octaves held one point more, as openSMILE's is.
 *
 * @param points length of the spectrum
 * @param octaves what it covers
 */
export function subharmonicSum(points: number, octaves: number): SubharmonicSum {
	const shift = Int32Array.from({ length: harmonics }, (_, i) => Math.floor((Math.log2(i + 1) * points) / octaves));
	return {
		add(spectrum, output) {
			output.set(spectrum);
			let weight = 1;
			for (let n = 1; n < harmonics; n++) {
				const offset = shift[n]!;
				weight *= compression;
				for (let i = 0; i < points - offset; i++) output[i]! += weight * spectrum[i + offset]!;
			}
		},
	};
}
