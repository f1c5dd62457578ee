const hzPerMel = 200 / 3;
const breakHz = 1000;
const breakMel = breakHz / hzPerMel;
const logStep = /* @__PURE__ */ Math.log(6.4) / 27;

/**
 * Hertz to mel.
 *
 * @param htk true: 2595·log10(1 + f/700); false (default): Slaney's scale, linear below 1 kHz
 * Equals `librosa.hz_to_mel`.
 */
export function hzToMel(hz: number, htk = false): number {
	if (htk) return 2595 * Math.log10(1 + hz / 700);
	return hz >= breakHz ? breakMel + Math.log(hz / breakHz) / logStep : hz / hzPerMel;
}

/** Mel to hertz; equals `librosa.mel_to_hz`. */
export function melToHz(mel: number, htk = false): number {
	if (htk) return 700 * (10 ** (mel / 2595) - 1);
	return mel >= breakMel ? breakHz * Math.exp(logStep * (mel - breakMel)) : mel * hzPerMel;
}

/**
 * Frequencies evenly spaced on the mel scale.
 *
 * @param count ≥ 2
 * @param fMin Hz
 * @param fMax Hz
 * @returns `count` frequencies in Hz
 * Equals `librosa.mel_frequencies`.
 */
export function melFrequencies(count: number, fMin: number, fMax: number, htk = false): Float64Array {
	const low = hzToMel(fMin, htk);
	const step = (hzToMel(fMax, htk) - low) / (count - 1);
	return Float64Array.from({ length: count }, (_, i) => melToHz(low + i * step, htk));
}
