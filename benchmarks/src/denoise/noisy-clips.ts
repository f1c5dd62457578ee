import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAudio } from '@ser/audio/node';
import { createRandom } from '@ser/core';

export const noiseKinds = ['white', 'pink', 'babble'] as const;

/** Speech of several speakers from RAVDESS and EmoDB at 16 kHz, about three seconds each, the pauses left in. */
export async function loadSpeech(count: number): Promise<Float32Array[]> {
	const root = process.env.SER_CORPORA ?? '../shared/corpora';
	const folders = [join(root, 'ravdess'), join(root, 'emodb')].filter(existsSync);
	const paths = folders.flatMap((folder) => {
		const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((path) => /\.(wav|flac)$/.test(path))
			.sort();
		const wanted = Math.ceil(count / folders.length);
		return Array.from({ length: wanted }, (_, i) => join(folder, all[Math.floor(((i + 0.5) * all.length) / wanted)]!));
	});
	return Promise.all(paths.map(async (path) => (await readAudio(path, { sampleRate: 16000 })).samples));
}

/** Noise of a kind; babble is a sum of other clips. */
export function makeNoise(
	kind: (typeof noiseKinds)[number],
	length: number,
	seed: number,
	others: Float32Array[],
): Float32Array {
	const random = createRandom(`${kind}/${seed}`);
	if (kind === 'white') return Float32Array.from({ length }, () => random.normal());
	if (kind === 'pink') return pink(length, () => random.normal());
	const sum = new Float32Array(length);
	for (let voice = 0; voice < 8; voice++) {
		const clip = others[random.integer(others.length)]!;
		const level = Math.sqrt(clip.reduce((a, x) => a + x * x, 0) / clip.length);
		const start = random.integer(clip.length);
		for (let i = 0; i < length; i++) sum[i]! += clip[(start + i) % clip.length]! / level;
	}
	return sum;
}

/** White noise through Kellet's filter: 3 dB less an octave. */
function pink(length: number, next: () => number): Float32Array {
	let [b0, b1, b2] = [0, 0, 0];
	return Float32Array.from({ length }, () => {
		const white = next();
		b0 = 0.99765 * b0 + white * 0.099046;
		b1 = 0.963 * b1 + white * 0.2965164;
		b2 = 0.57 * b2 + white * 1.0526913;
		return b0 + b1 + b2 + white * 0.1848;
	});
}

/** Adds noise at a signal-to-noise ratio in dB, over the whole clip. */
export function mix(speech: Float32Array, noise: Float32Array, snr: number): Float32Array {
	const energy = (x: Float32Array) => x.reduce((sum, value) => sum + value * value, 0);
	const gain = Math.sqrt(energy(speech) / energy(noise) / 10 ** (snr / 10));
	return speech.map((x, i) => x + gain * noise[i]!);
}
