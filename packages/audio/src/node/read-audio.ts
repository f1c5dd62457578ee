import { readFile } from 'node:fs/promises';
import { decodeAudio } from '../decode-audio.js';
import { fileError } from '../file-error.js';
import { resample } from '../resample/resample.js';
import type { DecodedAudio } from '../types.js';

export interface ReadAudioOptions {
	/** resample to this rate, Hz; default the file's own */
	sampleRate?: number;
	/** decode only this much from the beginning, > 0; default everything */
	maxSeconds?: number;
}

/**
 * Reads and decodes a sound file.
 *
 * @throws {SerError} FILE naming the path and what was found there
 * @example
 * const { samples } = await readAudio('clip.wav', { sampleRate: 16000 });
 */
export async function readAudio(path: string, options: ReadAudioOptions = {}): Promise<DecodedAudio> {
	const bytes = await readBytes(path);
	const decoded = await decodeAudio(bytes, { name: path, maxSeconds: options.maxSeconds });
	if (options.sampleRate === undefined || options.sampleRate === decoded.sampleRate) return decoded;
	return { ...(await resample(decoded, options.sampleRate)), info: decoded.info };
}

/** The bytes of a file, or the reason why not in plain words. */
async function readBytes(path: string): Promise<Uint8Array> {
	try {
		return await readFile(path);
	} catch (cause) {
		const { code, message } = cause as NodeJS.ErrnoException;
		const reasons: Record<string, string> = {
			ENOENT: 'no such file',
			EISDIR: 'this is a folder, not a sound file',
			EACCES: 'may not be read (permission denied)',
			EPERM: 'may not be read (permission denied)',
		};
		throw fileError(
			path,
			(code && Object.hasOwn(reasons, code) && reasons[code]) || `cannot be read (${message})`,
			cause,
		);
	}
}
