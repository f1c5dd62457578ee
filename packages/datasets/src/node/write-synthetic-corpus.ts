import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { encodeWav } from '@ser/audio';
import { type SyntheticCorpusOptions, syntheticCorpus } from '../synthetic/synthetic-corpus.js';
import type { Corpus } from '../types.js';

/**
 * Writes a synthetic corpus as 16-bit WAV files, `DIR/s01/synthetic_s01f_anger_1_1.wav`, which `readCorpus` recognises.
 *
 * @param dir made when missing; files of the same names are replaced
 * @param options.onProgress called after each clip
 * @returns the corpus with the paths of the files
 */
export async function writeSyntheticCorpus(
	dir: string,
	options: SyntheticCorpusOptions & { onProgress?: (done: number, total: number) => void } = {},
): Promise<Corpus> {
	const { corpus, waveform } = syntheticCorpus(options);
	const root = resolve(dir);
	const made = new Set<string>();
	const clips: Corpus['clips'] = [];
	for (const clip of corpus.clips) {
		const folder = join(root, clip.speaker.slice('synthetic:'.length));
		if (!made.has(folder)) await mkdir(folder, { recursive: true });
		made.add(folder);
		const path = join(folder, `${clip.path.slice(clip.path.lastIndexOf('/') + 1)}.wav`);
		await writeFile(path, encodeWav(waveform(clip)));
		clips.push({ ...clip, path });
		options.onProgress?.(clips.length, corpus.clips.length);
	}
	await writeFile(
		join(root, 'README.txt'),
		`${corpus.notes.join('\n')}\nMade by @ser/datasets, writeSyntheticCorpus.\n`,
	);
	return { ...corpus, clips };
}
