import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createRandom, SerError } from '@ser/core';
import { downloadCorpus, downloadFile, downloadSources, readCorpus } from '@ser/datasets/node';
import { afterEach, describe, expect, it } from 'vitest';
import { contentRange, retryAfter } from '../src/node/download/http-response.js';
import { parseZenodoRecord } from '../src/node/download/zenodo-files.js';
import { makeZip } from './make-zip.js';
import { tempFolder } from './temp-folder.js';

type Handler = (request: IncomingMessage, response: ServerResponse, nth: number) => void;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

/** A server on the loopback address that answers as the test says; remembers what was asked. */
async function serve(handler: Handler): Promise<{ url: string; asked: IncomingMessage[] }> {
	const asked: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		asked.push(request);
		handler(request, response, asked.length);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	closing.push(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.zip`, asked };
}

const random = createRandom('download');
const body = Buffer.from(Uint8Array.from({ length: 300_000 }, () => random.integer(256)));
const md5 = createHash('md5').update(body).digest('hex');
const fast = { backoffMs: 5, maxWaitMs: 50, retries: 4 };
const target = async () => join(await tempFolder(), 'a.bin');
const failure = (promise: Promise<unknown>) =>
	promise.then(
		() => undefined,
		(error: unknown) => error as SerError,
	);

/** Answers ranges of `data` as a good server does. */
function send(
	request: IncomingMessage,
	response: ServerResponse,
	data: Uint8Array = body,
	headers: Record<string, string> = { etag: '"v1"' },
) {
	const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
	const start = range ? Number(range[1]) : 0;
	const fresh = request.headers['if-range'] !== undefined && request.headers['if-range'] !== headers.etag;
	if (!range || fresh) {
		response.writeHead(200, { ...headers, 'content-length': data.length });
		response.end(data);
	} else if (start >= data.length) {
		response.writeHead(416, { 'content-range': `bytes */${data.length}` }).end();
	} else {
		response.writeHead(206, {
			...headers,
			'content-length': data.length - start,
			'content-range': `bytes ${start}-${data.length - 1}/${data.length}`,
		});
		response.end(data.subarray(start));
	}
}

/** Sends the beginning and cuts the line. */
function cut(response: ServerResponse, bytes: number, from = 0, headers: Record<string, string> = { etag: '"v1"' }) {
	const ranged = from > 0 ? { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` } : {};
	response.writeHead(from > 0 ? 206 : 200, { ...headers, ...ranged, 'content-length': body.length - from });
	// fetch drops what it holds unread when the line breaks: give it the time to be read.
	response.write(body.subarray(from, from + bytes), () => setTimeout(() => response.destroy(), 60));
}

