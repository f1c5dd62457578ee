import { SerError } from '@ser/core';
import { get } from './http-response.js';
import type { DownloadFile } from './sources.js';

/**
 * The files of a Zenodo record with sizes and checksums, as its API gives them.
 *
 * @throws {SerError} NETWORK when the record cannot be read or has no fitting file
 */
export async function zenodoFiles(record: string, pick: RegExp, signal?: AbortSignal): Promise<DownloadFile[]> {
	const url = `https://zenodo.org/api/records/${record}`;
	let text: string;
	try {
		const response = await get(url, { accept: 'application/json' }, signal ?? AbortSignal.timeout(60_000));
		if (response.status !== 200) throw new Error(`the server answers ${response.status}`);
		text = await response.text();
	} catch (cause) {
		throw new SerError('NETWORK', `${url}: ${(cause as Error).message}`, { cause });
	}
	return parseZenodoRecord(text, pick, url);
}

/** Reads `{ files: [{ key, size, checksum: 'md5:…', links: { self } }] }`. */
export function parseZenodoRecord(text: string, pick: RegExp, url: string): DownloadFile[] {
	let files: unknown;
	try {
		files = (JSON.parse(text) as { files?: unknown }).files;
	} catch (cause) {
		throw new SerError('NETWORK', `${url}: not the JSON that Zenodo's API gives`, { cause });
	}
	const found: DownloadFile[] = [];
	for (const file of Array.isArray(files) ? files : []) {
		const { key, size, checksum, links } = (file ?? {}) as Record<string, unknown>;
		const address = (links as { self?: unknown } | undefined)?.self;
		if (typeof key !== 'string' || typeof address !== 'string' || !pick.test(key) || !/^[\w.() -]+$/.test(key))
			continue;
		const md5 = /^md5:([0-9a-f]{32})$/.exec(String(checksum))?.[1];
		found.push({
			url: address,
			name: key,
			...(typeof size === 'number' && { bytes: size }),
			...(md5 && { md5 }),
		});
	}
	if (found.length === 0) throw new SerError('NETWORK', `${url}: has no file that fits ${pick}`);
	return found;
}
