import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, SerError } from '@ser/core';
import { unzip } from '@ser/datasets/node';
import { describe, expect, it } from 'vitest';
import { makeZip, type ZipEntry } from './make-zip.js';
import { tempFolder } from './temp-folder.js';

async function unpack(entries: readonly ZipEntry[], options = {}) {
	const root = await tempFolder({ 'a.zip': makeZip(entries) });
	const out = join(root, 'out');
	const result = await unzip(join(root, 'a.zip'), out, options).catch((error: unknown) => error);
	return { root, out, result };
}

describe('unzip', () => {
	it('writes files and folders, reports progress, leaves macOS litter out', async () => {
		const progress: number[] = [];
		const { out, result } = await unpack(
			[
				{ name: 'Actor_01/' },
				{ name: 'Actor_01/x.wav', data: 'hello' },
				{ name: '__MACOSX/._x.wav', data: 'no' },
				{ name: 'empty.txt' },
			],
			{ onProgress: (done: number) => progress.push(done) },
		);
		expect(result).toEqual(['Actor_01/x.wav', 'empty.txt']);
		expect(await readFile(join(out, 'Actor_01/x.wav'), 'utf8')).toBe('hello');
		expect((await readdir(out)).sort()).toEqual(['Actor_01', 'empty.txt']);
		expect(progress).toEqual([5, 5]);
	});

	it.each<[string, ZipEntry[], RegExp]>([
		['a path out of the folder', [{ name: '../evil.txt', data: 'x' }], /invalid relative path|outside/],
		[
			'a path out of the folder further down',
			[{ name: 'a/../../evil.txt', data: 'x' }],
			/invalid relative path|outside/,
		],
		['an absolute path', [{ name: '/tmp/evil.txt', data: 'x' }], /absolute path|outside/],
		['a drive letter', [{ name: 'C:/evil.txt', data: 'x' }], /absolute path|outside/],
		['a backslash path', [{ name: '..\\evil.txt', data: 'x' }], /invalid|outside/],
		['a zero character', [{ name: 'a\0.txt', data: 'x' }], /outside|null/],
		['a link', [{ name: 'link', data: '/etc/passwd', mode: 0o120777 }], /holds a link \(link\)/],
		['a device', [{ name: 'dev', mode: 0o020666 }], /special file/],
		[
			'two files of one name',
			[
				{ name: 'A.wav', data: '1' },
				{ name: 'a.WAV', data: '2' },
			],
			/two files of one name/,
		],
		['an encrypted file', [{ name: 'a', data: 'x', encrypted: true }], /encrypted/],
		['a wrong checksum', [{ name: 'a', data: 'x', claimedCrc: 1 }], /checksum is wrong/],
		['a size that is too small', [{ name: 'a', data: 'x'.repeat(1000), claimedSize: 10 }], /damaged/],
		['a size that is too large', [{ name: 'a', data: 'x', claimedSize: 10_000 }], /damaged/],
		['a bomb', [{ name: 'a', data: 'x', claimedSize: 3e9 }], /would unpack to 3000.0 MB/],
	])('refuses %s', async (_, entries, message) => {
		const { root, out, result } = await unpack(entries);
		expect(result).toBeInstanceOf(SerError);
		expect(result).toMatchObject({ code: 'FORMAT', message: expect.stringMatching(message) });
		expect((result as Error).message).toContain('a.zip');
		expect((await readdir(root)).filter((name) => name !== 'a.zip' && name !== 'out')).toEqual([]);
		if (existsSync(out)) expect(await readdir(out)).toEqual([]);
	});

	it('refuses a real bomb by its size, and too many files', async () => {
		const zeros = { name: 'zeros', data: new Uint8Array(100e6) };
		expect((await unpack([zeros])).result).toMatchObject({ code: 'FORMAT' });
		expect((await unpack([{ name: 'a' }, { name: 'b' }], { maxEntries: 1 })).result).toMatchObject({ code: 'FORMAT' });
		expect((await unpack([{ name: 'a', data: 'xx' }], { maxBytes: 1 })).result).toMatchObject({ code: 'FORMAT' });
	});

	it('does not follow a link that stands in the folder', async () => {
		const root = await tempFolder({ 'a.zip': makeZip([{ name: 'sub/x.txt', data: 'x' }]) });
		await mkdir(join(root, 'out'));
		await mkdir(join(root, 'elsewhere'));
		await symlink(join(root, 'elsewhere'), join(root, 'out/sub'));
		await expect(unzip(join(root, 'a.zip'), join(root, 'out'))).rejects.toMatchObject({ code: 'FORMAT' });
		expect(await readdir(join(root, 'elsewhere'))).toEqual([]);
	});

	it('stops when asked', async () => {
		const { result } = await unpack([{ name: 'a', data: 'x' }], { signal: AbortSignal.abort() });
		expect(result).toMatchObject({ code: 'ABORTED' });
	});

	it('survives damaged archives: files or a SerError, nothing outside, nothing left open', async () => {
		const whole = makeZip([
			{ name: 'a/x.wav', data: 'hello hello hello' },
			{ name: 'b.txt', data: 'text' },
		]);
		const random = createRandom('damaged zips');
		const root = await tempFolder();
		for (let i = 0; i < 300; i++) {
			const bytes = Buffer.from(whole);
			for (let n = 1 + random.integer(6); n > 0; n--) bytes[random.integer(bytes.length)] = random.integer(256);
			const cut = random.next() < 0.2 ? bytes.subarray(0, random.integer(bytes.length)) : bytes;
			await writeFile(join(root, 'a.zip'), cut);
			const result = await unzip(join(root, 'a.zip'), join(root, 'out')).catch((error: unknown) => error);
			if (!Array.isArray(result)) expect(result, `round ${i}`).toBeInstanceOf(SerError);
		}
		expect((await readdir(root)).sort()).toEqual(['a.zip', 'out']);
	});
});
