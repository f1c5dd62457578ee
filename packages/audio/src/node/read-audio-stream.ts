import { decodeAudio } from '../decode-audio.js';
import { fileError } from '../file-error.js';
import { resample } from '../resample/resample.js';
import type { DecodedAudio } from '../types.js';

export interface ReadAudioStreamOptions {
	/** what error messages call the stream; default `standard input` */
	name?: string;
	/** resample to this rate, Hz; default the recording's own */
	sampleRate?: number;
	/** decode only this much from the beginning, > 0; default everything */
	maxSeconds?: number;
	/** give up beyond this many bytes; default 2 GiB */
	maxBytes?: number;
}

/**
 * Reads a whole sound file from a stream, to its end, and decodes it by its content.
 *
 * @throws {SerError} FILE as `decodeAudio`, or when more than maxBytes arrive
 * @example
 * const recording = await readAudioStream(process.stdin);
 */
export async function readAudioStream(
	stream: AsyncIterable<Uint8Array>,
	options: ReadAudioStreamOptions = {},
): Promise<DecodedAudio> {
	const { name = 'standard input', sampleRate, maxSeconds, maxBytes = 2 ** 31 } = options;
	const pieces: Uint8Array[] = [];
	let length = 0;
	for await (const piece of stream) {
		pieces.push(piece);
		length += piece.length;
		if (length > maxBytes) throw fileError(name, `more than ${maxBytes} bytes`);
	}
	const decoded = await decodeAudio(Buffer.concat(pieces), { name, maxSeconds });
	if (sampleRate === undefined) return decoded;
	return { ...(await resample(decoded, sampleRate)), info: decoded.info };
}
