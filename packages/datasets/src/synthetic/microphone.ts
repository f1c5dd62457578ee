import type { Random } from '@ser/core';
import type { Voice } from './types.js';

/** Puts a voice through its microphone, in place: colour, level, noise of the room. */
export function recordVoice(
	samples: Float32Array,
	voice: Voice,
	levelDb: number,
	sampleRate: number,
	random: Random,
): Float32Array {
	const active = activeRms(samples, sampleRate);
	const gain = active > 0 ? 10 ** ((voice.recordingDb + levelDb) / 20) / active : 0;
	const noise = 10 ** (voice.noiseDb / 20) * Math.sqrt(3);
	const shelf = 10 ** (voice.micTiltDb / 20) - 1;
	const smoothing = 1 - Math.exp((-2 * Math.PI * Math.min(1000, sampleRate / 4)) / sampleRate);
	const peak = peakingFilter(Math.min(voice.micPeakHz, 0.4 * sampleRate), voice.micPeakDb, sampleRate);
	let low = 0;
	let room = 0;
	for (let i = 0; i < samples.length; i++) {
		room += 0.3 * (2 * random.next() - 1 - room);
		const x = samples[i]! * gain + 2 * noise * room;
		low += smoothing * (x - low);
		const y = peak(x + shelf * (x - low));
		samples[i] = Math.max(-0.999, Math.min(0.999, y));
	}
	return samples;
}

/** RMS of the frames (25 ms) within 25 dB of the loudest. */
function activeRms(samples: Float32Array, sampleRate: number): number {
	const length = Math.max(1, Math.round(0.025 * sampleRate));
	const powers: number[] = [];
	for (let start = 0; start + length <= samples.length; start += length) {
		let sum = 0;
		for (let i = start; i < start + length; i++) sum += samples[i]! ** 2;
		powers.push(sum / length);
	}
	const loudest = powers.reduce((a, b) => Math.max(a, b), 0);
	const active = powers.filter((power) => power >= loudest * 10 ** -2.5);
	return active.length > 0 ? Math.sqrt(active.reduce((a, b) => a + b, 0) / active.length) : 0;
}

/** A peaking equaliser of one octave (Bristow-Johnson's cookbook). */
function peakingFilter(frequency: number, gainDb: number, sampleRate: number): (x: number) => number {
	const a = 10 ** (gainDb / 40);
	const w = (2 * Math.PI * frequency) / sampleRate;
	const alpha = Math.sin(w) / 2.8;
	const a0 = 1 + alpha / a;
	const [b0, b1, b2] = [(1 + alpha * a) / a0, (-2 * Math.cos(w)) / a0, (1 - alpha * a) / a0];
	const [a1, a2] = [b1, (1 - alpha / a) / a0];
	let x1 = 0;
	let x2 = 0;
	let y1 = 0;
	let y2 = 0;
	return (x) => {
		const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
		x2 = x1;
		x1 = x;
		y2 = y1;
		y1 = y;
		return y;
	};
}
