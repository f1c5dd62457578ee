import type { Random } from '@ser/core';
import type { Syllable } from './syllables.js';
import { vowels } from './syllables.js';
import type { Delivery, Voice } from './types.js';

/** Control values each 5 ms, for `renderVoice`. */
export interface UtterancePlan {
	frames: number;
	/** Hz */
	f0: Float32Array;
	/** amplitude of the voice, linear */
	voicing: Float32Array;
	/** amplitude of hiss and bursts, linear */
	hiss: Float32Array;
	/** frames × 4 formants, Hz */
	formants: Float32Array;
}

/** Seconds from one control value to the next. */
export const frameSeconds = 0.005;

/** Lays out a sentence in time: syllables, pauses, the F0 contour and the loudness of each syllable. */
export function planUtterance(
	sentence: readonly Syllable[],
	voice: Voice,
	delivery: Delivery,
	random: Random,
): UtterancePlan {
	const toFrames = (seconds: number) => Math.max(1, Math.round(seconds / frameSeconds));
	const spans = sentence.map((syllable, i) => {
		const seconds = (syllable.length / delivery.rate) * Math.max(0.7, random.normal(1, 0.08));
		const onset = { none: 0, nasal: 0.25, fricative: 0.3, stop: 0.25 }[syllable.onset];
		const pause = i < sentence.length - 1 && random.next() < delivery.pauses ? random.uniform(0.12, 0.35) : 0;
		return {
			onset: toFrames(seconds * onset),
			core: toFrames(seconds * (1 - onset)),
			pause: Math.round(pause / frameSeconds),
		};
	});
	const lead = toFrames(random.uniform(0.05, 0.15));
	const tail = toFrames(random.uniform(0.08, 0.2));
	const frames = lead + tail + spans.reduce((sum, span) => sum + span.onset + span.core + span.pause, 0);
	const plan: UtterancePlan = {
		frames,
		f0: new Float32Array(frames),
		voicing: new Float32Array(frames),
		hiss: new Float32Array(frames),
		formants: new Float32Array(frames * 4),
	};
	const spoken = frames - lead - tail;
	let at = lead;
	const targets = new Float32Array(frames);
	sentence.forEach((syllable, i) => {
		const span = spans[i]!;
		const last = i === sentence.length - 1;
		const accent = syllable.accented ? 0.5 : -0.5;
		const gain = 10 ** ((delivery.accentDb * accent * Math.max(0.3, random.normal(1, 0.25))) / 20);
		const height = delivery.rangeSemitones * (accent * Math.max(0.2, random.normal(1, 0.25)));
		const formants = vowels[syllable.vowel]!;
		const end = at + span.onset + span.core + span.pause;
		for (let f = at; f < end; f++) {
			const within = (f - at) / (span.onset + span.core);
			const through = (f - lead) / spoken;
			const bump = Math.sin(Math.PI * Math.min(1, within));
			targets[f] =
				height * (0.4 + 0.6 * bump) +
				delivery.slopeSemitones * (through - 0.5) +
				(last ? delivery.finalSemitones * Math.min(1, Math.max(0, within)) ** 1.5 : 0);
			for (let k = 0; k < 4; k++) plan.formants[f * 4 + k] = articulated(formants[k]!, k, voice, delivery);
			const inOnset = f < at + span.onset;
			const inPause = f >= at + span.onset + span.core;
			if (inPause) continue;
			if (!inOnset) {
				const core = (f - at - span.onset + 0.5) / span.core;
				plan.voicing[f] = gain * Math.min(1, core * 6, (1 - core) * 4 + (last ? 0 : 0.35));
			} else if (syllable.onset === 'nasal') {
				plan.voicing[f] = 0.35 * gain;
				plan.formants[f * 4] = 260 * voice.formantScale;
			} else if (syllable.onset === 'fricative') {
				plan.hiss[f] = 0.16 * gain;
			} else if (syllable.onset === 'stop' && f >= at + span.onset - 2) {
				plan.hiss[f] = 0.3 * gain;
			}
		}
		at = end;
	});
	smooth(targets, 8);
	smooth(plan.voicing, 2);
	for (let k = 0; k < 4; k++) smoothEvery(plan.formants, k, 4, 6);
	for (let f = 0; f < frames; f++) plan.f0[f] = delivery.f0 * 2 ** (targets[f]! / 12);
	return plan;
}

/** A formant of this voice: scaled to the vocal tract, drawn towards the neutral vowel by lax articulation. */
function articulated(formant: number, k: number, voice: Voice, delivery: Delivery): number {
	const neutral = [500, 1500, 2500, 3500][k]!;
	return voice.formantScale * delivery.formantFactor * (neutral + (formant - neutral) * delivery.articulation);
}

function smooth(values: Float32Array, reach: number): void {
	smoothEvery(values, 0, 1, reach);
}

/** Moving mean over ± `reach` frames of every `stride`-th value; zeros at the ends (nothing planned) take the nearest value. */
function smoothEvery(values: Float32Array, first: number, stride: number, reach: number): void {
	const count = Math.floor((values.length - first + stride - 1) / stride);
	const source = Float32Array.from({ length: count }, (_, i) => values[first + i * stride]!);
	if (stride > 1) fillEnds(source);
	for (let i = 0; i < count; i++) {
		let sum = 0;
		for (let j = -reach; j <= reach; j++) sum += source[Math.min(count - 1, Math.max(0, i + j))]!;
		values[first + i * stride] = sum / (2 * reach + 1);
	}
}

function fillEnds(values: Float32Array): void {
	const from = values.findIndex((value) => value !== 0);
	let to = values.length;
	while (to > 0 && values[to - 1] === 0) to--;
	values.fill(values[from]!, 0, from);
	values.fill(values[to - 1]!, to);
}