describe('downloadFile', () => {
	it('fetches, checks, reports progress, and keeps what is right already', async () => {
		const { url, asked } = await serve((request, response) => send(request, response));
		const path = await target();
		const seen: [number, number | undefined][] = [];
		await downloadFile({ url, name: 'a.bin', md5, bytes: body.length }, path, {
			onProgress: (done, total) => seen.push([done, total]),
		});
		expect((await readFile(path)).equals(body)).toBe(true);
		expect(seen.at(-1)).toEqual([300_000, 300_000]);
		expect(existsSync(`${path}.part`) || existsSync(`${path}.part.json`)).toBe(false);
		await downloadFile({ url, name: 'a.bin', md5 }, path);
		expect(asked).toHaveLength(1);
	});

	it('goes on where the line was cut, again and again', async () => {
		const { url, asked } = await serve((request, response, nth) => {
			const from = Number(/bytes=(\d+)/.exec(request.headers.range ?? '')?.[1] ?? 0);
			if (nth <= 6) cut(response, 40_000, from);
			else send(request, response);
		});
		const path = await target();
		await downloadFile({ url, name: 'a.bin', md5 }, path, { ...fast, retries: 3 });
		expect((await readFile(path)).equals(body)).toBe(true);
		const starts = asked.map((request) => Number(/bytes=(\d+)/.exec(request.headers.range ?? '')?.[1] ?? 0));
		expect(starts).toEqual([...starts].sort((a, b) => a - b));
		expect(starts.at(-1)).toBeGreaterThan(0);
		expect(asked.at(-1)!.headers['if-range']).toBe('"v1"');
	});

	it('a later call goes on where an earlier one gave up', async () => {
		let healthy = false;
		const { url, asked } = await serve((request, response, nth) => {
			if (healthy) send(request, response);
			else if (nth === 1) cut(response, 100_000);
			else response.destroy();
		});
		const path = await target();
		const error = await failure(downloadFile({ url, name: 'a.bin', md5 }, path, { ...fast, retries: 2 }));
		expect(error).toMatchObject({ code: 'NETWORK' });
		expect(error!.message).toContain('the next call continues there');
		const kept = (await stat(`${path}.part`)).size;
		expect(kept).toBeGreaterThan(0);
		healthy = true;
		await downloadFile({ url, name: 'a.bin', md5 }, path, fast);
		expect((await readFile(path)).equals(body)).toBe(true);
		expect(asked.at(-1)!.headers.range).toBe(`bytes=${kept}-`);
	});

	it('begins again when the file changed between two pieces', async () => {
		const changed = Buffer.from(body).reverse();
		for (const respectsIfRange of [true, false]) {
			const { url } = await serve((request, response, nth) => {
				if (nth === 1) return cut(response, 100_000);
				if (respectsIfRange) return send(request, response, changed, { etag: '"v2"' });
				const range = /bytes=(\d+)/.exec(request.headers.range ?? '');
				const start = range ? Number(range[1]) : 0;
				response.writeHead(start ? 206 : 200, {
					etag: '"v2"',
					'content-length': changed.length - start,
					'content-range': `bytes ${start}-${changed.length - 1}/${changed.length}`,
				});
				response.end(changed.subarray(start));
			});
			const path = await target();
			await downloadFile({ url, name: 'a.bin' }, path, fast);
			expect((await readFile(path)).equals(changed)).toBe(true);
		}
	});

	it('begins again once when pieces of two versions met unseen, then refuses', async () => {
		const other = Buffer.from(body).reverse();
		let calls = 0;
		const { url } = await serve((request, response, nth) => {
			calls = nth;
			if (nth === 1) cut(response, 100_000, 0, {});
			else send(request, response, nth === 2 ? other : body, {});
		});
		const path = await target();
		await downloadFile({ url, name: 'a.bin', md5 }, path, fast);
		expect((await readFile(path)).equals(body)).toBe(true);
		expect(calls).toBe(3);
		const wrong = await serve((request, response) => send(request, response, other));
		const second = await target();
		const error = await failure(downloadFile({ url: wrong.url, name: 'a.bin', md5 }, second, fast));
		expect(error).toMatchObject({ code: 'NETWORK', message: expect.stringContaining(`the md5 should be ${md5}, is `) });
		expect(existsSync(second) || existsSync(`${second}.part`)).toBe(false);
		expect(wrong.asked).toHaveLength(2);
	});

	it('a range that does not begin where asked is not glued on', async () => {
		const { url } = await serve((request, response, nth) => {
			if (nth === 1) return cut(response, 100_000);
			if (nth === 2) {
				response.writeHead(206, { etag: '"v1"', 'content-length': 10, 'content-range': `bytes 0-9/${body.length}` });
				return response.end(body.subarray(0, 10));
			}
			send(request, response);
		});
		const path = await target();
		await downloadFile({ url, name: 'a.bin' }, path, fast);
		expect((await readFile(path)).equals(body)).toBe(true);
	});

	it('lies about length: too long, too short, too large', async () => {
		const path = await target();
		const offered = await serve((_, response) => {
			response.writeHead(200, { 'content-length': 400_000 });
			response.write(body, () => setTimeout(() => response.destroy(), 10));
		});
		expect(
			await failure(downloadFile({ url: offered.url, name: 'a.bin', bytes: body.length }, path, fast)),
		).toMatchObject({
			code: 'NETWORK',
			message: expect.stringContaining('should have 300000 bytes, the server offers 400000'),
		});
		const endless = await serve((_, response) => {
			response.writeHead(200);
			const pour = () => {
				while (response.writable && response.write(body));
			};
			response.on('drain', pour);
			pour();
		});
		expect(
			await failure(downloadFile({ url: endless.url, name: 'a.bin' }, path, { ...fast, maxBytes: 1e6 })),
		).toMatchObject({
			code: 'NETWORK',
			message: expect.stringContaining('more came than'),
		});
		expect((await stat(`${path}.part`)).size).toBeLessThanOrEqual(1e6);
		const short = await serve((_, response) => response.writeHead(200).end(body.subarray(0, 1000)));
		expect(
			await failure(downloadFile({ url: short.url, name: 'a.bin', bytes: body.length }, await target(), fast)),
		).toMatchObject({
			message: expect.stringContaining('should have 300000 bytes, has 1000'),
		});
		const huge = await serve((_, response) => response.writeHead(200, { 'content-length': 1e15 }).end('x'));
		expect((await failure(downloadFile({ url: huge.url, name: 'a.bin' }, await target(), fast)))!.message).toContain(
			'larger than',
		);
	});

	it('416: what is here is whole, or is thrown away', async () => {
		for (const [kept, whole] of [
			[body, true],
			[Buffer.concat([body, body]), false],
		] as const) {
			const { url, asked } = await serve((request, response) => send(request, response));
			const path = await target();
			await writeFile(`${path}.part`, kept);
			await writeFile(`${path}.part.json`, JSON.stringify({ url, version: '"v1"' }));
			await downloadFile({ url, name: 'a.bin', md5 }, path, fast);
			expect((await readFile(path)).equals(body)).toBe(true);
			expect(asked).toHaveLength(whole ? 1 : 2);
		}
	});

	it('429 with Retry-After and 500 are waited out; 404 is not', async () => {
		const { url, asked } = await serve((request, response, nth) => {
			if (nth === 1) response.writeHead(429, { 'retry-after': '0' }).end('slow down');
			else if (nth === 2) response.writeHead(503, { 'retry-after': new Date(Date.now() - 1000).toUTCString() }).end();
			else if (nth === 3) response.writeHead(500).end('sorry');
			else send(request, response);
		});
		const path = await target();
		await downloadFile({ url, name: 'a.bin', md5 }, path, fast);
		expect(asked).toHaveLength(4);
		const always = await serve((_, response) => response.writeHead(500).end());
		expect(
			await failure(downloadFile({ url: always.url, name: 'a.bin' }, await target(), { ...fast, retries: 2 })),
		).toMatchObject({
			code: 'NETWORK',
			message: expect.stringContaining('the server answers 500; gave up after 3 failures'),
		});
		expect(always.asked).toHaveLength(3);
		const gone = await serve((_, response) => response.writeHead(404).end());
		expect((await failure(downloadFile({ url: gone.url, name: 'a.bin' }, await target(), fast)))!.message).toContain(
			'answers 404',
		);
		expect(gone.asked).toHaveLength(1);
	});

	it('follows redirects to http and https only, and not for ever', async () => {
		const good = await serve((request, response) => send(request, response));
		const path = await target();
		const to = (location: string) => serve((_, response) => response.writeHead(302, { location }).end());
		await downloadFile({ url: (await to(good.url)).url, name: 'a.bin', md5 }, path, fast);
		expect(existsSync(path)).toBe(true);
		const circle = await serve((request, response) => response.writeHead(301, { location: request.url! }).end());
		for (const [url, message] of [
			[circle.url, 'more than 10 redirects'],
			[(await to('file:///etc/passwd')).url, 'only http and https'],
			[(await to('http://[bad')).url, 'not an address'],
			[(await serve((_, response) => response.writeHead(302).end())).url, 'to nowhere'],
			['ftp://127.0.0.1/x', 'only http and https'],
		] as const) {
			expect((await failure(downloadFile({ url, name: 'a.bin' }, await target(), fast)))!.message).toContain(message);
		}
	});

	it('a silent line counts as cut, a web page is no archive, a stop is a stop', async () => {
		const silent = await serve((_, response) => {
			response.writeHead(200, { 'content-length': 1000 });
			response.write('x');
		});
		expect(
			(await failure(
				downloadFile({ url: silent.url, name: 'a.bin' }, await target(), { ...fast, retries: 1, idleMs: 80 }),
			))!.message,
		).toContain('nothing came for 0.08 s');
		const page = await serve((_, response) =>
			response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in'),
		);
		expect((await failure(downloadFile({ url: page.url, name: 'a.zip' }, await target(), fast)))!.message).toContain(
			'a web page came instead',
		);
		const stop = new AbortController();
		const error = failure(
			downloadFile({ url: silent.url, name: 'a.bin' }, await target(), { ...fast, signal: stop.signal }),
		);
		setTimeout(() => stop.abort(), 50);
		expect(await error).toMatchObject({ code: 'ABORTED' });
		expect(
			await failure(
				downloadFile({ url: 'http://127.0.0.1:1/', name: 'a.bin' }, await target(), { ...fast, retries: 1 }),
			),
		).toMatchObject({ code: 'NETWORK' });
	});

	it('reads headers', () => {
		expect(contentRange('bytes 5-9/10')).toEqual({ first: 5, total: 10 });
		expect(contentRange('bytes */10')).toEqual({ total: 10 });
		expect(contentRange('bytes 5-9/*')).toEqual({ first: 5 });
		expect(contentRange('lines 1-2/3')).toBeUndefined();
		expect(retryAfter('7')).toBe(7000);
		expect(retryAfter('Thu, 01 Jan 1970 00:00:10 GMT', 4000)).toBe(6000);
		expect(retryAfter('soon')).toBeUndefined();
		expect(retryAfter(null)).toBeUndefined();
	});
});

