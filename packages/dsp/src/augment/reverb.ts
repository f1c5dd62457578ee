import { createRandom } from '@ser/core';
import { checkOption, checkSamples } from '../check.js';
import { convolve } from './filter-whole.js';
import { meanPower } from './mix-at-snr.js';

export interface ReverbOptions {
	/** Hz */
	sampleRate: number;
	/** time in which the room's sound decays by 60 dB, 0.02…5 s, default 0.4 */
	rt60Seconds?: number;
	/** energy of the direct sound over that of the room, dB, default 3 */
	directToReverbDb?: number;
	/** default 0 */
	seed?: number | string;
}

/**
 * A synthetic room's impulse response: the direct sound, then after 2.5 ms normal noise that decays by 60 dB in the
 * reverberation time (Polack's model).
 *
 * @returns rt60Seconds · sampleRate values, the first is 1
 */
export function roomResponse(options: ReverbOptions): Float32Array {
	const { sampleRate, rt60Seconds = 0.4, directToReverbDb = 3, seed = 0 } = options;
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkOption(rt60Seconds >= 0.02 && rt60Seconds <= 5, 'rt60Seconds', '0.02…5', rt60Seconds);
	checkOption(Number.isFinite(directToReverbDb), 'directToReverbDb', 'a finite number', directToReverbDb);
	const random = createRandom(seed);
	const response = new Float32Array(Math.max(2, Math.round(rt60Seconds * sampleRate)));
	const decay = Math.log(1000) / (rt60Seconds * sampleRate);
	let energy = 0;
	for (let i = Math.max(1, Math.round(0.0025 * sampleRate)); i < response.length; i++) {
		response[i] = random.normal() * Math.exp(-decay * i);
		energy += response[i]! ** 2;
	}
	const scale = energy > 0 ? Math.sqrt(10 ** (-directToReverbDb / 10) / energy) : 0;
	for (let i = 0; i < response.length; i++) response[i]! *= scale;
	response[0] = 1;
	return response;
}

/**
 * Puts a signal into a synthetic room; the level (RMS) and the length stay.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns a new signal of the same length; the tail beyond it is cut
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 */
export function reverb(samples: Float32Array, options: ReverbOptions): Float32Array {
	checkSamples(samples);
	const wet = convolve(samples, roomResponse(options));
	const power = meanPower(wet);
	const scale = power > 0 ? Math.sqrt(meanPower(samples) / power) : 0;
	return wet.map((value) => value * scale);
}
