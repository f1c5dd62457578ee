import { statfs } from 'node:fs/promises';
import { SerError } from '@ser/core';

/**
 * Refuses to begin what does not fit on the disk.
 *
 * @param folder an existing folder
 * @throws {SerError} FILE with the needed and the free amount
 */
export async function checkDiskSpace(folder: string, needed: number): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	const free = bavail * bsize;
	if (free < needed)
		throw new SerError('FILE', `${folder}: needs ${megabytes(needed)} of disk, ${megabytes(free)} are free`);
}

/** `12.3 MB` */
export function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A full or read-only disk in plain words. */
export function writeError(path: string, cause: unknown): SerError {
	const reasons: Record<string, string> = {
		ENOSPC: 'the disk is full',
		EDQUOT: 'the disk quota is used up',
		EROFS: 'the disk is read-only',
		EACCES: 'may not be written (permission denied)',
		EPERM: 'may not be written (permission denied)',
	};
	const { code = '', message } = cause as NodeJS.ErrnoException;
	return new SerError('FILE', `${path}: ${Object.hasOwn(reasons, code) ? reasons[code] : message}`, { cause });
}
