import type { DecodedAudio } from '@ser/audio';
import type { ClipPicture } from '@ser/viz';

/** What can be said of a recording without knowing its label. */
export interface ClipInfo {
	/** sha-256 of the file's bytes */
	contentHash: string;
	durationSeconds: number;
	/** Hz, of the file */
	sampleRate: number;
	channels: number;
	format: string;
	/** largest absolute sample, 1 = full scale */
	peak: number;
	/** root mean square, dB relative to full scale */
	levelDb: number;
	/** level of loud frames over quiet frames, dB: an estimate of the signal-to-noise ratio */
	snrDb: number;
	/** share of samples at full scale */
	clippedShare: number;
	/** mean sample */
	dcOffset: number;
	/** what was odd in the file, mended or ignored */
	notes: string[];
	/** `audioFingerprint` of `@ser/datasets`, for near-duplicates */
	fingerprint: number[];
	/** thumbnail for reports */
	picture: ClipPicture;
}

const FRAME_SECONDS = 0.02;
const FLOOR_DB = -120;

/** Levels of a decoded recording. The quiet frames are the 10th percentile, the loud ones the 90th. */
export function measureLevels({
	samples,
	sampleRate,
}: Pick<DecodedAudio, 'samples' | 'sampleRate'>): Pick<
	ClipInfo,
	'durationSeconds' | 'peak' | 'levelDb' | 'snrDb' | 'clippedShare' | 'dcOffset'
> {
	let peak = 0;
	let squares = 0;
	let sum = 0;
	let clipped = 0;
	for (let i = 0; i < samples.length; i++) {
		const value = Math.abs(samples[i]!);
		if (value > peak) peak = value;
		if (value >= 0.9999) clipped++;
		squares += value * value;
		sum += samples[i]!;
	}
	const size = Math.max(1, Math.round(FRAME_SECONDS * sampleRate));
	const levels: number[] = [];
	for (let start = 0; start + size <= samples.length; start += size) {
		let energy = 0;
		for (let i = start; i < start + size; i++) energy += samples[i]! ** 2;
		levels.push(decibels(energy / size));
	}
	levels.sort((a, b) => a - b);
	const at = (share: number) => levels[Math.floor(share * (levels.length - 1))] ?? FLOOR_DB;
	return {
		durationSeconds: samples.length / sampleRate,
		peak,
		levelDb: decibels(squares / Math.max(1, samples.length)),
		snrDb: at(0.9) - at(0.1),
		clippedShare: clipped / Math.max(1, samples.length),
		dcOffset: sum / Math.max(1, samples.length),
	};
}

const decibels = (power: number) => Math.max(FLOOR_DB, 10 * Math.log10(power + 1e-30));
