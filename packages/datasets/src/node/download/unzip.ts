import { createWriteStream } from 'node:fs';
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { oneLine, SerError } from '@ser/core';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { checkDiskSpace, megabytes, writeError } from './disk-space.js';

export interface UnzipOptions {
	/** bytes that all files together may have, default 20e9 */
	maxBytes?: number;
	/** how many times larger than the archive its files may be, default 100 */
	maxRatio?: number;
	/** default 200 000 */
	maxEntries?: number;
	onProgress?: (done: number, total: number) => void;
	signal?: AbortSignal;
}

/**
 * Unpacks a zip archive, trusting nothing in it: no file outside the folder, no links or devices, no two files of one
 * name, no archive that unpacks to far more than it is, sizes and CRCs checked. Everything is looked at before the
 * first file is written.
 *
 * @param folder made when missing
 * @returns the files written, relative to `folder`
 * @throws {SerError} FORMAT naming the archive and what is wrong with it; FILE when it cannot be written; ABORTED
 */
export async function unzip(archive: string, folder: string, options: UnzipOptions = {}): Promise<string[]> {
	const size = (await stat(archive)).size;
	const refuse = (what: string, cause?: unknown): never => {
		throw new SerError('FORMAT', `${archive}: ${what}`, { cause });
	};
	let zip: ZipFile;
	try {
		zip = await openPromise(archive, { lazyEntries: true, autoClose: false });
	} catch (cause) {
		return refuse(`not a readable zip archive: ${oneLine((cause as Error).message)}`, cause);
	}
	try {
		const entries = await listEntries(zip, archive, options.maxEntries ?? 200_000);
		const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
		const most = Math.min(options.maxBytes ?? 20e9, Math.max(64e6, (options.maxRatio ?? 100) * size));
		if (total > most) {
			refuse(
				`would unpack to ${megabytes(total)}, which is more than the ${megabytes(most)} allowed for ${megabytes(size)}`,
			);
		}
		await mkdir(folder, { recursive: true }).catch((cause) => {
			throw writeError(folder, cause);
		});
		await checkDiskSpace(folder, total);
		const root = await realpath(folder);
		let done = 0;
		const written: string[] = [];
		for (const entry of entries) {
			if (options.signal?.aborted) throw new SerError('ABORTED', `${archive}: unpacking was stopped`);
			await writeEntry(zip, entry, root, archive);
			written.push(entry.fileName);
			done += entry.uncompressedSize;
			options.onProgress?.(done, total);
		}
		return written;
	} finally {
		zip.close();
	}
}

/** Bytes that file systems allow in a name, less what `.part` takes. */
const longestName = 250;

/** The files of an archive, or the reason why it is not unpacked. */
async function listEntries(zip: ZipFile, archive: string, maxEntries: number): Promise<Entry[]> {
	const refuse = (what: string): never => {
		throw new SerError('FORMAT', `${archive}: ${oneLine(what)}; nothing was unpacked`);
	};
	if (zip.entryCount > maxEntries) refuse(`holds ${zip.entryCount} files, more than ${maxEntries}`);
	const entries: Entry[] = [];
	const names = new Set<string>();
	try {
		for await (const entry of zip.eachEntry()) {
			const { fileName } = entry;
			const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
			if (kind === 0o120000) refuse(`holds a link (${fileName})`);
			if (kind !== 0 && kind !== 0o100000 && kind !== 0o040000) refuse(`holds a special file (${fileName})`);
			if (fileName.endsWith('/') || /(^|\/)(__MACOSX|\.DS_Store)(\/|$)/.test(fileName)) continue;
			if (fileName.includes('\0') || fileName.split('/').includes('..') || /^([a-z]:|\/)/i.test(fileName)) {
				refuse(`holds a file that would land outside the folder (${fileName})`);
			}
			if (fileName.split('/').some((part) => Buffer.byteLength(part) > longestName)) {
				refuse(`holds a file whose name is too long (${fileName})`);
			}
			if (entry.isEncrypted()) refuse(`holds an encrypted file (${fileName})`);
			const plain = fileName.normalize('NFC').toLowerCase();
			if (names.has(plain)) refuse(`holds two files of one name (${fileName})`);
			names.add(plain);
			entries.push(entry);
		}
	} catch (error) {
		if (error instanceof SerError) throw error;
		refuse(`is damaged or unsafe: ${(error as Error).message}`);
	}
	return entries;
}

async function writeEntry(zip: ZipFile, entry: Entry, root: string, archive: string): Promise<void> {
	const name = oneLine(entry.fileName);
	const target = join(root, entry.fileName);
	const parent = dirname(target);
	let real: string;
	try {
		await mkdir(parent, { recursive: true });
		real = await realpath(parent);
	} catch (cause) {
		throw writeError(parent, cause);
	}
	// A link that was in the folder before must not lead out of it either.
	const inside = relative(root, real);
	if (inside === '..' || inside.startsWith(`..${sep}`)) {
		throw new SerError('FORMAT', `${archive}: ${name} would land outside ${root} through a link`);
	}
	const part = `${target}.part`;
	let sum = 0;
	const checked = new Transform({
		transform(chunk: Buffer, _encoding, next) {
			sum = crc32(chunk, sum);
			next(null, chunk);
		},
	});
	try {
		await pipeline(await zip.openReadStreamPromise(entry), checked, createWriteStream(part));
	} catch (cause) {
		await rm(part, { force: true });
		const { code } = cause as NodeJS.ErrnoException;
		if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS' || code === 'EDQUOT')
			throw writeError(target, cause);
		throw new SerError('FORMAT', `${archive}: ${name} is damaged: ${oneLine((cause as Error).message)}`, { cause });
	}
	if (sum >>> 0 !== entry.crc32 >>> 0) {
		await rm(part, { force: true });
		throw new SerError('FORMAT', `${archive}: ${name} is damaged: its checksum is wrong`);
	}
	await rename(part, target).catch((cause) => {
		throw writeError(target, cause);
	});
}
