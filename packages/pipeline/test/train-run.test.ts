import { spawn } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSyntheticCorpus } from '@ser/datasets/node';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// Worker threads need the built package.
const built = new URL('../dist/node.js', import.meta.url).href;
const { evaluateRun, extractToFile, loadRun, readRun, trainRun }: typeof import('../src/node/index.js') = await import(
	built
);

const dir = mkdtempSync(join(tmpdir(), 'ser-train-'));
const corpus = join(dir, 'corpus');
const cacheDir = join(dir, 'cache');
const setup = { features: 'tutorial180', model: 'logistic', folds: 'speaker:3', cacheDir, seed: 3 };

beforeAll(
	() => writeSyntheticCorpus(corpus, { speakers: 6, takes: 2, emotions: ['anger', 'neutral', 'sadness'] }),
	60_000,
);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const bytesOf = (run: string, name: string) => readFileSync(join(run, name));

describe('trainRun', () => {
	it('gives the same model and scores for any number of workers, with and without cache', async () => {
		const first = await trainRun([corpus], { ...setup, out: join(dir, 'one'), workers: 1 });
		const second = await trainRun([corpus], { ...setup, out: join(dir, 'two'), workers: 3, cacheDir: undefined });
		expect(second.metrics).toEqual(first.metrics);
		expect(bytesOf(join(dir, 'two'), 'weights.bin')).toEqual(bytesOf(join(dir, 'one'), 'weights.bin'));
		expect(first.metrics.uar).toBeGreaterThan(0.5);
		expect(first.config.protocol.leaky).toBe(false);
		expect(existsSync(join(dir, 'one', '.work'))).toBe(false);
	});

	it('keeps test speakers out of training', async () => {
		const { judgements } = await readRun(join(dir, 'one'));
		const folds = new Map<string, Set<string>>();
		for (const { fold, speaker } of judgements) folds.set(speaker, (folds.get(speaker) ?? new Set()).add(fold));
		expect(folds.size).toBe(6);
		for (const own of folds.values()) expect(own.size).toBe(1);
	});

	it('killed at any moment and started again, ends with the same numbers', async () => {
		const out = join(dir, 'killed');
		const script = join(dir, 'train.mjs');
		writeFileSync(
			script,
			`import { trainRun } from ${JSON.stringify(built)};
			await trainRun([${JSON.stringify(corpus)}], { ...${JSON.stringify({ ...setup, model: 'forest', out, workers: 1 })},
				onProgress: ({ stage, share }) => process.stdout.write(stage + ' ' + share + '\\n') });`,
		);
		const started = new Set<string>();
		for (const moment of [/features 0\.5/, /fit 0\.[3-9]/]) {
			await new Promise<void>((done) => {
				const child = spawn(process.execPath, [script], {
					stdio: ['ignore', 'pipe', 'inherit'],
				});
				child.stdout.on('data', (chunk) => {
					for (const line of String(chunk).split('\n')) started.add(line.split(' ')[0]!);
					if (moment.test(String(chunk))) child.kill('SIGKILL');
				});
				child.on('close', () => done());
			});
			expect(existsSync(join(out, 'metrics.json'))).toBe(false);
		}
		expect(started).toContain('fit');
		const finished = readdirSync(join(out, '.work'), { recursive: true, encoding: 'utf8' }).filter((name) =>
			/fold-/.test(name),
		);
		expect(finished.length).toBeGreaterThan(0);
		const resumed = await trainRun([corpus], { ...setup, model: 'forest', out });
		const straight = await trainRun([corpus], { ...setup, model: 'forest', out: join(dir, 'straight') });
		expect(resumed.metrics).toEqual(straight.metrics);
		expect(bytesOf(out, 'weights.bin')).toEqual(bytesOf(join(dir, 'straight'), 'weights.bin'));
	}, 120_000);

	it('an aborted run leaves no finished files', async () => {
		const out = join(dir, 'aborted');
		const stop = new AbortController();
		const running = trainRun([corpus], {
			...setup,
			out,
			signal: stop.signal,
			onProgress: ({ stage }) => stage === 'fit' && stop.abort(new Error('enough')),
		});
		await expect(running).rejects.toThrow();
		expect(existsSync(join(out, 'metrics.json'))).toBe(false);
	});

	it('two runs at once on one cache do no harm', async () => {
		const shared = { ...setup, cacheDir: join(dir, 'shared-cache') };
		const [a, b] = await Promise.all([
			trainRun([corpus], { ...shared, out: join(dir, 'race-a') }),
			trainRun([corpus], { ...shared, out: join(dir, 'race-b') }),
		]);
		expect(b.metrics).toEqual(a.metrics);
		expect(a.metrics).toEqual((await readRun(join(dir, 'one'))).metrics);
	});

	it('averages several models, tunes, calibrates and enrols', async () => {
		const run = await trainRun([corpus], {
			...setup,
			model: 'logistic+forest',
			out: join(dir, 'several'),
			tune: true,
			wantedAccuracy: 0.9,
			normalize: 'speaker:2',
			augment: 'noise:20..30,babble:15..20',
		});
		expect(run.config.chosen).toHaveLength(3);
		expect(run.config.selective!.coverage).toBeGreaterThan(0);
		expect(run.recogniser.threshold).toBeGreaterThan(0);
		const loaded = await loadRun(join(dir, 'several'));
		expect(loaded.recipe.members.map((member) => member.model)).toEqual(['logistic', 'forest']);
	});
});

