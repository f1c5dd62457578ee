import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SerError } from '@ser/core';

/**
 * Writes a file so that it appears whole or not at all: a draft beside it, flushed to disk, then renamed.
 *
 * @throws {SerError} FILE naming the file and the reason (full disk, read-only folder)
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
	const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.draft`;
	try {
		await mkdir(dirname(path), { recursive: true });
		const file = await open(draft, 'w');
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(draft, path);
	} catch (cause) {
		await rm(draft, { force: true }).catch(() => undefined);
		throw new SerError('FILE', `cannot write ${path}: ${reasonOf(cause)}`, { cause });
	}
}

/** What a file system error means, in words. */
export function reasonOf(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException;
	switch (code) {
		case 'ENOSPC':
			return 'the disk is full';
		case 'EROFS':
			return 'the file system is read-only';
		case 'EACCES':
		case 'EPERM':
			return 'no permission';
		case 'ENOENT':
			return 'not found';
		case 'EEXIST':
		case 'ENOTDIR':
			return 'a part of the path is a file, not a folder';
		case 'EISDIR':
			return 'it is a folder, not a file';
		default:
			return message;
	}
}
