import { SerError, type Waveform } from '@ser/core';

export interface EncodeWavOptions {
	/** 16, 24 or 32; default 16 */
	bitDepth?: 16 | 24 | 32;
	/** 32-bit float instead of integers; default false. Needs bitDepth 32 or none. */
	float?: boolean;
}

/**
 * A mono WAV file. Integers are the sample times 2^(bits−1), rounded, values beyond ±1 clipped; 16-bit samples that
 * came from a file go back to the same integers. Floats are kept as they are.
 *
 * @param waveform finite samples, at least one
 * @throws {SerError} PARAMETER for another bit depth, INPUT for no samples, samples that are not finite, or a bad rate
 */
export function encodeWav(waveform: Waveform, options: EncodeWavOptions = {}): Uint8Array {
	const { samples, sampleRate } = waveform;
	const { float = false, bitDepth = float ? 32 : 16 } = options;
	if (![16, 24, 32].includes(bitDepth))
		throw new SerError('PARAMETER', `bitDepth must be 16, 24 or 32, got ${bitDepth}`);
	if (float && bitDepth !== 32) throw new SerError('PARAMETER', `bitDepth must be 32 for float, got ${bitDepth}`);
	if (!(Number.isInteger(sampleRate) && sampleRate > 0 && sampleRate < 2 ** 32)) {
		throw new SerError('INPUT', `encodeWav: sampleRate must be a whole number of Hz, got ${sampleRate}`);
	}
	if (samples.length === 0) throw new SerError('INPUT', 'encodeWav: needs at least one sample, got none');
	const size = bitDepth / 8;
	const dataBytes = samples.length * size;
	const padding = dataBytes % 2;
	// Float files carry the fact chunk that the format asks of everything but integers.
	const headerBytes = float ? 56 : 44;
	const bytes = new Uint8Array(headerBytes + dataBytes + padding);
	const view = new DataView(bytes.buffer);
	const text = (at: number, value: string) => bytes.set(new TextEncoder().encode(value), at);
	text(0, 'RIFF');
	view.setUint32(4, bytes.length - 8, true);
	text(8, 'WAVEfmt ');
	view.setUint32(16, 16, true);
	view.setUint16(20, float ? 3 : 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, sampleRate, true);
	view.setUint32(28, sampleRate * size, true);
	view.setUint16(32, size, true);
	view.setUint16(34, bitDepth, true);
	if (float) {
		text(36, 'fact');
		view.setUint32(40, 4, true);
		view.setUint32(44, samples.length, true);
	}
	text(headerBytes - 8, 'data');
	view.setUint32(headerBytes - 4, dataBytes, true);
	writeSamples(view, headerBytes, samples, bitDepth, float);
	return bytes;
}

function writeSamples(view: DataView, start: number, samples: Float32Array, bitDepth: number, float: boolean): void {
	const scale = 2 ** (bitDepth - 1);
	for (let i = 0, at = start; i < samples.length; i++, at += bitDepth / 8) {
		const value = samples[i] as number;
		if (!Number.isFinite(value)) throw new SerError('INPUT', `encodeWav: sample ${i} is ${value}`);
		if (float) {
			view.setFloat32(at, value, true);
			continue;
		}
		const integer = Math.min(scale - 1, Math.max(-scale, Math.round(value * scale)));
		if (bitDepth === 16) view.setInt16(at, integer, true);
		else if (bitDepth === 32) view.setInt32(at, integer, true);
		else {
			view.setUint16(at, integer & 0xffff, true);
			view.setInt8(at + 2, integer >> 16);
		}
	}
}
