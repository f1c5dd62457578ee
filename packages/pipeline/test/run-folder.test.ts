import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMatrix, createRandom } from '@ser/core';
import { type Judgement, judge } from '@ser/metrics';
import { afterAll, describe, expect, it } from 'vitest';
import { openFeatureCache } from '../src/node/feature-cache.js';
import { assertRunFolder, RUN_FORMAT, type RunConfig, readRun, writeRun } from '../src/node/run-folder.js';
import { recordingOf } from '../src/node/run-report.js';
import { writeFileAtomic } from '../src/node/write-file-atomic.js';

const dir = mkdtempSync(join(tmpdir(), 'ser-run-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const classes = ['anger', 'sadness'];
const judgements: Judgement[] = ['a, "quoted".wav', '<script>.wav', 'ümlaut\n.wav', '__proto__'].map((path, i) => ({
	path,
	truth: classes[i % 2]!,
	predicted: classes[(i + (i > 2 ? 1 : 0)) % 2]!,
	probabilities: i % 2 ? [0.25, 0.75] : [0.75, 0.25],
	fold: '1',
	speaker: `s${i}`,
	groups: { sex: i < 2 ? 'female' : 'male', sentence: 'x,y' },
}));
const config = {
	format: RUN_FORMAT,
	version: 1,
	corpora: [{ name: 'x', dir: '/data/x', clips: 4, notes: [] }],
} as unknown as RunConfig;
const history = [{ fold: '1', model: 'cnn', epoch: 1, loss: 0.5 }];
const metrics = judge(judgements, { classes, protocol: 'loso', leaky: false, resamples: 10 });

describe('run folder', () => {
	it('gives back what was written, whatever the file names', async () => {
		const run = join(dir, 'run');
		await writeRun(run, { config, metrics, judgements, history }, { model: '{}', weights: new Uint8Array(3) });
		const read = await readRun(run);
		expect(read).toEqual({ dir: run, config, metrics, judgements, history });
		expect(readdirSync(run).filter((name) => name.includes('draft'))).toEqual([]);
	});

	it('names what is damaged, missing or newer', async () => {
		const run = join(dir, 'run');
		const file = join(run, 'config.json');
		writeFileSync(file, JSON.stringify({ ...config, version: 99 }));
		await expect(readRun(run)).rejects.toThrow(/newer version.*99/);
		writeFileSync(file, '[1]');
		await expect(readRun(run)).rejects.toThrow(/config\.json: damaged/);
		await expect(readRun(dir)).rejects.toThrow(/not a finished run/);
	});

	it('does not take a folder that holds other things', async () => {
		await expect(assertRunFolder(dir)).rejects.toThrow(/holds other files/);
		await expect(assertRunFolder(join(dir, 'new'))).resolves.toBeUndefined();
	});

	it('finds recordings again, of several corpora too', () => {
		const two = { config: { corpora: [{ dir: '/a' }, { dir: '/b' }] } } as never;
		expect(recordingOf(two, '2/x/y.wav')).toBe('/b/x/y.wav');
		expect(recordingOf({ config }, '2/x.wav')).toBe('/data/x/2/x.wav');
	});
});

describe('writeFileAtomic', () => {
	it('says why it cannot write, and leaves nothing', async () => {
		writeFileSync(join(dir, 'file'), '');
		await expect(writeFileAtomic(join(dir, 'file', 'x'), '')).rejects.toThrow(
			/cannot write .*a part of the path is a file/,
		);
	});
});

describe('feature cache', () => {
	const cache = openFeatureCache(join(dir, 'cache'));
	const hash = 'ab'.repeat(32);
	const random = createRandom(1);
	const matrix = createMatrix(
		3,
		5,
		Float32Array.from({ length: 15 }, () => random.normal()),
	);

	it('keeps matrices by content and settings', async () => {
		await cache.set(hash, 'mfcc', matrix);
		expect(await cache.get(hash, 'mfcc')).toEqual(matrix);
		expect(await cache.get(hash, 'mfcc2')).toBeUndefined();
		expect(await cache.get('cd'.repeat(32), 'mfcc')).toBeUndefined();
	});

	it('counts a file with a flipped bit, a torn or an empty one as absent', async () => {
		const file = join(
			cache.dir,
			readdirSync(cache.dir, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.f32'))!,
		);
		const bytes = readFileSync(file);
		for (const damaged of [bytes.subarray(0, 40), Buffer.alloc(0), Buffer.concat([bytes, Buffer.alloc(4)])]) {
			writeFileSync(file, damaged);
			expect(await cache.get(hash, 'mfcc')).toBeUndefined();
		}
		for (const at of [0, 5, 20, bytes.length - 1]) {
			const flipped = Buffer.from(bytes);
			flipped[at]! ^= 4;
			writeFileSync(file, flipped);
			expect(await cache.get(hash, 'mfcc')).toBeUndefined();
		}
	});
});
