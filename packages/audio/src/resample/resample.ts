import { SerError, type Waveform } from '@ser/core';
import { createRateConverter, type RateConverter } from './rate-converter.js';

/** libsamplerate converts by at most this factor, up or down. */
const maxRatio = 256;

/** Loaded once per thread; its tables are keyed by the pair of rates. */
let loading: Promise<RateConverter> | undefined;

/**
 * Changes the sample rate with libsamplerate's best sinc converter (band kept to 96 % of the lower Nyquist rate, the
 * rest suppressed). The result is aligned with the input: no delay. Rates are rounded to whole Hz.
 *
 * @param waveform any length ≥ 1
 * @param sampleRate wanted rate in Hz, 1…192000, within a factor of 256 of the waveform's
 * @returns round(length × ratio) samples, at least one; the same waveform when the rates are equal
 * @throws {SerError} PARAMETER when a rate is out of range
 * @example
 * const at16k = await resample(waveform, 16000);
 */
export async function resample(waveform: Waveform, sampleRate: number): Promise<Waveform> {
	const { samples } = waveform;
	if (waveform.sampleRate === sampleRate) return waveform;
	const from = checkRate('the waveform’s sample rate', waveform.sampleRate);
	const to = checkRate('sampleRate', sampleRate);
	const ratio = to / from;
	if (ratio > maxRatio || ratio < 1 / maxRatio) {
		throw new SerError('PARAMETER', `sampleRate must be within a factor of ${maxRatio} of ${from} Hz, got ${to}`);
	}
	if (from === to) return { samples, sampleRate: to };
	loading ??= createRateConverter();
	const convert = await loading;
	const output = new Float32Array(Math.max(1, Math.round(samples.length * ratio)));
	convert(samples, { from, to, output });
	return { samples: output, sampleRate: to };
}

function checkRate(what: string, rate: number): number {
	if (!(rate >= 1 && rate <= 192_000)) throw new SerError('PARAMETER', `${what} must be 1…192000 Hz, got ${rate}`);
	return Math.round(rate);
}
