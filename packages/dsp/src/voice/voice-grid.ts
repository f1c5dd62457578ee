import { checkOption, checkSamples } from '../check.js';

export interface VoiceOptions {
	/** Hz, 8000…192000; the numbers were compared with openSMILE's at 16000 */
	sampleRate: number;
}

/** The two frame grids of GeMAPS: 20 ms for the spectrum, 60 ms for the voice, one hop of 10 ms; frame t starts at t · hop. */
export interface VoiceGrid {
	sampleRate: number;
	/** at least one long frame: a shorter signal is padded with zeros */
	samples: Float32Array;
	/** samples */
	hop: number;
	short: number;
	long: number;
	shortFrames: number;
	longFrames: number;
	shortFft: number;
	longFft: number;
}

/**
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a sample rate outside 8000…192000
 */
export function voiceGrid(samples: Float32Array, { sampleRate }: VoiceOptions): VoiceGrid {
	checkSamples(samples);
	checkOption(sampleRate >= 8000 && sampleRate <= 192000, 'sampleRate', '8000…192000', sampleRate);
	const hop = Math.round(sampleRate / 100);
	const short = Math.round(sampleRate / 50);
	const long = Math.round((sampleRate * 3) / 50);
	let padded = samples;
	if (samples.length < long) {
		padded = new Float32Array(long);
		padded.set(samples);
	}
	return {
		sampleRate,
		samples: padded,
		hop,
		short,
		long,
		shortFrames: Math.floor((padded.length - short) / hop) + 1,
		longFrames: Math.floor((padded.length - long) / hop) + 1,
		shortFft: powerOfTwo(short),
		longFft: powerOfTwo(long),
	};
}

function powerOfTwo(atLeast: number): number {
	let size = 1;
	while (size < atLeast) size *= 2;
	return size;
}
