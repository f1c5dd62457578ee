import { checkOption, checkSamples } from '../check.js';
import { shapeSpectrum } from './filter-whole.js';

export interface BandLimitOptions {
	/** Hz */
	sampleRate: number;
	/** lower edge, Hz, ≥ 0, default 300: the telephone */
	lowHz?: number;
	/** upper edge, Hz, above `lowHz`, default 3400 */
	highHz?: number;
}

/**
 * Keeps a band of frequencies, by default that of the telephone, without delay; each edge falls from 1 to 0 over a tenth of
 * its frequency outside the band.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns a new signal of the same length
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for a bad option
 */
export function bandLimit(samples: Float32Array, options: BandLimitOptions): Float32Array {
	const { sampleRate, lowHz = 300, highHz = 3400 } = options;
	checkSamples(samples);
	checkOption(sampleRate > 0, 'sampleRate', '> 0', sampleRate);
	checkOption(lowHz >= 0 && lowHz < highHz, 'lowHz', '≥ 0 and below highHz', lowHz);
	return shapeSpectrum(samples, sampleRate, (hz) => {
		if (hz < lowHz) return fade((lowHz - hz) / (0.1 * lowHz));
		return hz > highHz ? fade((hz - highHz) / (0.1 * highHz)) : 1;
	});
}

function fade(x: number): number {
	return x >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x);
}
