import type { Random } from '@ser/core';

/** Spectrum of a noise: flat, −3 dB or −6 dB per octave. */
export type NoiseColor = 'white' | 'pink' | 'brown';

/** The colours that `addNoise` knows. */
export const noiseColors: readonly NoiseColor[] = ['white', 'pink', 'brown'];

/**
 * Normal noise of a colour, of no particular level.
 *
 * Pink: Kellet's three-pole approximation of −3 dB per octave (±0.5 dB from 30 Hz at 44.1 kHz);
 * brown: an integrator that forgets with a time constant of 200 samples.
 */
export function coloredNoise(length: number, color: NoiseColor, random: Random): Float32Array {
	const noise = new Float32Array(length);
	let a = 0;
	let b = 0;
	let c = 0;
	for (let i = 0; i < length; i++) {
		const white = random.normal();
		if (color === 'white') noise[i] = white;
		else if (color === 'brown') noise[i] = a = 0.995 * a + white;
		else {
			a = 0.99765 * a + white * 0.099046;
			b = 0.963 * b + white * 0.2965164;
			c = 0.57 * c + white * 1.0526913;
			noise[i] = a + b + c + white * 0.1848;
		}
	}
	return noise;
}
