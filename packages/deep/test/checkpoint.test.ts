import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeepClassifier } from '../src/index.js';
import { fileCheckpoint } from '../src/node/index.js';
import { tinyOptions, toyClips } from './toy-clips.js';

const { x, y, groups } = toyClips(36);
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ser-deep-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('fileCheckpoint', () => {
	it.each([
		['one network', {}],
		['an ensemble', { ensemble: 2, epochs: 3 }],
		['snapshots', { snapshots: 3 }],
		['early stopping', { earlyStopping: { patience: 3 } }],
	])('a training killed half way ends with the same weights and history: %s', async (_, options) => {
		const settings = { ...tinyOptions, epochs: 6, ...options };
		const whole = await createDeepClassifier('cnn', settings).fit(x, y, { groups });

		const path = join(folder, 'deep', 'checkpoint.json');
		const checkpoint = fileCheckpoint({ path, everyEpochs: 2 });
		const controller = new AbortController();
		const onProgress = ({ done }: { done: number }) => done === 5 && controller.abort();
		const broken = createDeepClassifier('cnn', { ...settings, checkpoint });
		await expect(broken.fit(x, y, { groups, signal: controller.signal, onProgress })).rejects.toThrow();
		expect(existsSync(path)).toBe(true);

		const epochs: number[] = [];
		const resumed = createDeepClassifier('cnn', { ...settings, checkpoint });
		await resumed.fit(x, y, { groups, onProgress: ({ done }) => epochs.push(done) });
		expect(epochs[0]).toBeGreaterThan(1);
		expect(resumed.trained!.members).toEqual(whole.trained!.members);
		const without = (history: typeof whole.history) => history.map(({ seconds, ...rest }) => rest);
		expect(without(resumed.history)).toEqual(without(whole.history));
		expect(existsSync(path)).toBe(false);
	});

	it('refuses the checkpoint of another training, and a damaged one', async () => {
		const path = join(folder, 'checkpoint.json');
		const checkpoint = fileCheckpoint({ path, everyEpochs: 1 });
		const controller = new AbortController();
		const onProgress = () => controller.abort();
		const fit = (seed: number, options = {}) =>
			createDeepClassifier('cnn', { ...tinyOptions, seed, checkpoint }).fit(x, y, options);
		await expect(fit(1, { signal: controller.signal, onProgress })).rejects.toThrow();
		await expect(fit(2)).rejects.toMatchObject({ code: 'FORMAT' });
		await writeFile(path, (await readFile(path, 'utf8')).slice(0, 100));
		await expect(fit(1)).rejects.toThrow(/checkpoint.json: not a checkpoint/);
	});
});
