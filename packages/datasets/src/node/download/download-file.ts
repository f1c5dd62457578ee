import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SerError } from '@ser/core';
import { checkDiskSpace, megabytes, writeError } from './disk-space.js';
import { contentRange, get, retryAfter } from './http-response.js';
import type { DownloadFile } from './sources.js';

export interface DownloadFileOptions {
	onProgress?: (done: number, total: number | undefined) => void;
	signal?: AbortSignal;
	/** failures in a row without a new byte before giving up, default 5 */
	retries?: number;
	/** wait after the first failure, doubled each time, milliseconds, default 1000 */
	backoffMs?: number;
	/** longest wait, also for what Retry-After asks, milliseconds, default 120 000 */
	maxWaitMs?: number;
	/** silence on the line after which it counts as cut, milliseconds, default 60 000 */
	idleMs?: number;
	/** nothing larger is fetched, bytes, default 20e9 */
	maxBytes?: number;
}

/** What is remembered beside a half-fetched file. */
interface PartState {
	url: string;
	/** ETag or Last-Modified: the file's version */
	version?: string;
	total?: number;
}

/** A failure that another attempt may mend. */
class Passing extends Error {
	constructor(
		message: string,
		readonly waitMs?: number,
	) {
		super(message);
	}
}

/**
 * Fetches a file. What arrives goes to `PATH.part`; a cut line or a later call continues there with an HTTP range, as
 * long as the file on the server is still the same version. Size and checksum decide whether the whole is right.
 *
 * @param path where the file goes; an existing one with the right checksum is kept
 * @throws {SerError} NETWORK when it cannot be had, or is not what was promised; FILE when it cannot be written;
 * ABORTED by the signal
 */
export async function downloadFile(file: DownloadFile, path: string, options: DownloadFileOptions = {}): Promise<void> {
	const { signal, retries = 5, backoffMs = 1000, maxWaitMs = 120_000 } = options;
	if ((await sizeOf(path)) !== undefined && (await problemWith(file, path)) === undefined) return;
	await mkdir(dirname(path), { recursive: true }).catch((cause) => {
		throw writeError(dirname(path), cause);
	});
	const part = `${path}.part`;
	let failures = 0;
	let restarted = false;
	for (let attempt = 0; ; attempt++) {
		throwIfAborted(signal, file.url);
		const before = (await sizeOf(part)) ?? 0;
		try {
			await fetchOnce(file, part, options);
		} catch (error) {
			throwIfAborted(signal, file.url);
			if (error instanceof SerError) throw error;
			const after = (await sizeOf(part)) ?? 0;
			failures = after > before ? 1 : failures + 1;
			const reason = error instanceof Error ? (cause(error) ?? error.message) : String(error);
			if (failures > retries || attempt >= 1000) {
				throw new SerError(
					'NETWORK',
					`${file.url}: ${reason}; gave up after ${failures} failures in a row, ${megabytes(after)} are kept in ${part} and the next call continues there`,
					{ cause: error },
				);
			}
			const asked = error instanceof Passing ? error.waitMs : undefined;
			const wait = Math.min(maxWaitMs, asked ?? backoffMs * 2 ** (failures - 1));
			await sleep(wait, undefined, { signal }).catch(() => throwIfAborted(signal, file.url));
			continue;
		}
		const problem = await problemWith(file, part);
		if (problem === undefined) break;
		await discard(part);
		// Pieces of two versions may have met: one fresh start tells.
		if (restarted) throw new SerError('NETWORK', `${file.url}: ${problem}; what was fetched is thrown away`);
		restarted = true;
	}
	await rename(part, path).catch((cause) => {
		throw writeError(path, cause);
	});
	await rm(`${part}.json`, { force: true });
}

async function fetchOnce(file: DownloadFile, part: string, options: DownloadFileOptions): Promise<void> {
	const idle = new AbortController();
	const signal = options.signal ? AbortSignal.any([options.signal, idle.signal]) : idle.signal;
	const idleMs = options.idleMs ?? 60_000;
	let timer = setTimeout(() => idle.abort(), idleMs);
	try {
		const state = await stateOf(part, file.url);
		const have = state ? ((await sizeOf(part)) ?? 0) : 0;
		const headers: Record<string, string> = {};
		if (have > 0) {
			headers.range = `bytes=${have}-`;
			if (state?.version) headers['if-range'] = state.version;
		}
		const response = await get(file.url, headers, signal);
		const start = await startOf(response, file, part, have, state);
		if (start === 'complete') return;
		await store(response, start, file, part, options, () => {
			clearTimeout(timer);
			timer = setTimeout(() => idle.abort(), idleMs);
		});
	} catch (error) {
		if (idle.signal.aborted) throw new Passing(`nothing came for ${idleMs / 1000} s`);
		throw error;
	} finally {
		clearTimeout(timer);
	}
}

