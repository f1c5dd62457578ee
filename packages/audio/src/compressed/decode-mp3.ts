import { fileError } from '../file-error.js';
import type { DecodedAudio } from '../types.js';
import { collectMono } from './collect-mono.js';
import { findMpegFrame, id3Length } from './mpeg-frame.js';

/**
 * Reads MP3 through mpg123; encoder delay and padding are removed where the file's LAME tag tells them.
 *
 * @throws {SerError} FILE as `decodeAudio`
 */
export async function decodeMp3(
	bytes: Uint8Array,
	name: string,
	maxSeconds = Number.POSITIVE_INFINITY,
): Promise<DecodedAudio> {
	const first = findMpegFrame(bytes, id3Length(bytes));
	if (!first) throw fileError(name, `damaged or truncated MP3: no audio frame in its ${bytes.length} bytes`);
	const { decoder } = await import('@audio/decode-mp3');
	const mp3 = await decoder();
	try {
		const { samples, sampleRate, complaint } = collectMono(bytes, mp3, { name, format: 'MP3', maxSeconds });
		const notes = complaint ? [`parts of the file are damaged: ${complaint}`] : [];
		return { samples, sampleRate, info: { format: 'mp3', channels: first.channels, encoding: 'mp3', notes } };
	} finally {
		mp3.free();
	}
}
