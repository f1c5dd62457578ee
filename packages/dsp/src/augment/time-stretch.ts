import { checkInteger, checkOneOf, checkOption, checkSamples } from '../check.js';
import { phaseVocoder } from './phase-vocoder.js';
import { wsola } from './wsola.js';

export interface TimeStretchOptions {
	/** length of the result over that of the input, 0.25…4 (1.2 = slower, 20 % longer) */
	factor: number;
	/** 'wsola' (default: keeps voices natural) or 'phase-vocoder' (keeps steady tones clean) */
	method?: 'wsola' | 'phase-vocoder';
	/** samples a frame, a multiple of 4 from 16 on, default 1024: 64 ms at 16 kHz, 21 ms at 48 kHz */
	frameLength?: number;
}

/**
 * Makes a signal longer or shorter and keeps its pitch.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns round(samples.length · factor) values, at least 1
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 */
export function timeStretch(samples: Float32Array, options: TimeStretchOptions): Float32Array {
	const { factor, method = 'wsola', frameLength = 1024 } = options;
	checkSamples(samples);
	checkOption(factor >= 0.25 && factor <= 4, 'factor', '0.25…4', factor);
	checkOneOf('method', method, ['wsola', 'phase-vocoder']);
	checkInteger('frameLength', frameLength, 16);
	checkOption(frameLength % 4 === 0, 'frameLength', 'a multiple of 4', frameLength);
	return method === 'wsola' ? wsola(samples, factor, frameLength) : phaseVocoder(samples, factor, frameLength);
}
