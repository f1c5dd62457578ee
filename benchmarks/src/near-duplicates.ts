/**
 * How well @ser/datasets' fingerprints find copies of a recording, and whether they take different recordings for copies.
 *
 * False alarms: every pair of all clips of the corpora. Copies: each n-th clip, altered and coded in 16 bits.
 *
 * Run from the repository root: node benchmarks/run.mjs near-duplicates [n 4]
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { decodeAudio, resample } from '@ser/audio';
import { createRandom, type Waveform } from '@ser/core';
import { audioFingerprint, type Clip, findNearDuplicates } from '@ser/datasets';
import { readCorpus } from '@ser/datasets/node';

const root = process.env.SER_CORPORA ?? resolve('../shared/corpora');
if (!existsSync(root)) {
	console.log('skipped: no corpora (set SER_CORPORA)');
	process.exit(0);
}
const step = Number(process.argv[2] ?? 4);
const cpuSeconds = () => process.cpuUsage().user / 1e6;
const decode = (clip: Clip): Promise<Waveform> => decodeAudio(readFileSync(clip.path), { name: clip.path });
// The untouched recordings are the same ones once more, at another rate: copies, not false alarms.
const { clips } = await readCorpus(root);
const original = (clip: Clip) => clip.path.includes('ravdess-original');

let seconds = 0;
let spent = 0;
const prints = [];
for (const clip of clips) {
	const wave = await decode(clip);
	seconds += wave.samples.length / wave.sampleRate;
	const before = cpuSeconds();
	prints.push(audioFingerprint(wave));
	spent += cpuSeconds() - before;
}
console.log(`fingerprints of ${clips.length} clips (${seconds.toFixed(0)} s): ${spent.toFixed(1)} s of CPU`);
const started = cpuSeconds();
const pairs = findNearDuplicates(prints, { threshold: 0.6 });
console.log(`all ${(clips.length * (clips.length - 1)) / 2} pairs: ${(cpuSeconds() - started).toFixed(2)} s of CPU`);
const name = (index: number) => basename(clips[index]!.path).replace(/\.\w+$/, '');
const copies = pairs.filter(({ a, b }) => original(clips[a]!) !== original(clips[b]!) && name(a) === name(b));
const others = pairs.filter((pair) => !copies.includes(pair));
console.log(
	`resampled from 48 to 16 kHz by others: ${copies.filter((p) => p.similarity >= 0.8).length} of ${clips.filter(original).length} found`,
);
console.log('other pairs at 0.8 and above:');
for (const pair of others.filter((p) => p.similarity >= 0.8))
	console.log(`  ${name(pair.a)} = ${name(pair.b)} (${pair.similarity.toFixed(3)})`);
console.log('the most similar below:');
for (const pair of others.filter((p) => p.similarity < 0.8).slice(0, 3))
	console.log(`  ${name(pair.a)}, ${name(pair.b)} (${pair.similarity.toFixed(3)})`);

const random = createRandom('near-duplicates');
const gain = (wave: Waveform, db: number): Waveform => ({
	...wave,
	samples: wave.samples.map((v) =>
		Math.max(-1, Math.min(32767 / 32768, Math.round(v * 10 ** (db / 20) * 32768) / 32768)),
	),
});
const trim = (wave: Waveform): Waveform => {
	const cut = () => Math.round(wave.sampleRate * random.uniform(0.1, 0.3));
	return { ...wave, samples: wave.samples.slice(cut(), wave.samples.length - cut()) };
};
const changes: Record<string, (wave: Waveform) => Waveform | Promise<Waveform>> = {
	'+12 dB (clipped where it does not fit)': (wave) => gain(wave, 12),
	'-12 dB': (wave) => gain(wave, -12),
	'to 22.05 kHz and back': async (wave) => resample(await resample(wave, 22050), wave.sampleRate),
	'to 8 kHz': (wave) => resample(wave, 8000),
	'trimmed by 100-300 ms at each end': trim,
	'-12 dB, 22.05 kHz, trimmed': async (wave) => trim(gain(await resample(wave, 22050), -12)),
	'+12 dB, 8 kHz, trimmed': async (wave) => trim(gain(await resample(wave, 8000), 12)),
};
const chosen = clips.map((_, i) => i).filter((i) => !original(clips[i]!) && i % step === 0);
const waves = await Promise.all(chosen.map((i) => decode(clips[i]!)));
console.log(`\n| change | found | of | similarity, lowest | median |\n|---|---|---|---|---|`);
for (const [label, change] of Object.entries(changes)) {
	const values: number[] = [];
	for (let i = 0; i < chosen.length; i++) {
		const altered = audioFingerprint(await change(waves[i]!));
		values.push(findNearDuplicates([prints[chosen[i]!], altered], { threshold: 0.5 })[0]?.similarity ?? 0);
	}
	values.sort((a, b) => a - b);
	const found = values.filter((value) => value >= 0.8).length;
	console.log(
		`| ${label} | ${found} | ${values.length} | ${values[0]!.toFixed(3)} | ${values[values.length >> 1]!.toFixed(3)} |`,
	);
}
