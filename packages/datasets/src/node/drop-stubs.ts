import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { SerError } from '@ser/core';
import type { FolderContents } from './walk.js';

/**
 * Takes Git LFS stubs (130 bytes of text named .wav) and empty files out of the audio, each with the reason.
 *
 * @throws {SerError} DATASET when every audio file is a stub, with the command that fetches the sound
 */
export async function dropStubs(root: string, contents: FolderContents): Promise<FolderContents> {
	const reasons = new Map<number, string>();
	let stubs = 0;
	for (let i = 0; i < contents.audio.length; i++) {
		if (contents.sizes[i] === 0) reasons.set(i, 'empty file');
		else if (contents.sizes[i]! < 1024 && (await isLfsStub(join(root, contents.audio[i]!)))) {
			reasons.set(i, 'a Git LFS stub (text that stands for the sound): run "git lfs pull" in that repository');
			stubs++;
		}
	}
	if (stubs > 0 && stubs === contents.audio.length) {
		throw new SerError(
			'DATASET',
			`all ${stubs} audio files in ${root} are Git LFS stubs (about 130 bytes of text each), not sound: run "git lfs install && git lfs pull" in that repository`,
		);
	}
	const kept = contents.audio.map((_, i) => i).filter((i) => !reasons.has(i));
	return {
		audio: kept.map((i) => contents.audio[i]!),
		sizes: Float64Array.from(kept, (i) => contents.sizes[i]!),
		other: contents.other,
		skipped: [...contents.skipped, ...[...reasons].map(([i, reason]) => ({ path: contents.audio[i]!, reason }))],
	};
}

async function isLfsStub(path: string): Promise<boolean> {
	const file = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
		return buffer.toString('latin1', 0, bytesRead).startsWith('version https://git-lfs');
	} finally {
		await file.close();
	}
}