describe('downloadCorpus', () => {
	const zip = makeZip([
		{ name: 'Actor_01/03-01-03-01-01-01-01.wav', data: 'RIFF' },
		{ name: 'Actor_02/03-01-04-01-01-01-02.wav', data: 'RIFF' },
	]);
	const zipMd5 = createHash('md5').update(zip).digest('hex');

	it('fetches, unpacks, writes licence and citation; the second call finds it there', async () => {
		const { url, asked } = await serve((request, response) => send(request, response, zip));
		const root = join(await tempFolder(), 'ravdess');
		const notes: string[] = [];
		const phases = new Set<string>();
		const options = {
			...fast,
			url,
			md5: zipMd5,
			onNote: (note: string) => notes.push(note),
			onProgress: ({ phase }: { phase: string }) => phases.add(phase),
		};
		expect(await downloadCorpus('ravdess', root, options)).toMatchObject({
			dir: root,
			files: 2,
			facts: { speakers: 24 },
		});
		expect(notes.join('\n')).toMatch(/Licence: CC BY-NC-SA 4.0\nPlease cite: Livingstone/);
		expect([...phases]).toEqual(['fetching', 'unpacking']);
		expect(await readFile(join(root, 'CITATION.txt'), 'utf8')).toContain('10.1371/journal.pone.0196391');
		expect(await readFile(join(root, 'LICENSE-CORPUS.txt'), 'utf8')).toContain('CC BY-NC-SA 4.0');
		expect(existsSync(join(root, 'Audio_Speech_Actors_01-24.zip'))).toBe(false);
		expect((await readCorpus(root)).clips).toHaveLength(2);
		expect((await downloadCorpus('ravdess', root, options)).files).toBe(0);
		expect(asked).toHaveLength(1);
	});

	it('a mirror must have the known archive', async () => {
		const { url } = await serve((request, response) => send(request, response, zip));
		expect(await failure(downloadCorpus('ravdess', await tempFolder(), { ...fast, url }))).toMatchObject({
			code: 'NETWORK',
			message: expect.stringContaining('should have 208468073 bytes'),
		});
	});

	it('an archive that is none, or unsafe, leaves no corpus behind', async () => {
		for (const data of [Buffer.from('no zip at all'), makeZip([{ name: '../x', data: 'x' }])]) {
			const { url } = await serve((request, response) => send(request, response, data));
			const root = await tempFolder();
			expect(await failure(downloadCorpus('emodb', root, { ...fast, url }))).toMatchObject({ code: 'FORMAT' });
			expect(existsSync(join(root, 'CITATION.txt'))).toBe(false);
		}
	});

	it('CREMA-D is fetched file by file from its list', async () => {
		const { url } = await serve((request, response) => {
			if (request.url === '/list.csv')
				return response.end('Stimulus_Number,Filename\n1,1001_DFA_ANG_XX\n2,1001_DFA_SAD_XX\n');
			if (request.url?.startsWith('/AudioWAV/')) return send(request, response, Buffer.from(`RIFF ${request.url}`));
			response.writeHead(404).end();
		});
		const root = await tempFolder();
		const base = new URL('/list.csv', url).href;
		expect((await downloadCorpus('crema-d', root, { ...fast, url: base })).files).toBe(2);
		expect((await readCorpus(root)).clips.map((clip) => clip.emotion)).toEqual(['anger', 'sadness']);
		const bad = await serve((_, response) => response.end('Filename\n../../evil\n'));
		expect(await failure(downloadCorpus('crema-d', await tempFolder(), { ...fast, url: bad.url }))).toMatchObject({
			code: 'FORMAT',
		});
	});

	it('corpora behind a form say what to do; unknown ones are named', async () => {
		for (const [name, source] of Object.entries(downloadSources)) {
			if (source.kind !== 'by-hand') continue;
			const error = await failure(downloadCorpus(name, await tempFolder()));
			expect(error).toMatchObject({ code: 'DATASET' });
			expect(error!.message.length).toBeGreaterThan(80);
		}
		expect(await failure(downloadCorpus('nope', '/tmp'))).toMatchObject({ code: 'PARAMETER' });
		expect(await failure(downloadCorpus('__proto__', '/tmp'))).toMatchObject({ code: 'PARAMETER' });
	});

	it('reads a Zenodo record', () => {
		const record = {
			files: [
				{ key: 'CaFE_48k.zip', size: 9, checksum: `md5:${md5}`, links: { self: 'https://zenodo.org/x' } },
				{ key: '../x.zip', links: { self: 'y' } },
			],
		};
		expect(parseZenodoRecord(JSON.stringify(record), /zip$/, 'u')).toEqual([
			{ url: 'https://zenodo.org/x', name: 'CaFE_48k.zip', bytes: 9, md5 },
		]);
		for (const text of ['', '{}', '[]', 'null', '{"files":[null,1,{}]}'])
			expect(() => parseZenodoRecord(text, /zip$/, 'u')).toThrow(SerError);
	});
});