describe('evaluateRun', () => {
	it('refuses recordings that were in training, and stamps them when told to', async () => {
		const recogniser = await loadRun(join(dir, 'one'));
		await expect(evaluateRun(recogniser, [corpus], { cacheDir })).rejects.toMatchObject({ code: 'LEAKAGE' });
		const { metrics } = await evaluateRun(recogniser, [corpus], { cacheDir, allowLeakage: true });
		expect(metrics.leaky).toBe(true);
	});

	it('reads a folder per emotion under its own names for the labels', async () => {
		const folders = join(dir, 'folders');
		const clips = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wav'));
		for (const [from, to] of [
			['anger', 'Angry'],
			['sadness', 'Sad'],
		] as const) {
			mkdirSync(join(folders, to), { recursive: true });
			const own = clips.filter((name) => name.includes(from) || name.includes(from.slice(0, 3)));
			expect(own.length).toBeGreaterThan(0);
			for (const [i, name] of own.entries()) {
				copyFileSync(join(corpus, name), join(folders, to, `F0${1 + (i % 3)}_${i}.wav`));
			}
		}
		const recogniser = await loadRun(join(dir, 'one'));
		const { metrics } = await evaluateRun(recogniser, [folders], { cacheDir, allowLeakage: true });
		expect(metrics.classes).toEqual(['anger', 'sadness']);
		expect(metrics.uar).toBeGreaterThan(0.8);
	});

	it('judges only emotions that both know, and says so', async () => {
		const other = join(dir, 'other');
		await writeSyntheticCorpus(other, { speakers: 4, takes: 1, emotions: ['anger', 'sadness', 'surprise'], seed: 99 });
		const recogniser = await loadRun(join(dir, 'one'));
		const { metrics, notes } = await evaluateRun(recogniser, [other], {
			cacheDir,
			normalize: 'corpus',
			allowLeakage: true,
		});
		expect(metrics.classes).toEqual(['anger', 'sadness']);
		expect(notes.join('\n')).toMatch(/surprise are left out/);
		expect(notes.join('\n')).toMatch(/transductive/);
	});
});

describe('extractToFile', () => {
	it('writes the same numbers as CSV and Parquet', async () => {
		const csv = join(dir, 'table.csv');
		const parquet = join(dir, 'table.parquet');
		const { rows, columns } = await extractToFile([corpus], csv, { features: 'tutorial180', cacheDir });
		await extractToFile([corpus], parquet, { features: 'tutorial180', cacheDir });
		expect([rows, columns]).toEqual([36, 180]);
		const lines = readFileSync(csv, 'utf8').trim().split('\n');
		const header = lines[0]!.split(',');
		const stored = await parquetReadObjects({ file: await asyncBufferFromFile(parquet) });
		expect(stored).toHaveLength(36);
		lines.slice(1).forEach((line, r) => {
			const cells = line.split(',');
			header.forEach((name, c) => {
				const value = stored[r]![name];
				if (typeof value === 'number') expect(Math.fround(Number(cells[c]))).toBe(value);
				else expect(cells[c]).toBe(value);
			});
		});
		expect(readdirSync(dir).filter((name) => name.includes('draft'))).toEqual([]);
	});

	it('refuses an unknown ending', async () => {
		await expect(extractToFile([corpus], join(dir, 'x.xls'), { features: 'tutorial180' })).rejects.toThrow(
			/\.csv or \.parquet/,
		);
	});
});

it('the built package loads from CommonJS too', async () => {
	const { createRequire } = await import('node:module');
	const required = createRequire(import.meta.url)(fileURLToPath(new URL('../dist/node.cjs', import.meta.url)));
	expect(typeof required.trainRun).toBe('function');
});
