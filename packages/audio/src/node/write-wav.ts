import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import type { Waveform } from '@ser/core';
import { type EncodeWavOptions, encodeWav } from '../encode-wav.js';
import { fileError } from '../file-error.js';

/**
 * Writes a WAV file: first under a temporary name beside it, then renamed, so that nobody ever sees half a file.
 *
 * @throws {SerError} FILE when the folder is missing, read-only or full; otherwise as `encodeWav`
 */
export async function writeWav(path: string, waveform: Waveform, options: EncodeWavOptions = {}): Promise<void> {
	const bytes = encodeWav(waveform, options);
	const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
	try {
		await writeFile(temporary, bytes);
		await rename(temporary, path);
	} catch (cause) {
		await rm(temporary, { force: true });
		throw fileError(path, `cannot be written (${(cause as Error).message})`, cause);
	}
}
