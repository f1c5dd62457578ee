import { createMatrix, createRandom, type Waveform } from '@ser/core';
import { emotions } from './synthetic-run.js';

/** A made-up utterance: glottal-like pulses under syllables; higher, louder and faster for aroused emotions. */
export function syntheticSpeech(emotion: string): Waveform {
	const arousal =
		{ neutral: 0.4, calm: 0.25, sadness: 0.15, fear: 0.6, happiness: 0.75, surprise: 0.85, anger: 1, disgust: 0.5 }[
			emotion
		] ?? 0.5;
	const sampleRate = 16000;
	const random = createRandom(`speech/${emotion}`);
	const samples = new Float32Array(Math.round(sampleRate * (2.6 - 0.9 * arousal)));
	let phase = 0;
	for (let i = 0; i < samples.length; i++) {
		const t = i / sampleRate;
		const end = samples.length / sampleRate;
		phase += (120 + 130 * arousal + 40 * arousal * Math.sin(3 * t)) / sampleRate;
		const syllable = Math.max(0, Math.sin(2 * Math.PI * (2.2 + 2 * arousal) * t)) ** 0.7;
		const edge = Math.min(1, 12 * Math.min(t, end - t));
		let pulse = 0;
		for (let h = 1; h <= 12; h++) pulse += Math.sin(2 * Math.PI * h * phase) / h ** (1.6 - 0.7 * arousal);
		samples[i] = 0.36 * (0.15 + 0.85 * arousal) * edge * syllable * pulse + 0.004 * random.normal();
	}
	return { samples, sampleRate };
}

/** Spectrum, chroma, MFCC and contours of a made-up utterance, from formulas. */
export function speechFrames() {
	const frames = 150;
	const random = createRandom('frames');
	const spectrum = createMatrix(frames, 513);
	const chroma = createMatrix(frames, 12);
	const mfcc = createMatrix(frames, 20);
	const times = Float64Array.from({ length: frames }, (_, f) => (f * 256) / 16000);
	const f0 = new Float64Array(frames).fill(Number.NaN);
	const loudness = new Float64Array(frames);
	for (let f = 0; f < frames; f++) {
		const t = f / frames;
		const voiced = Math.sin(2 * Math.PI * 4 * t) > -0.35 && t > 0.04 && t < 0.95;
		const pitch = 190 + 70 * Math.sin(5.2 * t + 0.4) - 40 * t;
		const level = voiced ? 0.5 + 0.5 * Math.sin(2 * Math.PI * 4 * t) : 0;
		if (voiced) f0[f] = pitch;
		loudness[f] = -52 + 34 * level + random.normal();
		for (let k = 0; k < 513; k++) {
			const hz = (k * 8000) / 512;
			const ripple = voiced ? 0.5 + 0.5 * Math.cos((2 * Math.PI * hz) / pitch) : 0.3;
			const formants =
				Math.exp(-(((hz - 600 - 200 * Math.sin(7 * t)) / 350) ** 2)) +
				0.7 * Math.exp(-(((hz - 1700 + 500 * Math.cos(6 * t)) / 420) ** 2)) +
				0.4 * Math.exp(-(((hz - 2900) / 600) ** 2));
			const hiss = voiced ? 0 : 0.5 * Math.exp(-(((hz - 5500) / 1500) ** 2));
			spectrum.data[f * 513 + k] = -78 + 70 * (level * formants * ripple ** 0.6 + hiss) + random.normal(0, 2.5);
		}
		for (let n = 0; n < 12; n++) {
			const note = (12 * Math.log2(pitch / 261.63) + 120) % 12;
			const distance = Math.min(Math.abs(n - note), 12 - Math.abs(n - note));
			chroma.data[f * 12 + n] = (voiced ? Math.exp(-((distance / 1.2) ** 2)) : 0.35) + 0.08 * random.next();
		}
		for (let c = 0; c < 20; c++) {
			mfcc.data[f * 20 + c] =
				(c === 0 ? -200 + 150 * level : 40 / c) * Math.sin(2 * Math.PI * (1 + c * 0.4) * t + c) + random.normal(0, 2);
		}
	}
	return { spectrum, chroma, mfcc, contours: { times, f0, loudness } };
}

/** Three minutes in which one emotion follows another. */
export function syntheticTimeline() {
	const random = createRandom('timeline');
	return Array.from({ length: 90 }, (_, s) => {
		const t = s / 90;
		const scores = emotions.map(
			(_, e) => 2.6 * Math.exp(-(((t - (e + 0.5) / emotions.length) / 0.09) ** 2)) + 0.6 * random.normal(),
		);
		const sum = scores.reduce((total, score) => total + Math.exp(score), 0);
		return { startSeconds: s * 2, endSeconds: s * 2 + 2, probabilities: scores.map((score) => Math.exp(score) / sum) };
	});
}
