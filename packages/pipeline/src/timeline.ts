import type { Waveform } from '@ser/core';
import type { Prediction, Recogniser } from './recogniser.js';

export interface TimelineOptions {
	/** length of the piece that is judged, seconds, default 3: about the length of the clips recognisers learn from */
	windowSeconds?: number;
	/** distance between judgements, seconds, default 1 */
	hopSeconds?: number;
	/** pieces whose level is below this, dB relative to full scale, are silence, default −50 */
	silenceDb?: number;
	/** weight of the newest judgement in the running mean of probabilities, 0…1, default 0.6; 1 = none */
	smoothing?: number;
	signal?: AbortSignal;
}

/** The judgement of one window of a long recording. */
export interface TimelinePoint extends Prediction {
	/** of the window, seconds from the start of the recording */
	startSeconds: number;
	endSeconds: number;
	/** root mean square, dB relative to full scale */
	levelDb: number;
	/** true where nothing was judged: `emotion` is `silence` and the probabilities are empty */
	silence: boolean;
}

/**
 * Judges a live or endless recording window by window. Memory is one window, however long the recording.
 *
 * @param chunks pieces of one recording, of any length, all at the same sample rate
 * @yields one point every `hopSeconds`, as soon as its window is full; a last one for the rest (≥ half a second)
 */
export async function* streamTimeline(
	recogniser: Recogniser,
	chunks: AsyncIterable<Waveform> | Iterable<Waveform>,
	{ windowSeconds = 3, hopSeconds = 1, silenceDb = -50, smoothing = 0.6, signal }: TimelineOptions = {},
): AsyncGenerator<TimelinePoint> {
	let window = new Float32Array(0);
	let filled = 0;
	let dropped = 0;
	let rate = 0;
	let judgedUpTo = 0;
	let running: Record<string, number> | undefined;

	async function judge(length: number): Promise<TimelinePoint> {
		const samples = window.slice(0, length);
		const levelDb = levelOf(samples);
		const at = { startSeconds: dropped / rate, endSeconds: (dropped + length) / rate, levelDb };
		judgedUpTo = dropped + length;
		if (levelDb < silenceDb) {
			running = undefined;
			return { ...at, silence: true, emotion: 'silence', confidence: 1, probabilities: {} };
		}
		const { probabilities } = await recogniser.predict({ samples, sampleRate: rate });
		running = blend(probabilities, running, smoothing);
		const [emotion, confidence] = Object.entries(running).reduce((a, b) => (b[1] > a[1] ? b : a));
		return { ...at, silence: false, emotion, confidence, probabilities: { ...running } };
	}

	for await (const chunk of chunks) {
		signal?.throwIfAborted();
		if (rate === 0) {
			rate = chunk.sampleRate;
			window = new Float32Array(Math.max(1, Math.round(windowSeconds * rate)));
		}
		const hop = Math.max(1, Math.round(hopSeconds * rate));
		let read = 0;
		while (read < chunk.samples.length) {
			const take = Math.min(window.length - filled, chunk.samples.length - read);
			window.set(chunk.samples.subarray(read, read + take), filled);
			filled += take;
			read += take;
			if (filled < window.length) break;
			yield await judge(filled);
			const keep = Math.max(0, window.length - hop);
			window.copyWithin(0, window.length - keep);
			dropped += window.length - keep;
			filled = keep;
		}
	}
	const unjudged = dropped + filled - judgedUpTo;
	if (rate > 0 && filled > 0 && (judgedUpTo === 0 || unjudged >= rate / 2)) yield await judge(filled);
}

/** All points of a recording that is in memory. */
export async function emotionTimeline(
	recogniser: Recogniser,
	waveform: Waveform,
	options?: TimelineOptions,
): Promise<TimelinePoint[]> {
	const points: TimelinePoint[] = [];
	for await (const point of streamTimeline(recogniser, [waveform], options)) points.push(point);
	return points;
}

function levelOf(samples: Float32Array): number {
	let sum = 0;
	for (let i = 0; i < samples.length; i++) sum += samples[i]! ** 2;
	return 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
}

function blend(now: Record<string, number>, before: Record<string, number> | undefined, weight: number) {
	if (!before) return { ...now };
	return Object.fromEntries(Object.entries(now).map(([name, p]) => [name, weight * p + (1 - weight) * before[name]!]));
}
