import type { Waveform } from '@ser/core';
import { fileError } from '../file-error.js';
import { fourCc } from '../four-cc.js';
import { checkSampleRate } from '../pcm/check-sample-rate.js';
import { sniff } from '../sniff.js';
import { readWavFormat, type WavFormat } from '../wav/wav-format.js';
import { cutPcm } from './pcm-chunks.js';

export interface WavChunksOptions {
	/** length of a chunk, > 0; default 0.5. The last one may be shorter. */
	chunkSeconds?: number;
	/** what error messages call the stream; default `the stream` */
	name?: string;
}

/** Bytes of header that are accepted before the samples begin. */
const headerLimit = 2 ** 20;

/**
 * Cuts a WAV file that arrives through a stream into waveforms, without waiting for its end. The lengths in the header
 * of a piped WAV are often 0 or 0xFFFFFFFF; then the samples go on to the end of the stream.
 *
 * @param stream a Node stream or any async iterable of bytes
 * @throws {SerError} FILE when it is no WAV, of an unsupported codec, or ends before its samples begin
 */
export async function* wavChunks(
	stream: AsyncIterable<Uint8Array>,
	options: WavChunksOptions = {},
): AsyncGenerator<Waveform> {
	const { chunkSeconds = 0.5, name = 'the stream' } = options;
	const source = stream[Symbol.asyncIterator]();
	try {
		const { format, samples, claimed } = await readHeader(source, name);
		yield* cutPcm(limited(samples, source, claimed), format.layout, { sampleRate: format.sampleRate, chunkSeconds });
	} finally {
		await source.return?.();
	}
}

interface StreamedHeader {
	format: WavFormat;
	/** the first bytes of samples, read together with the header */
	samples: Uint8Array;
	/** length of the samples, infinite when the header does not know it */
	claimed: number;
}

async function readHeader(source: AsyncIterator<Uint8Array>, name: string): Promise<StreamedHeader> {
	let buffer = new Uint8Array(4096);
	let length = 0;
	for (;;) {
		const bytes = buffer.subarray(0, length);
		const header = parseHeader(bytes, name);
		if (header) return header;
		if (length > headerLimit) throw fileError(name, `no samples in the first ${length} bytes of WAV`);
		const { done, value } = await source.next();
		if (done) {
			const sniffed = sniff(bytes);
			throw fileError(name, 'refusal' in sniffed ? sniffed.refusal : `WAV header without samples (${length} bytes)`);
		}
		if (length + value.length > buffer.length) {
			buffer = new Uint8Array(2 * (length + value.length));
			buffer.set(bytes);
		}
		buffer.set(value, length);
		length += value.length;
	}
}

/** The header, or nothing while it is still incomplete. */
function parseHeader(bytes: Uint8Array, name: string): StreamedHeader | undefined {
	if (bytes.length < 12) return undefined;
	const riff = fourCc(bytes, 0);
	const sniffed = sniff(bytes);
	if ('refusal' in sniffed) throw fileError(name, sniffed.refusal);
	if (sniffed.format !== 'wav')
		throw fileError(name, `${sniffed.format.toUpperCase()} cannot be read piece by piece, only WAV`);
	const littleEndian = riff !== 'RIFX';
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let format: WavFormat | undefined;
	for (let offset = 12; offset + 8 <= bytes.length; ) {
		const id = fourCc(bytes, offset);
		const size = view.getUint32(offset + 4, littleEndian);
		const start = offset + 8;
		if (id === 'data') {
			if (!format) throw fileError(name, 'WAV whose samples come before their format cannot be read piece by piece');
			const unknown = size === 0 || size >= 0x7fff0000;
			return { format, samples: bytes.subarray(start), claimed: unknown ? Number.POSITIVE_INFINITY : size };
		}
		if (start + size > bytes.length) return undefined;
		if (id === 'fmt ') {
			format = readWavFormat(bytes.subarray(start, start + size), littleEndian, name);
			checkSampleRate(format.sampleRate, name);
		}
		offset = start + size + (size % 2);
	}
	return undefined;
}

async function* limited(
	first: Uint8Array,
	source: AsyncIterator<Uint8Array>,
	limit: number,
): AsyncGenerator<Uint8Array> {
	let left = limit;
	for (let bytes = first; ; ) {
		yield bytes.subarray(0, Math.min(left, bytes.length));
		left -= bytes.length;
		if (left <= 0) return;
		const { done, value } = await source.next();
		if (done) return;
		bytes = value;
	}
}