/** Where the body that follows belongs in the file; throws for every answer without a usable body. */
async function startOf(
	response: Response,
	file: DownloadFile,
	part: string,
	have: number,
	state: PartState | undefined,
): Promise<number | 'complete'> {
	const { status, headers } = response;
	if (status === 200) return 0;
	const refuse = async (error: Error): Promise<never> => {
		await response.body?.cancel();
		throw error;
	};
	if (status === 206) {
		const range = contentRange(headers.get('content-range'));
		const sameVersion = state?.version === undefined || state.version === versionOf(headers);
		const sameTotal = state?.total === undefined || range?.total === undefined || state.total === range.total;
		if (range?.first === have && sameVersion && sameTotal) return have;
		await discard(part);
		return refuse(new Passing('the file changed on the server between two pieces'));
	}
	if (status === 416 && have > 0) {
		const total = contentRange(headers.get('content-range'))?.total;
		await response.body?.cancel();
		if (total === have && (file.bytes === undefined || file.bytes === have)) return 'complete';
		await discard(part);
		throw new Passing('the server does not have the rest of what is here');
	}
	if (status === 408 || status === 425 || status === 429 || status >= 500) {
		return refuse(new Passing(`the server answers ${status}`, retryAfter(headers.get('retry-after'))));
	}
	return refuse(new SerError('NETWORK', `${file.url}: the server answers ${status} ${response.statusText}`.trim()));
}

async function store(
	response: Response,
	start: number,
	file: DownloadFile,
	part: string,
	options: DownloadFileOptions,
	alive: () => void,
): Promise<void> {
	const length = Number(response.headers.get('content-length') ?? Number.NaN);
	const total = Number.isFinite(length) ? start + length : undefined;
	const limit = file.bytes ?? options.maxBytes ?? 20e9;
	if (total !== undefined && file.bytes !== undefined && total !== file.bytes) {
		await response.body?.cancel();
		throw new SerError('NETWORK', `${file.url}: should have ${file.bytes} bytes, the server offers ${total}`);
	}
	if (total !== undefined && total > limit) {
		await response.body?.cancel();
		throw new SerError('NETWORK', `${file.url}: larger than ${megabytes(limit)} (${megabytes(total)})`);
	}
	if (/^text\/html/i.test(response.headers.get('content-type') ?? '') && /\.zip$/i.test(file.name)) {
		await response.body?.cancel();
		throw new SerError(
			'NETWORK',
			`${file.url}: a web page came instead of ${file.name}: the address has moved, or asks to log in`,
		);
	}
	if (total !== undefined) await checkDiskSpace(dirname(part), total - start);
	const state: PartState = { url: file.url, version: versionOf(response.headers), total };
	let handle: FileHandle;
	try {
		await writeFile(`${part}.json`, JSON.stringify(state));
		handle = await open(part, start > 0 ? 'r+' : 'w');
	} catch (cause) {
		throw writeError(part, cause);
	}
	let at = start;
	try {
		if (response.body) {
			for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
				alive();
				if (at + chunk.length > limit) {
					throw new SerError('NETWORK', `${file.url}: more came than the ${limit} bytes it should have`);
				}
				await writeAll(handle, chunk, at, part);
				at += chunk.length;
				options.onProgress?.(at, total ?? file.bytes);
			}
		}
	} finally {
		await handle.close();
	}
	if (total !== undefined && at < total) throw new Passing(`the line was cut at ${at} of ${total} bytes`);
}

async function writeAll(handle: FileHandle, chunk: Uint8Array, at: number, part: string): Promise<void> {
	try {
		for (let done = 0; done < chunk.length; ) {
			done += (await handle.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
		}
	} catch (cause) {
		throw writeError(part, cause);
	}
}

/** What is wrong with a finished file, or undefined. */
async function problemWith(file: DownloadFile, path: string): Promise<string | undefined> {
	const size = await sizeOf(path);
	if (file.bytes !== undefined && size !== file.bytes) return `should have ${file.bytes} bytes, has ${size}`;
	for (const algorithm of ['md5', 'sha256'] as const) {
		const wanted = file[algorithm]?.toLowerCase();
		if (wanted === undefined) continue;
		const hash = createHash(algorithm);
		for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
		const got = hash.digest('hex');
		if (got !== wanted) return `the ${algorithm} should be ${wanted}, is ${got}`;
	}
	return undefined;
}

function versionOf(headers: Headers): string | undefined {
	const etag = headers.get('etag');
	// A weak ETag may stand for different bytes.
	return (etag && !etag.startsWith('W/') ? etag : undefined) ?? headers.get('last-modified') ?? undefined;
}

async function stateOf(part: string, url: string): Promise<PartState | undefined> {
	try {
		const state = JSON.parse(await readFile(`${part}.json`, 'utf8')) as PartState;
		return state.url === url ? state : undefined;
	} catch {
		return undefined;
	}
}

async function sizeOf(path: string): Promise<number | undefined> {
	const found = await stat(path).catch(() => undefined);
	return found?.isFile() ? found.size : undefined;
}

async function discard(part: string): Promise<void> {
	await rm(part, { force: true });
	await rm(`${part}.json`, { force: true });
}

function throwIfAborted(signal: AbortSignal | undefined, url: string): void {
	if (signal?.aborted) throw new SerError('ABORTED', `${url}: the download was stopped; the next call continues it`);
}

/** fetch hides the reason one level down. */
function cause(error: Error): string | undefined {
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : undefined;
}
