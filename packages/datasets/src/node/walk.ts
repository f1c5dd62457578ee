import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SerError } from '@ser/core';

/** What stands in a folder, as relative paths with `/`, sorted. */
export interface FolderContents {
	audio: string[];
	/** everything else but hidden files */
	other: string[];
	/** audio files that cannot be clips, each with the reason */
	skipped: { path: string; reason: string }[];
	/** bytes of each audio file, in the order of `audio` */
	sizes: Float64Array;
}

const audioEnding = /\.(wav|wave|flac|mp3|ogg|oga|aiff?|aifc)$/i;

/** True for a file name that ends like audio; what is in the file is judged when it is read. */
export function looksLikeAudio(path: string): boolean {
	return audioEnding.test(path);
}

/**
 * Lists a folder and all below it. Symbolic links are followed, each folder once. Hidden files and folders,
 * `__MACOSX` and macOS resource forks (`._x.wav`) are left out.
 */
export async function walkFolder(root: string): Promise<FolderContents> {
	const found: { path: string; size: number }[] = [];
	const other: string[] = [];
	const skipped: FolderContents['skipped'] = [];
	const seen = new Set<string>();
	const walk = async (folder: string, prefix: string): Promise<void> => {
		const real = await realpath(folder);
		if (seen.has(real)) return;
		seen.add(real);
		const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
			if (prefix === '') throw new SerError('FILE', `${root}: may not be read (${error.code})`, { cause: error });
			skipped.push({ path: prefix.slice(0, -1), reason: `may not be read (${error.code})` });
			return [];
		});
		const files: { path: string; full: string }[] = [];
		for (const entry of entries) {
			const path = prefix + entry.name;
			if (entry.name.startsWith('._') && looksLikeAudio(entry.name)) {
				skipped.push({ path, reason: 'a macOS resource fork, not audio' });
			}
			if (entry.name.startsWith('.') || entry.name === '__MACOSX') continue;
			const full = join(folder, entry.name);
			if (entry.isDirectory()) await walk(full, `${path}/`);
			else if (entry.isSymbolicLink()) await follow(full, path);
			else if (!entry.isFile()) skipped.push({ path, reason: 'not a regular file' });
			else if (looksLikeAudio(entry.name)) files.push({ path, full });
			else other.push(path);
		}
		for (let i = 0; i < files.length; i += 64) {
			const batch = files.slice(i, i + 64);
			const sizes = await Promise.all(batch.map(({ full }) => stat(full).then(({ size }) => size)));
			batch.forEach(({ path }, j) => {
				found.push({ path, size: sizes[j]! });
			});
		}
	};
	const follow = async (full: string, path: string): Promise<void> => {
		const target = await stat(full).catch(() => undefined);
		if (!target) skipped.push({ path, reason: 'a link to nothing' });
		else if (target.isDirectory()) await walk(full, `${path}/`);
		else if (!target.isFile()) skipped.push({ path, reason: 'not a regular file' });
		else if (looksLikeAudio(path)) found.push({ path, size: target.size });
		else other.push(path);
	};
	await walk(root, '');
	found.sort((a, b) => (a.path < b.path ? -1 : 1));
	return {
		audio: found.map(({ path }) => path),
		other: other.sort(),
		skipped,
		sizes: Float64Array.from(found, ({ size }) => size),
	};
}
