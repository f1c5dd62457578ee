import { fileError } from '../file-error.js';
import type { DecodedAudio } from '../types.js';
import { collectMono } from './collect-mono.js';
import { readStreamInfo } from './stream-info.js';

/**
 * Reads FLAC (also in Ogg) through libFLAC. The library scales integers by 2^(bits−1) − 1; that is undone, so that a
 * FLAC file and the WAV it was made from give the same bits (up to 24 bits per sample).
 *
 * @throws {SerError} FILE as `decodeAudio`
 */
export async function decodeFlac(
	bytes: Uint8Array,
	name: string,
	maxSeconds = Number.POSITIVE_INFINITY,
): Promise<DecodedAudio> {
	const stream = readStreamInfo(bytes);
	if (!stream) throw fileError(name, `truncated FLAC: it ends within its header, after ${bytes.length} bytes`);
	const { bitDepth, channels, totalSamples } = stream;
	if (stream.sampleRate === 0) throw fileError(name, 'its FLAC header claims a sample rate of 0 Hz');
	const { decoder } = await import('@audio/decode-flac');
	const flac = await decoder();
	try {
		const fullScale = bitDepth <= 24 ? 2 ** (bitDepth - 1) - 1 : 0;
		const { samples, sampleRate, complaint } = collectMono(bytes, flac, {
			name,
			format: 'FLAC',
			maxSeconds,
			fullScale,
		});
		const notes: string[] = [];
		const wanted = Math.min(totalSamples, Math.round(maxSeconds * sampleRate));
		if (totalSamples > 0 && samples.length < wanted) {
			notes.push(
				`the header claims ${totalSamples} samples, ${samples.length} could be decoded; the file is truncated or damaged`,
			);
		} else if (complaint) {
			notes.push(`parts of the file are damaged: ${complaint}`);
		}
		return { samples, sampleRate, info: { format: 'flac', channels, bitDepth, encoding: 'pcm', notes } };
	} finally {
		flac.free();
	}
}
