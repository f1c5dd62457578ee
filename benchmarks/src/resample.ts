/**
 * How good and how fast `resample` of @ser/audio is. Run: node benchmarks/run.mjs resample
 *
 * Ripple: how far the gain of tones of 20 Hz … 90 % of the lower Nyquist rate is from 1 (dB, largest).
 * Band: the highest tone, in percent of the lower Nyquist rate, that loses less than 0.1 dB, and less than 3 dB.
 * Residue: everything in the output of a tone that is not the tone: images, aliases, noise (dB, largest).
 * Aliases: what is left of tones between the lower and the higher Nyquist rate (dB, largest); from 100 % and from 104 %.
 * Speed: seconds of sound per second of CPU, one thread, median of 5, beside libsamplerate-js called directly.
 */
import { resample } from '@ser/audio';
import { createRandom } from '@ser/core';
import { convertWithLibrary } from './resample-library.js';

const pairs = [
	[48000, 16000],
	[44100, 16000],
	[24414, 16000],
	[22050, 16000],
	[96000, 16000],
	[48000, 22050],
	[44100, 22050],
	[24414, 22050],
	[96000, 22050],
	[16000, 22050],
] as const;

const decibels = (ratio: number) => 20 * Math.log10(Math.max(ratio, 1e-12));

function tone(hz: number, sampleRate: number, seconds: number): Float32Array {
	return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) =>
		Math.sin((2 * Math.PI * hz * i) / sampleRate),
	);
}

/** Amplitude of a tone in a signal and of everything else (RMS times √2), by least squares, ends left out. */
function split(samples: Float32Array, hz: number, sampleRate: number): { amplitude: number; rest: number } {
	const margin = Math.round(0.15 * samples.length);
	let [ss, sc, cc, xs, xc] = [0, 0, 0, 0, 0];
	for (let i = margin; i < samples.length - margin; i++) {
		const [s, c, x] = [
			Math.sin((2 * Math.PI * hz * i) / sampleRate),
			Math.cos((2 * Math.PI * hz * i) / sampleRate),
			samples[i]!,
		];
		ss += s * s;
		sc += s * c;
		cc += c * c;
		xs += x * s;
		xc += x * c;
	}
	const a = (xs * cc - xc * sc) / (ss * cc - sc * sc);
	const b = (xc * ss - xs * sc) / (ss * cc - sc * sc);
	let rest = 0;
	for (let i = margin; i < samples.length - margin; i++) {
		const phase = (2 * Math.PI * hz * i) / sampleRate;
		rest += (samples[i]! - a * Math.sin(phase) - b * Math.cos(phase)) ** 2;
	}
	return { amplitude: Math.hypot(a, b), rest: Math.sqrt((2 * rest) / (samples.length - 2 * margin)) };
}

function loudness(samples: Float32Array): number {
	const margin = Math.round(0.15 * samples.length);
	let sum = 0;
	for (let i = margin; i < samples.length - margin; i++) sum += samples[i]! ** 2;
	return Math.sqrt((2 * sum) / (samples.length - 2 * margin));
}

async function quality(from: number, to: number) {
	const nyquist = Math.min(from, to) / 2;
	const through = async (hz: number) =>
		(await resample({ samples: tone(hz, from, 0.4), sampleRate: from }, to)).samples;
	let ripple = 0;
	let residue = 0;
	for (let k = 0; k <= 60; k++) {
		const hz = 20 + (0.9 * nyquist - 20) * (k / 60);
		const { amplitude, rest } = split(await through(hz), hz, to);
		ripple = Math.max(ripple, Math.abs(decibels(amplitude)));
		residue = Math.max(residue, rest);
	}
	const bandTo = async (loss: number) => {
		let band = 0.9;
		while (band < 1 && decibels(split(await through(band * nyquist), band * nyquist, to).amplitude) > -loss)
			band += 0.0025;
		return 100 * (band - 0.0025);
	};
	const aliases = async (lowest: number) => {
		let worst = 0;
		for (let k = 0; k <= 60; k++) {
			const hz = lowest * nyquist + (0.999 * (from / 2) - lowest * nyquist) * (k / 60);
			worst = Math.max(worst, loudness(await through(hz)));
		}
		return decibels(worst);
	};
	const down = to < from;
	return {
		ripple,
		band: [await bandTo(0.1), await bandTo(3)] as const,
		residue: decibels(residue),
		at100: down ? await aliases(1) : undefined,
		at104: down ? await aliases(1.04) : undefined,
	};
}

async function speed(from: number, to: number) {
	const seconds = 20;
	const random = createRandom('speed');
	const samples = Float32Array.from({ length: seconds * from }, () => random.uniform(-0.5, 0.5));
	const cpu = async (call: () => Promise<unknown>) => {
		const before = process.cpuUsage();
		await call();
		const { user, system } = process.cpuUsage(before);
		return (seconds * 1e6) / (user + system);
	};
	const ours: number[] = [];
	const library: number[] = [];
	await resample({ samples: samples.subarray(0, from), sampleRate: from }, to);
	for (let round = 0; round < 5; round++) {
		ours.push(await cpu(() => resample({ samples, sampleRate: from }, to)));
		library.push(await cpu(() => convertWithLibrary(samples, from, to)));
	}
	const median = (values: number[]) => values.sort((a, b) => a - b)[2]!;
	return { ours: median(ours), library: median(library) };
}

console.log(
	'| from → to | ripple dB | band % (−0.1, −3 dB) | residue dB | aliases from 100 % | from 104 % | × real time | library alone |',
);
console.log('|---|---|---|---|---|---|---|---|');
for (const [from, to] of pairs) {
	const q = await quality(from, to);
	const s = await speed(from, to);
	const db = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(0));
	console.log(
		`| ${from} → ${to} | ${q.ripple.toFixed(6)} | ${q.band[0].toFixed(1)}, ${q.band[1].toFixed(1)} | ${db(q.residue)} | ${db(q.at100)} | ${db(q.at104)} | ${s.ours.toFixed(0)} | ${s.library.toFixed(0)} |`,
	);
}
