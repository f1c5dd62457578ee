import { SerError } from '@ser/core';
import { decodeAiff } from './aiff/decode-aiff.js';
import { decodeFlac } from './compressed/decode-flac.js';
import { decodeMp3 } from './compressed/decode-mp3.js';
import { decodeVorbis } from './compressed/decode-vorbis.js';
import { fileError } from './file-error.js';
import { sniff } from './sniff.js';
import type { AudioFormat, DecodedAudio, DecodeOptions } from './types.js';
import { decodeWav } from './wav/decode-wav.js';

type Decoder = (bytes: Uint8Array, name: string, maxSeconds?: number) => DecodedAudio | Promise<DecodedAudio>;

const decoders: Record<AudioFormat, Decoder> = {
	wav: decodeWav,
	aiff: decodeAiff,
	flac: decodeFlac,
	mp3: decodeMp3,
	ogg: decodeVorbis,
};

/**
 * Decodes a sound file: WAV, AIFF, FLAC, MP3 or Ogg Vorbis, told by its content. Channels are mixed down by their mean;
 * 16-bit integers are divided by 32768.
 *
 * @param bytes the whole file
 * @returns at least one sample, all finite; `info.notes` tells what had to be put right
 * @throws {SerError} FILE when it is no sound file, of an unsupported codec, damaged beyond reading, or holds no samples
 * @throws {SerError} PARAMETER when maxSeconds is not above 0
 * @example
 * const { samples, sampleRate } = await decodeAudio(new Uint8Array(await file.arrayBuffer()));
 */
export async function decodeAudio(bytes: Uint8Array, options: DecodeOptions = {}): Promise<DecodedAudio> {
	const { name = 'audio data', maxSeconds } = options;
	if (maxSeconds !== undefined && !(maxSeconds > 0)) {
		throw new SerError('PARAMETER', `maxSeconds must be above 0, got ${maxSeconds}`);
	}
	const sniffed = sniff(bytes);
	if ('refusal' in sniffed) throw fileError(name, sniffed.refusal);
	return decoders[sniffed.format](bytes, name, maxSeconds);
}
