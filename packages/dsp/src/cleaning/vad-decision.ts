import { checkOption } from '../check.js';

/** Thresholds of the voice activity decision. */
export interface VadOptions {
	/** Hz, ≥ 4000 */
	sampleRate: number;
	/** mean level above the noise, over the bands, at which speech begins, dB, default 2.5 */
	onsetDb?: number;
	/** level below which it may end, dB, ≤ onsetDb, default 1.2 */
	offsetDb?: number;
	/** shorter stretches above the onset are ignored, s, default 0.06 */
	minSpeechSeconds?: number;
	/** speech goes on through shorter pauses, s, default 0.3 */
	hangoverSeconds?: number;
	/** added before and after each segment, s, default 0.05 */
	marginSeconds?: number;
}

/** A stretch of speech. */
export interface VoiceSegment {
	/** seconds from the start of the signal */
	start: number;
	end: number;
	/** the same in samples; `endSample` is not part of it */
	startSample: number;
	endSample: number;
}

/** Turns frame scores into segments of frames, with hysteresis and hangover. */
export interface VadDecision {
	/** Takes the next frame's score; returns the frames [start, end) of a segment that is over now. */
	push(score: number): [number, number] | undefined;
	/** The segment still open at the end. */
	finish(): [number, number] | undefined;
	/** whether the last frame belongs to a segment */
	readonly active: boolean;
}

/** @throws {SerError} PARAMETER for an option out of its range */
export function checkVadOptions(options: VadOptions): Required<VadOptions> {
	const full = {
		onsetDb: 2.5,
		offsetDb: 1.2,
		minSpeechSeconds: 0.06,
		hangoverSeconds: 0.3,
		marginSeconds: 0.05,
		...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
	} as Required<VadOptions>;
	checkOption(full.sampleRate >= 4000, 'sampleRate', '≥ 4000', full.sampleRate);
	checkOption(full.onsetDb > 0, 'onsetDb', '> 0', full.onsetDb);
	checkOption(full.offsetDb > 0 && full.offsetDb <= full.onsetDb, 'offsetDb', '> 0 and ≤ onsetDb', full.offsetDb);
	for (const name of ['minSpeechSeconds', 'hangoverSeconds', 'marginSeconds'] as const) {
		checkOption(full[name] >= 0 && full[name] < 60, name, '0…60', full[name]);
	}
	return full;
}

export function vadDecision(options: Required<VadOptions>): VadDecision {
	const { onsetDb, offsetDb, minSpeechSeconds, hangoverSeconds } = options;
	const minFrames = Math.max(1, Math.round(minSpeechSeconds * 100));
	const hangover = Math.round(hangoverSeconds * 100);
	let frame = 0;
	let run = 0;
	let runStart = 0;
	let start = -1;
	let lastLoud = -1;
	return {
		get active() {
			return start >= 0;
		},
		push(score) {
			const t = frame++;
			if (start < 0) {
				// A run may dip below the onset as long as it stays above the offset.
				if (score < offsetDb || (run === 0 && score < onsetDb)) {
					run = 0;
					return undefined;
				}
				if (run === 0) runStart = t;
				run++;
				if (run >= minFrames) {
					start = runStart;
					lastLoud = t;
				}
				return undefined;
			}
			if (score >= offsetDb) lastLoud = t;
			else if (t - lastLoud > hangover) {
				const segment: [number, number] = [start, lastLoud + 1];
				start = -1;
				run = 0;
				return segment;
			}
			return undefined;
		},
		finish: () => (start < 0 ? undefined : [start, lastLoud + 1]),
	};
}
