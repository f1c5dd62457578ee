import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultLogMelRecipe } from '@ser/dsp';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCropSource, createDeepClassifier } from '../src/index.js';
import { workerCrops } from '../src/node/index.js';
import { tinyOptions, toyClips } from './toy-clips.js';

const { x, y } = toyClips(24);
let folder: string;
let script: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ser-deep-'));
	script = join(folder, 'crop-worker.mjs');
	await build({
		entryPoints: [fileURLToPath(new URL('../src/node/crop-worker.ts', import.meta.url))],
		outfile: script,
		bundle: true,
		platform: 'node',
		format: 'esm',
		tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
	});
});
afterAll(() => rm(folder, { recursive: true }));

describe('workerCrops', () => {
	it('makes the same crops as this thread, with any number of threads', async () => {
		const job = { clips: x, recipe: { ...defaultLogMelRecipe, frames: 32 }, seed: '7' };
		const indices = Int32Array.from([3, 0, 17, 5, 21]);
		const here = await createCropSource(job).crops(4, indices);
		for (const workers of [1, 3]) {
			const source = workerCrops({ workers, script })(job);
			expect(await source.crops(4, indices)).toEqual(here);
			expect(await source.crops(5, indices)).not.toEqual(here);
			await source.close();
		}
	});

	it('trains to the same weights', async () => {
		const options = { ...tinyOptions, epochs: 2 };
		const here = await createDeepClassifier('cnn', options).fit(x, y);
		const there = await createDeepClassifier('cnn', {
			...options,
			cropSource: workerCrops({ workers: 2, script }),
		}).fit(x, y);
		expect(there.trained!.members).toEqual(here.trained!.members);
	});

	it('fails with the reason when the worker cannot start', async () => {
		const source = workerCrops({ script: join(folder, 'none.mjs') })({ clips: x, recipe: { frames: 32 }, seed: '1' });
		await expect(source.crops(0, Int32Array.of(0))).rejects.toThrow(/none\.mjs/);
		await source.close();
		expect(() => workerCrops({ workers: 0 })).toThrow(/workers must be/);
	});
});
