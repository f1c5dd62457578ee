import type { Random } from '@ser/core';
import type { Delivery, Voice } from './types.js';
import { frameSeconds, type UtterancePlan } from './utterance-plan.js';

const bandwidths = [70, 90, 130, 180, 250];

/**
 * Speaks a plan: glottal pulses (KLGLOTT88, Klatt & Klatt 1990: flow t² − t³ while the glottis is open) with jitter,
 * shimmer and aspiration noise, a low-pass for the spectral tilt, five formant resonators in cascade, and hiss for
 * consonants.
 *
 * @returns the voice at about unit level, without microphone
 */
export function renderVoice(
	plan: UtterancePlan,
	voice: Voice,
	delivery: Delivery,
	sampleRate: number,
	random: Random,
): Float32Array {
	const perFrame = Math.round(sampleRate * frameSeconds);
	const output = new Float32Array(plan.frames * perFrame);
	const resonators = bandwidths.map((bandwidth) => createResonator(sampleRate, bandwidth * voice.formantScale));
	const hissFilter = createResonator(sampleRate, 1500);
	hissFilter.tune(Math.min(4500 * voice.formantScale, 0.4 * sampleRate));
	const tilt = 1 - Math.exp((-2 * Math.PI * Math.min(delivery.tiltHz, 0.45 * sampleRate)) / sampleRate);
	const noise = noiseFrom(random);
	let phase = 1;
	let period = 1;
	let open = 1;
	let amplitude = 1;
	let low = 0;
	let lower = 0;
	for (let frame = 0; frame < plan.frames; frame++) {
		for (let k = 0; k < 4; k++) resonators[k]!.tune(plan.formants[frame * 4 + k]!);
		resonators[4]!.tune(4500 * voice.formantScale);
		const voicing = plan.voicing[frame]!;
		const hiss = plan.hiss[frame]!;
		for (let i = 0; i < perFrame; i++) {
			if (phase >= period) {
				phase -= period;
				period = (sampleRate / plan.f0[frame]!) * Math.max(0.7, 1 + delivery.jitter * random.normal());
				open = period * delivery.openQuotient;
				amplitude = Math.max(0.2, 1 + delivery.shimmer * random.normal());
			}
			let source = 0;
			let flow = 0;
			if (phase < open) {
				const t = phase / open;
				source = 2 * t - 3 * t * t;
				flow = 6.75 * t * t * (1 - t);
			}
			phase++;
			const white = noise();
			// Breath flows mostly while the glottis is open.
			let value = voicing * (amplitude * source + delivery.breath * (0.3 + flow) * white);
			low += tilt * (value - low);
			lower += Math.min(1, 2 * tilt) * (low - lower);
			value = lower;
			for (let k = 0; k < 5; k++) value = resonators[k]!.next(value);
			output[frame * perFrame + i] = value + hiss * hissFilter.next(white);
		}
	}
	return output;
}

/** A two-pole resonance with unit gain at 0 Hz (Klatt 1980); silent above half the rate. */
function createResonator(sampleRate: number, bandwidth: number) {
	const r = Math.exp((-Math.PI * bandwidth) / sampleRate);
	const c = -r * r;
	let b = 0;
	let a = 1 - c;
	let passes = false;
	let y1 = 0;
	let y2 = 0;
	return {
		tune(frequency: number) {
			passes = frequency >= 0.48 * sampleRate;
			b = 2 * r * Math.cos((2 * Math.PI * frequency) / sampleRate);
			a = 1 - b - c;
		},
		next(x: number) {
			if (passes) return x;
			const y = a * x + b * y1 + c * y2;
			y2 = y1;
			y1 = y;
			return y;
		},
	};
}

/** White noise of unit variance. */
function noiseFrom(random: Random): () => number {
	const scale = Math.sqrt(6);
	return () => scale * (random.next() + random.next() - 1);
}
