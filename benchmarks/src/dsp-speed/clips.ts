import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resample } from '@ser/audio';
import { readAudio } from '@ser/audio/node';
import { createRandom } from '@ser/core';

export interface Clips {
	/** where they are from */
	origin: string;
	seconds: number;
	/** the same clips at both sample rates */
	at: Record<16000 | 22050, Float32Array[]>;
	/** a JSON file that lists them as raw Float32 files, for other languages */
	listing: string;
}

/** Evenly spaced RAVDESS clips, or synthetic ones when the corpus is absent. */
export async function loadClips(count: number, folder: string): Promise<Clips> {
	const corpus = join(process.env.SER_CORPORA ?? '../shared/corpora', 'ravdess');
	const found = existsSync(corpus);
	const at16 = found ? await readSome(corpus, count) : Array.from({ length: count }, (_, i) => synthetic(i));
	const at22 = await Promise.all(
		at16.map(async (samples) => (await resample({ samples, sampleRate: 16000 }, 22050)).samples),
	);
	mkdirSync(folder, { recursive: true });
	const save = (name: string, clips: Float32Array[]) =>
		clips.map((clip, i) => {
			const path = join(folder, `${name}-${i}.f32`);
			writeFileSync(path, clip);
			return path;
		});
	const listing = join(folder, 'clips.json');
	writeFileSync(listing, JSON.stringify({ 16000: save('16', at16), 22050: save('22', at22) }));
	return {
		origin: found ? `${count} RAVDESS clips at 16 kHz` : `${count} synthetic clips (no corpus found)`,
		seconds: at16.reduce((sum, clip) => sum + clip.length, 0) / 16000,
		at: { 16000: at16, 22050: at22 },
		listing,
	};
}

async function readSome(corpus: string, count: number): Promise<Float32Array[]> {
	const paths = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(wav|flac)$/.test(path))
		.sort();
	const picked = Array.from({ length: count }, (_, i) => paths[Math.floor((i * paths.length) / count)]!);
	const clips: Float32Array[] = [];
	for (const path of picked) {
		const wave = await readAudio(join(corpus, path));
		clips.push(wave.sampleRate === 16000 ? wave.samples : (await resample(wave, 16000)).samples);
	}
	return clips;
}

/** Three seconds of a gliding harmonic tone with pauses in noise. */
function synthetic(seed: number): Float32Array {
	const random = createRandom(seed);
	const pitch = random.uniform(90, 300);
	return Float32Array.from({ length: 48000 }, (_, i) => {
		const t = i / 16000;
		const phase = 2 * Math.PI * pitch * (t + 0.05 * Math.sin(4 * t));
		let sum = 0;
		for (let h = 1; h < 12; h++) sum += Math.cos(h * phase) / h;
		return (t % 0.6 < 0.4 ? 0.1 * sum : 0) + 0.003 * random.normal();
	});
}
