import { g711Table } from './g711.js';
import { frameBytes, type PcmLayout } from './pcm-layout.js';

/**
 * Interleaved samples to mono: integers over 2^(bits−1), so 16 bits over 32768; channels mixed by their mean,
 * computed in Float64, stored in Float32.
 *
 * @param bytes must hold `frames` whole frames
 * @returns `frames` samples; not finite where a float file is not
 */
export function decodePcm(bytes: Uint8Array, frames: number, layout: PcmLayout): Float32Array {
	const { channels } = layout;
	const read = sampleReader(bytes, layout);
	const samples = new Float32Array(frames);
	if (channels === 1) {
		for (let i = 0; i < frames; i++) samples[i] = read(i);
		return samples;
	}
	for (let i = 0, at = 0; i < frames; i++) {
		let sum = 0;
		for (let c = 0; c < channels; c++) sum += read(at++);
		samples[i] = sum / channels;
	}
	return samples;
}

/** A function from the running number of a sample (all channels counted) to its value. */
function sampleReader(bytes: Uint8Array, layout: PcmLayout): (index: number) => number {
	const { encoding, bytesPerSample: size, littleEndian: little } = layout;
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (encoding === 'a-law' || encoding === 'mu-law') {
		const table = g711Table(encoding);
		return (i) => table[bytes[i] as number] as number;
	}
	if (encoding === 'unsigned') return (i) => ((bytes[i] as number) - 128) / 128;
	if (encoding === 'float') {
		return size === 8 ? (i) => view.getFloat64(8 * i, little) : (i) => view.getFloat32(4 * i, little);
	}
	if (size === 1) return (i) => view.getInt8(i) / 128;
	if (size === 2) return (i) => view.getInt16(2 * i, little) / 32768;
	if (size === 4) return (i) => view.getInt32(4 * i, little) / 2147483648;
	const high = little ? 2 : 0;
	return (i) =>
		((view.getInt8(3 * i + high) << 16) | (view.getUint8(3 * i + 1) << 8) | view.getUint8(3 * i + 2 - high)) / 8388608;
}

/** How many whole frames fit into so many bytes. */
export const wholeFrames = (length: number, layout: PcmLayout): number => Math.floor(length / frameBytes(layout));
