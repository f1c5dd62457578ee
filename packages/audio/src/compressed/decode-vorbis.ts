import type { DecodedAudio } from '../types.js';
import { collectMono } from './collect-mono.js';

/**
 * Reads Ogg Vorbis through libvorbis.
 *
 * @throws {SerError} FILE as `decodeAudio`
 */
export async function decodeVorbis(
	bytes: Uint8Array,
	name: string,
	maxSeconds = Number.POSITIVE_INFINITY,
): Promise<DecodedAudio> {
	const { decoder } = await import('@audio/decode-vorbis');
	const vorbis = await decoder();
	try {
		const { samples, sampleRate, channels, complaint } = collectMono(bytes, vorbis, {
			name,
			format: 'Ogg Vorbis',
			maxSeconds,
		});
		const notes = complaint ? [`parts of the file are damaged: ${complaint}`] : [];
		return { samples, sampleRate, info: { format: 'ogg', channels, encoding: 'vorbis', notes } };
	} finally {
		vorbis.free();
	}
}
