import { createRandom, SerError } from '@ser/core';
import { checkInteger, checkOption, checkSamples } from '../check.js';
import { meanPower, mixAtSnr } from './mix-at-snr.js';

export interface MixBabbleOptions {
	/** power of the signal over that of the babble, dB, both over the whole signal */
	snrDb: number;
	/** voices talking at once, ≥ 1, default 4; each is a random clip from a random place, repeated as needed */
	voices?: number;
	/** default 0 */
	seed?: number | string;
}

/**
 * Adds other people talking, made from clips of the same sample rate. Take the clips from the training set only.
 *
 * @param samples mono signal, any length ≥ 1
 * @param clips at least one that is not silent
 * @returns a new signal of the length of `samples`
 * @throws {SerError} INPUT for an empty or non-finite signal or when every clip is silent, PARAMETER for a bad option
 */
export function mixBabble(
	samples: Float32Array,
	clips: readonly Float32Array[],
	{ snrDb, voices = 4, seed = 0 }: MixBabbleOptions,
): Float32Array {
	checkSamples(samples);
	checkOption(Number.isFinite(snrDb), 'snrDb', 'a finite number', snrDb);
	checkInteger('voices', voices);
	const usable = clips.filter((clip) => meanPower(clip) > 0);
	if (usable.length === 0)
		throw new SerError('INPUT', `mixBabble: needs a clip that is not silent, got ${clips.length}`);
	const random = createRandom(seed);
	const babble = new Float32Array(samples.length);
	for (let v = 0; v < voices; v++) {
		const clip = usable[random.integer(usable.length)]!;
		const start = random.integer(clip.length);
		const scale = 1 / Math.sqrt(meanPower(clip));
		for (let i = 0; i < babble.length; i++) babble[i]! += scale * clip[(start + i) % clip.length]!;
	}
	return mixAtSnr(samples, babble, snrDb);
}
