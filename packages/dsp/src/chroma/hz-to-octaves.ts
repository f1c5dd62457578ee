/**
 * Hertz to octaves above C0 … of a piano whose A4 is 440 Hz, detuned.
 *
 * @param tuning fractions of a bin, of which an octave has `binsPerOctave`
 * Equals `librosa.hz_to_octs`.
 */
export function hzToOctaves(hz: number, tuning = 0, binsPerOctave = 12): number {
	return Math.log2(hz / ((440 * 2 ** (tuning / binsPerOctave)) / 16));
}
