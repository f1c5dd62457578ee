import { checkSamples } from '../check.js';
import { vadBands } from './vad-bands.js';
import { checkVadOptions, type VadOptions, type VoiceSegment, vadDecision } from './vad-decision.js';

/**
 * Finds the speech in a recording: level above the noise in voice bands, the noise being the level that each band falls below in
 * a tenth of the frames (but at least 50 dB under the band's loudest), smoothed over 50 ms, with hysteresis and hangover.
 *
 * @param samples mono signal, any length ≥ 1
 * @returns segments in order, not touching; none when there is no speech or the signal is shorter than 25 ms
 * @throws {SerError} INPUT for an empty or non-finite signal, PARAMETER for an option out of its range
 * @example
 * for (const { start, end } of voiceActivity(samples, { sampleRate: 16000 })) console.log(start, end);
 * Measured on padded and noisy clips: benchmarks/results/vad.md.
 */
export function voiceActivity(samples: Float32Array, options: VadOptions): VoiceSegment[] {
	checkSamples(samples);
	const full = checkVadOptions(options);
	const bands = vadBands(full.sampleRate);
	const frames = Math.max(0, Math.floor((samples.length - bands.frameLength) / bands.hopLength) + 1);
	const tracks = Array.from({ length: bands.count }, () => new Float64Array(frames));
	const levels = new Float64Array(bands.count);
	for (let t = 0; t < frames; t++) {
		bands.measure(samples, t * bands.hopLength, levels);
		for (let b = 0; b < bands.count; b++) tracks[b]![t] = levels[b]!;
	}
	const smoothed = tracks.map(overFiveFrames);
	const floors = smoothed.map(noiseLevel);
	const decision = vadDecision(full);
	const found: [number, number][] = [];
	for (let t = 0; t < frames; t++) {
		let sum = 0;
		for (let b = 0; b < bands.count; b++) sum += Math.min(30, Math.max(0, smoothed[b]![t]! - floors[b]!));
		const segment = decision.push(sum / bands.count);
		if (segment) found.push(segment);
	}
	const open = decision.finish();
	if (open) found.push(open);
	return joinSegments(found, bands, full, samples.length);
}

/** Frames to samples and seconds, with margins; segments that touch become one. */
function joinSegments(
	found: readonly [number, number][],
	{ hopLength, frameLength }: { hopLength: number; frameLength: number },
	{ marginSeconds, sampleRate }: Required<VadOptions>,
	length: number,
): VoiceSegment[] {
	const margin = Math.round(marginSeconds * sampleRate);
	const half = Math.round((frameLength - hopLength) / 2);
	const segments: VoiceSegment[] = [];
	for (const [from, to] of found) {
		const startSample = Math.max(0, from * hopLength + half - margin);
		const endSample = Math.min(length, to * hopLength + half + margin);
		const last = segments.at(-1);
		if (last && startSample <= last.endSample) {
			last.endSample = endSample;
			last.end = endSample / sampleRate;
		} else segments.push({ start: startSample / sampleRate, end: endSample / sampleRate, startSample, endSample });
	}
	return segments;
}

function overFiveFrames(track: Float64Array): Float64Array {
	return track.map((_, t) => {
		let sum = 0;
		let count = 0;
		for (let i = Math.max(0, t - 2); i <= Math.min(track.length - 1, t + 2); i++) {
			sum += track[i]!;
			count++;
		}
		return sum / count;
	});
}

/** The tenth percentile and a little more, for the noise moves; not further than 50 dB under the maximum. */
function noiseLevel(track: Float64Array): number {
	if (track.length === 0) return 0;
	const sorted = track.slice().sort();
	return Math.max(-75, sorted.at(-1)! - 50, sorted[Math.floor(0.1 * (sorted.length - 1))]! + 2);
}
