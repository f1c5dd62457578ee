import type { Random } from '@ser/core';
import { emotionProfiles } from './emotion-profile.js';
import type { Delivery, Voice } from './types.js';

/**
 * Invents a voice and its microphone.
 *
 * Levels, colours and F0 of voices differ by more than emotions change them, so that no single number tells emotions
 * apart across speakers.
 *
 * @param index 0, 1, …; even ones are women
 */
export function inventVoice(index: number, random: Random): Voice {
	const female = index % 2 === 0;
	const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
	const strength: Record<string, number> = {};
	for (const emotion of Object.keys(emotionProfiles)) strength[emotion] = clamp(random.normal(1.12, 0.18), 0.6, 1.6);
	return {
		id: `s${String(index + 1).padStart(2, '0')}`,
		sex: female ? 'female' : 'male',
		formantScale: (female ? 1.16 : 1) * clamp(random.normal(1, 0.03), 0.92, 1.08),
		strength,
		usual: {
			f0: (female ? 200 : 115) * 2 ** (clamp(random.normal(0, 2.2), -4, 4) / 12),
			rangeSemitones: clamp(random.normal(4, 1.1), 2, 7),
			slopeSemitones: random.normal(-2, 0.8),
			finalSemitones: random.normal(-1, 0.8),
			rate: clamp(random.normal(4.8, 0.5), 3.6, 6.2),
			pauses: clamp(random.normal(0.04, 0.03), 0, 0.12),
			levelDb: 0,
			accentDb: clamp(random.normal(4, 1), 2, 7),
			tiltHz: (female ? 1100 : 1300) * 2 ** clamp(random.normal(0, 0.3), -0.7, 0.7),
			openQuotient: clamp(random.normal(female ? 0.64 : 0.57, 0.05), 0.45, 0.75),
			breath: clamp(random.normal(female ? 0.1 : 0.07, 0.04), 0.02, 0.22),
			jitter: clamp(random.normal(0.008, 0.003), 0.002, 0.018),
			shimmer: clamp(random.normal(0.04, 0.015), 0.01, 0.09),
			articulation: clamp(random.normal(0.9, 0.08), 0.7, 1.1),
			formantFactor: 1,
		},
		recordingDb: clamp(random.normal(-27, 2.5), -33, -21),
		noiseDb: clamp(random.normal(-72, 4), -80, -62),
		micTiltDb: clamp(random.normal(0, 1.5), -4, 4),
		micPeakHz: 2 ** random.uniform(9, 12),
		micPeakDb: random.normal(0, 2),
	};
}

/**
 * How this voice says something in this emotion, this time: habit, emotion and the chance of the take together.
 *
 * @param emotion a key of `emotionProfiles`
 */
export function deliver(voice: Voice, emotion: keyof typeof emotionProfiles, random: Random): Delivery {
	const profile = emotionProfiles[emotion]!;
	const usual = voice.usual;
	// A take is more or less expressive as a whole, and each cue varies on its own besides.
	const s = voice.strength[emotion]! * Math.max(0.2, random.normal(1, 0.12));
	const vary = (spread: number) => random.normal(0, spread);
	const factor = (value: number, spread: number) => value ** s * 2 ** vary(spread);
	const atLeast = (low: number, value: number) => Math.max(low, value);
	return {
		f0: usual.f0 * 2 ** ((s * profile.f0Semitones + vary(1)) / 12),
		rangeSemitones: atLeast(0.8, usual.rangeSemitones * factor(profile.rangeFactor, 0.3)),
		slopeSemitones: usual.slopeSemitones + s * profile.slopeSemitones + vary(1),
		finalSemitones: usual.finalSemitones + s * profile.finalSemitones + vary(1.2),
		rate: usual.rate * factor(profile.rateFactor, 0.12),
		pauses: atLeast(0, usual.pauses + s * profile.pauses),
		levelDb: s * profile.levelDb + vary(1.5),
		accentDb: atLeast(0.5, usual.accentDb + s * profile.accentDb + vary(0.8)),
		tiltHz: usual.tiltHz * factor(profile.brightness, 0.15),
		openQuotient: Math.min(0.9, atLeast(0.35, usual.openQuotient + s * profile.openQuotient + vary(0.03))),
		breath: Math.min(0.6, atLeast(0.01, usual.breath + s * profile.breath + vary(0.025))),
		jitter: atLeast(0.001, usual.jitter + s * profile.jitter + vary(0.002)),
		shimmer: atLeast(0.005, usual.shimmer + s * profile.shimmer + vary(0.01)),
		articulation: Math.min(1.3, atLeast(0.4, usual.articulation + s * profile.articulation + vary(0.05))),
		formantFactor: factor(profile.formantFactor, 0.02),
	};
}
