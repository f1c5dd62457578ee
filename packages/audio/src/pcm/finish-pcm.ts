import { fileError } from '../file-error.js';
import type { AudioInfo, DecodedAudio } from '../types.js';
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

/** Lowest and highest sample rate (Hz) that a file may claim. */
const rates = { lowest: 100, highest: 1_536_000 };

/**
 * The last step of every uncompressed format: checks that the header makes sense, decodes, and checks the samples.
 *
 * @throws {SerError} FILE for no channels, an impossible rate, no whole frame, NaN or infinite samples
 */
export function finishPcm(file: PcmFile, maxSeconds = Number.POSITIVE_INFINITY): DecodedAudio {
	const { name, info, sampleRate, layout, data } = file;
	if (!(sampleRate >= rates.lowest && sampleRate <= rates.highest)) {
		throw fileError(
			name,
			`its header claims a sample rate of ${sampleRate} Hz, must be ${rates.lowest}…${rates.highest}`,
		);
	}
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

/** @throws {SerError} FILE at the first sample that is NaN or infinite */
export function checkFinite(samples: Float32Array, name: string): void {
	for (let i = 0; i < samples.length; i++) {
		const value = samples[i] as number;
		if (!Number.isFinite(value)) throw fileError(name, `sample ${i} is ${value}; the recording is damaged`);
	}
}
