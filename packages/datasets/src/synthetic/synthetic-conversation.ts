import { createRandom, SerError, type Waveform } from '@ser/core';
import type { Emotion } from '../types.js';
import { checkEmotions, usualEmotions } from './check-emotions.js';
import { recordVoice } from './microphone.js';
import { renderVoice } from './render-voice.js';
import { inventSentence } from './syllables.js';
import { planUtterance } from './utterance-plan.js';
import { deliver, inventVoice } from './voice-profile.js';

export interface SyntheticConversationOptions {
	/** length of the recording, 2…36000, default 60 */
	seconds?: number;
	/** people who take turns, 1…26, default 2 */
	speakers?: number;
	/** default anger, disgust, fear, happiness, neutral, sadness, surprise */
	emotions?: readonly Emotion[];
	/** about how long an emotion lasts, seconds, default 8 */
	episodeSeconds?: number;
	/** default 1 */
	seed?: string | number;
	/** Hz, default 16000 */
	sampleRate?: number;
}

/** One utterance of a conversation. */
export interface ConversationSegment {
	/** seconds from the beginning */
	start: number;
	end: number;
	emotion: Emotion;
	/** e.g. `synthetic:s01` */
	speaker: string;
}

export interface SyntheticConversation {
	waveform: Waveform;
	/** in order, with pauses between them */
	segments: ConversationSegment[];
}

/**
 * A long recording of synthetic voices that take turns, with the emotion of each utterance known: for timelines and
 * streaming. The voices are those of `syntheticCorpus` with the same seed.
 *
 * @throws {SerError} PARAMETER for a value out of its range
 */
export function syntheticConversation(options: SyntheticConversationOptions = {}): SyntheticConversation {
	const { seconds = 60, speakers = 2, episodeSeconds = 8, seed = 1, sampleRate = 16000 } = options;
	const { emotions = usualEmotions } = options;
	checkRange('seconds', seconds, 2, 36000);
	checkRange('speakers', speakers, 1, 26);
	checkRange('episodeSeconds', episodeSeconds, 1, 3600);
	checkRange('sampleRate', sampleRate, 8000, 96000);
	checkEmotions(emotions);
	const root = createRandom(`synthetic corpus ${seed}`);
	const cast = Array.from({ length: speakers }, (_, i) => inventVoice(i, root.fork(`voice ${i}`)));
	// Everybody sits in the same room, before the same microphone.
	const room = cast[0]!;
	const random = root.fork('conversation');
	const samples = new Float32Array(Math.round(seconds * sampleRate));
	const segments: ConversationSegment[] = [];
	let at = Math.round(0.3 * sampleRate);
	let turn = 0;
	let emotion = emotions[random.integer(emotions.length)]!;
	let episodeEnd = random.uniform(0.7, 1.3) * episodeSeconds;
	for (let i = 0; at < samples.length; i++) {
		const part = random.fork(i);
		const voice = { ...cast[turn]!, recordingDb: room.recordingDb, noiseDb: -200, micTiltDb: 0, micPeakDb: 0 };
		const delivery = deliver(voice, emotion, part.fork('delivery'));
		const plan = planUtterance(inventSentence(5 + part.integer(6), part), voice, delivery, part.fork('plan'));
		const spoken = recordVoice(
			renderVoice(plan, voice, delivery, sampleRate, part.fork('voice')),
			voice,
			delivery.levelDb,
			sampleRate,
			part.fork('room'),
		);
		if (at + spoken.length > samples.length) break;
		samples.set(spoken, at);
		segments.push({
			start: at / sampleRate,
			end: (at + spoken.length) / sampleRate,
			emotion,
			speaker: `synthetic:${cast[turn]!.id}`,
		});
		at += spoken.length + Math.round(part.uniform(0.1, 0.5) * sampleRate);
		if (part.next() < 0.5) turn = (turn + 1) % speakers;
		if (at / sampleRate > episodeEnd) {
			const others = emotions.filter((other) => other !== emotion);
			emotion = others[part.integer(Math.max(1, others.length))] ?? emotion;
			episodeEnd = at / sampleRate + part.uniform(0.7, 1.3) * episodeSeconds;
		}
	}
	const noise = 10 ** (room.noiseDb / 20) * Math.sqrt(3);
	const hiss = root.fork('conversation room');
	for (let i = 0; i < samples.length; i++) samples[i]! += noise * (2 * hiss.next() - 1);
	return { waveform: { samples, sampleRate }, segments };
}

function checkRange(name: string, value: number, low: number, high: number): void {
	if (!(value >= low && value <= high)) {
		throw new SerError('PARAMETER', `${name} must be from ${low} to ${high}, got ${value}`);
	}
}
