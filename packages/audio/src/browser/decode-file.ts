import { decodeAudio } from '../decode-audio.js';
import type { DecodedAudio } from '../types.js';

/**
 * Decodes a file that the user picked or dropped.
 *
 * @param file from `<input type="file">` or a drop event
 * @param options.maxSeconds decode only this much from the beginning, > 0; default everything
 * @throws {SerError} FILE naming the file and what was found there
 */
export async function decodeFile(file: File, options: { maxSeconds?: number } = {}): Promise<DecodedAudio> {
	return decodeAudio(new Uint8Array(await file.arrayBuffer()), { name: file.name, maxSeconds: options.maxSeconds });
}
