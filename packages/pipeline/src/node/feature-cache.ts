import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Matrix, SerError } from '@ser/core';

/**
 * Features on disk, found by the recording's content and everything that decided the numbers. Files appear whole or
 * not at all, so that runs may share a cache, be killed, and go on. A damaged file counts as absent.
 */
export interface FeatureCache {
	readonly dir: string;
	get(contentHash: string, settings: string): Promise<Matrix | undefined>;
	set(contentHash: string, settings: string, matrix: Matrix): Promise<void>;
}

/** `$SER_CACHE`, else the platform's cache folder. */
export function defaultCacheDir(): string {
	if (process.env.SER_CACHE) return process.env.SER_CACHE;
	if (process.platform === 'win32' && process.env.LOCALAPPDATA) return join(process.env.LOCALAPPDATA, 'ser', 'cache');
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ser');
}

const MAGIC = 0x53455231; // "SER1"
const HEADER = 16;

export function openFeatureCache(dir: string): FeatureCache {
	const fileOf = (contentHash: string, settings: string) => {
		const key = createHash('sha256').update(settings).digest('hex').slice(0, 16);
		return join(dir, key, contentHash.slice(0, 2), `${contentHash.slice(2, 34)}.f32`);
	};
	return {
		dir,
		async get(contentHash, settings) {
			let bytes: Buffer;
			try {
				bytes = await readFile(fileOf(contentHash, settings));
			} catch {
				return undefined;
			}
			return parse(bytes);
		},
		async set(contentHash, settings, matrix) {
			const file = fileOf(contentHash, settings);
			const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
			try {
				await mkdir(dirname(file), { recursive: true });
				await writeFile(draft, format(matrix));
				await rename(draft, file);
			} catch (cause) {
				await rm(draft, { force: true }).catch(() => undefined);
				throw new SerError(
					'FILE',
					`cannot write the feature cache ${dir}: ${(cause as Error).message} (another place: --cache DIR or SER_CACHE; none: --no-cache)`,
					{ cause },
				);
			}
		},
	};
}

function format({ data, rows, cols }: Matrix): Buffer {
	const bytes = Buffer.alloc(HEADER + data.byteLength);
	Buffer.from(data.buffer, data.byteOffset, data.byteLength).copy(bytes, HEADER);
	bytes.writeUInt32LE(MAGIC, 0);
	bytes.writeUInt32LE(rows, 4);
	bytes.writeUInt32LE(cols, 8);
	bytes.writeUInt32LE(checksum(bytes), 12);
	return bytes;
}

function parse(bytes: Buffer): Matrix | undefined {
	if (bytes.length < HEADER || bytes.readUInt32LE(0) !== MAGIC) return undefined;
	const rows = bytes.readUInt32LE(4);
	const cols = bytes.readUInt32LE(8);
	if (bytes.length !== HEADER + rows * cols * 4 || bytes.readUInt32LE(12) !== checksum(bytes)) return undefined;
	const data = new Float32Array(rows * cols);
	Buffer.from(data.buffer).set(bytes.subarray(HEADER));
	return { data, rows, cols };
}

/** FNV-1a over 32-bit words of the payload: catches torn and flipped bytes, at memory speed. */
function checksum(bytes: Buffer): number {
	let hash = 0x811c9dc5;
	for (let i = HEADER; i + 4 <= bytes.length; i += 4) hash = Math.imul(hash ^ bytes.readInt32LE(i), 0x01000193);
	return hash >>> 0;
}
