import { fileError } from '../file-error.js';
import type { AudioInfo, DecodedAudio } from '../types.js';
import { checkFinite } from './check-finite.js';
import { checkSampleRate } from './check-sample-rate.js';
import { decodePcm, wholeFrames } from './decode-pcm.js';
import { frameBytes, type PcmLayout } from './pcm-layout.js';

/** What a WAV or AIFF header says, and the bytes of samples that are really there. */
export interface PcmFile {
	name: string;
	info: AudioInfo;
	sampleRate: number;
	layout: PcmLayout;
	data: Uint8Array;
}

/**
 * The last step of every uncompressed format: checks that the header makes sense, decodes, and checks the samples.
 *
 * @throws {SerError} FILE for no channels, an impossible rate, no whole frame, NaN or infinite samples
 */
export function finishPcm(file: PcmFile, maxSeconds = Number.POSITIVE_INFINITY): DecodedAudio {
	const { name, info, sampleRate, layout, data } = file;
	checkSampleRate(sampleRate, name);
	const available = wholeFrames(data.length, layout);
	if (available === 0) {
		const found =
			data.length === 0 ? 'no samples' : `${data.length} bytes of samples, not one frame of ${frameBytes(layout)}`;
		throw fileError(name, `${info.format.toUpperCase()} header followed by ${found}`);
	}
	const frames = Math.min(available, Math.max(1, Math.round(maxSeconds * sampleRate)));
	const samples = decodePcm(data, frames, layout);
	checkFinite(samples, name);
	return { samples, sampleRate, info };
}
