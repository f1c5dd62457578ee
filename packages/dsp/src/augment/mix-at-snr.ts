/** Mean of the squares. */
export function meanPower(samples: Float32Array): number {
	let sum = 0;
	for (let i = 0; i < samples.length; i++) sum += samples[i]! ** 2;
	return samples.length > 0 ? sum / samples.length : 0;
}

/**
 * Adds a disturbance at a signal-to-noise ratio, both powers taken over the whole signal. Silence stays silence.
 *
 * @param snrDb dB
 * @returns a new signal of the length of `samples`
 */
export function mixAtSnr(samples: Float32Array, disturbance: Float32Array, snrDb: number): Float32Array {
	const noisePower = meanPower(disturbance);
	const scale = noisePower > 0 ? Math.sqrt(meanPower(samples) / noisePower / 10 ** (snrDb / 10)) : 0;
	return samples.map((value, i) => value + scale * disturbance[i]!);
}
