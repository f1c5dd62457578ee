import { vadBands } from './vad-bands.js';
import { checkVadOptions, type VadOptions, type VoiceSegment, vadDecision } from './vad-decision.js';

/** Voice activity from chunks. */
export interface VadStream {
	/**
	 * @param chunk the next samples, any number
	 * @returns segments that ended in it; an end is known `hangoverSeconds` late
	 */
	push(chunk: Float32Array): VoiceSegment[];
	/** Ends the stream: the segment still open, if any. */
	finish(): VoiceSegment[];
	/** whether speech was going on in the last frame */
	readonly active: boolean;
}

/** dB a frame that the noise estimate rises while it is below the signal: 3 dB a second. */
const rise = 0.03;

/**
 * `voiceActivity` as it happens: the noise of each band is followed instead of read from the whole recording. The estimate
 * starts at the first frame's level, falls at once with the signal and rises by 3 dB a second, so a stream that starts in the middle
 * of speech finds it after its first pause.
 *
 * @throws {SerError} PARAMETER for an option out of its range
 * @example
 * const vad = createVadStream({ sampleRate: 16000 });
 * microphone.on('data', (chunk) => console.log(vad.push(chunk), vad.active));
 */
export function createVadStream(options: VadOptions): VadStream {
	const full = checkVadOptions(options);
	const bands = vadBands(full.sampleRate);
	const { frameLength, hopLength, count } = bands;
	const margin = Math.round(full.marginSeconds * full.sampleRate);
	const half = Math.round((frameLength - hopLength) / 2);
	const decision = vadDecision(full);
	const levels = new Float64Array(count);
	const smooth = new Float64Array(count);
	const floors = new Float64Array(count);
	const buffer = new Float32Array(frameLength);
	let filled = 0;
	let received = 0;
	let frames = 0;

	const toSegment = ([from, to]: [number, number]): VoiceSegment => {
		const startSample = Math.max(0, from * hopLength + half - margin);
		const endSample = Math.min(received, to * hopLength + half + margin);
		return { start: startSample / full.sampleRate, end: endSample / full.sampleRate, startSample, endSample };
	};
	const score = (): number => {
		bands.measure(buffer, 0, levels);
		let sum = 0;
		for (let b = 0; b < count; b++) {
			const level = levels[b]!;
			smooth[b] = frames === 0 ? level : smooth[b]! + 0.4 * (level - smooth[b]!);
			floors[b] = frames === 0 ? level : Math.min(floors[b]! + rise, smooth[b]!);
			// Fluctuating noise stands a few dB above its own running minimum.
			sum += Math.min(30, Math.max(0, smooth[b]! - Math.max(-75, floors[b]! + 4)));
		}
		frames++;
		return sum / count;
	};
	return {
		get active() {
			return decision.active;
		},
		push(chunk) {
			const ended: VoiceSegment[] = [];
			for (let at = 0; at < chunk.length; ) {
				const taken = Math.min(frameLength - filled, chunk.length - at);
				buffer.set(chunk.subarray(at, at + taken), filled);
				filled += taken;
				at += taken;
				received += taken;
				if (filled < frameLength) break;
				const segment = decision.push(score());
				if (segment) ended.push(toSegment(segment));
				buffer.copyWithin(0, hopLength);
				filled -= hopLength;
			}
			return ended;
		},
		finish() {
			const open = decision.finish();
			return open ? [toSegment(open)] : [];
		},
	};
}
