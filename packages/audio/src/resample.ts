import type { create } from '@alexanderolsen/libsamplerate-js';
import { SerError, type Waveform } from '@ser/core';

type Converter = Awaited<ReturnType<typeof create>>;

/** Samples that go through the converter at once, at most; its buffers hold 1,008,000. */
const sliceSamples = 131_072;
/** libsamplerate converts by at most this factor, up or down. */
const maxRatio = 256;

let loading: Promise<Converter> | undefined;

/**
 * Changes the sample rate with libsamplerate's best sinc converter (97 % of the bandwidth, stop band below −140 dB).
 * The result is aligned with the input: no delay.
 *
 * @param waveform any length ≥ 1
 * @param sampleRate wanted rate in Hz, 1…192000, within a factor of 256 of the waveform's
 * @returns round(length × ratio) samples, at least one; the same waveform when the rates are equal
 * @throws {SerError} PARAMETER when a rate is out of range
 * @example
 * const at16k = await resample(waveform, 16000);
 */
export async function resample(waveform: Waveform, sampleRate: number): Promise<Waveform> {
	const { samples, sampleRate: from } = waveform;
	if (from === sampleRate) return waveform;
	checkRate('the waveform’s sample rate', from);
	checkRate('sampleRate', sampleRate);
	const ratio = sampleRate / from;
	if (ratio > maxRatio || ratio < 1 / maxRatio) {
		throw new SerError(
			'PARAMETER',
			`sampleRate must be within a factor of ${maxRatio} of ${from} Hz, got ${sampleRate}`,
		);
	}
	loading ??= load();
	const converter = await loading;
	// From here on nothing is awaited: the one converter serves concurrent calls one after the other.
	const output = new Float32Array(Math.max(1, Math.round(samples.length * ratio)));
	converter.inputSampleRate = from;
	converter.outputSampleRate = sampleRate;
	const step = Math.max(1, Math.min(sliceSamples, Math.floor(sliceSamples / ratio)));
	const silence = new Float32Array(step);
	let written = 0;
	for (let at = 0; written < output.length; at += step) {
		const input = at < samples.length ? samples.subarray(at, at + step) : silence;
		const part = converter.full(input);
		const room = output.length - written;
		output.set(part.length > room ? part.subarray(0, room) : part, written);
		written += part.length;
	}
	return { samples: output, sampleRate };
}

async function load(): Promise<Converter> {
	const module = await import('@alexanderolsen/libsamplerate-js');
	const library = 'create' in module ? module : (module as unknown as { default: typeof module }).default;
	return library.create(1, 44100, 16000, { converterType: library.ConverterType.SRC_SINC_BEST_QUALITY });
}

function checkRate(what: string, rate: number): void {
	if (!(rate >= 1 && rate <= 192_000)) throw new SerError('PARAMETER', `${what} must be 1…192000 Hz, got ${rate}`);
}
