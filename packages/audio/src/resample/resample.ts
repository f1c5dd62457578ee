import type { Waveform } from '@ser/core';
import { checkRates } from './check-rates.js';
import { loadPlans } from './plan-source.js';
import { filterBlock, inputBefore, type Polyphase } from './polyphase.js';

/**
 * Changes the sample rate with the filter of libsamplerate's best sinc converter: the band up to 94 % of the lower
 * Nyquist rate is kept, what lies beyond that rate is suppressed by 140 dB. The result is aligned with the input: no delay. Beyond both
 * ends the signal counts as silent. Rates are rounded to whole Hz.
 *
 * @param waveform any length ≥ 1
 * @param sampleRate wanted rate in Hz, 1…192000, within a factor of 256 of the waveform's
 * @returns round(length × ratio) samples, at least one; the same waveform when the rates are equal
 * @throws {SerError} PARAMETER when a rate is out of range
 * @example
 * const at16k = await resample(waveform, 16000);
 */
export async function resample(waveform: Waveform, sampleRate: number): Promise<Waveform> {
	if (waveform.sampleRate === sampleRate) return waveform;
	const { from, to } = checkRates(waveform.sampleRate, sampleRate);
	const plan = (await loadPlans())(from, to);
	const output = new Float32Array(Math.max(1, Math.round((waveform.samples.length * to) / from)));
	filterAll(plan, waveform.samples, output);
	return { samples: output, sampleRate: to };
}

/** Output samples that share one Float64 copy of the input around them. */
const blockSamples = 8192;

function filterAll(plan: Polyphase, samples: Float32Array, output: Float32Array): void {
	const before = plan.taps / 2 - 1;
	const values = new Float64Array(Math.ceil((blockSamples * plan.down) / plan.up) + plan.taps + 1);
	for (let first = 0; first < output.length; first += blockSamples) {
		const start = inputBefore(plan, first) - before;
		const from = Math.max(0, start);
		values.fill(0);
		if (from < samples.length) values.set(samples.subarray(from, Math.max(from, start + values.length)), from - start);
		filterBlock(plan, { start, values }, first, output.subarray(first, first + blockSamples));
	}
}
