import { createRandom } from '@ser/core';
import { checkOneOf, checkOption, checkSamples } from '../check.js';
import { mixAtSnr } from './mix-at-snr.js';
import { coloredNoise, type NoiseColor, noiseColors } from './noise-color.js';

export interface AddNoiseOptions {
	/** power of the signal over that of the noise, dB, both over the whole signal */
	snrDb: number;
	/** default 'white' */
	color?: NoiseColor;
	/** default 0 */
	seed?: number | string;
}

/**
 * Adds normal noise at an exact signal-to-noise ratio.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns a new signal of the same length; silence stays silence
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 * @example
 * addNoise(samples, { snrDb: 10, color: 'pink', seed: 1 });
 */
export function addNoise(samples: Float32Array, { snrDb, color = 'white', seed = 0 }: AddNoiseOptions): Float32Array {
	checkSamples(samples);
	checkOption(Number.isFinite(snrDb), 'snrDb', 'a finite number', snrDb);
	checkOneOf('color', color, noiseColors);
	return mixAtSnr(samples, coloredNoise(samples.length, color, createRandom(seed)), snrDb);
}
