import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMatrix, matrixFromRows } from '@ser/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyWindow } from '../src/classifier/windows.js';
import { createDeepClassifier, deepKinds, loadKerasModel } from '../src/index.js';
import { loadKerasFile, saveTfjs } from '../src/node/index.js';
import { tinyOptions, toyClips } from './toy-clips.js';

const { x, y } = toyClips(24);
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'ser-deep-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('saveTfjs', () => {
	it.each([...deepKinds.map((kind) => [kind, 1] as const), ['cnn', 2] as const])(
		'plain TensorFlow.js predicts the same from the files of a %s (%i networks)',
		async (kind, ensemble) => {
			const classifier = await createDeepClassifier(kind, { ...tinyOptions, epochs: 2, ensemble }).fit(x, y);
			const path = join(folder, `${kind}${ensemble}`);
			await saveTfjs(classifier, path);
			const clips = toyClips(4, { seed: 5 }).x;
			const ours = await classifier.predictProba(clips);
			const { frames } = classifier.trained!.windows;
			const input = clips.map((clip) => {
				const values = new Float32Array(frames * clip.cols);
				copyWindow(clip, Math.floor((clip.rows - frames) / 2), frames, values);
				return Array.from({ length: frames }, (_, t) => [...values.subarray(t * clip.cols, (t + 1) * clip.cols)]);
			});
			const script = fileURLToPath(new URL('plain-tfjs.mjs', import.meta.url));
			const answer = execFileSync(process.execPath, [script, path], { input: JSON.stringify(input), stdio: 'pipe' });
			const theirs = JSON.parse(answer.toString());
			expect(theirs.classes).toEqual(classifier.classes);
			expect(theirs.frames).toBe(frames);
			theirs.probabilities.flat().forEach((value: number, i: number) => {
				expect(Math.abs(value - ours.data[i]!)).toBeLessThan(1e-5);
			});

			const loaded = await loadKerasFile(join(path, 'model.json'), { classes: classifier.classes, frames });
			const again = await loaded.predictProba(clips);
			again.data.forEach((value, i) => {
				expect(Math.abs(value - ours.data[i]!)).toBeLessThan(1e-5);
			});
			expect(await loaded.predict(clips)).toEqual(await classifier.predict(clips));
			loaded.dispose();
			classifier.dispose();
		},
	);
});

describe('loadKerasModel', () => {
	/** What `tensorflowjs_converter --input_format keras` writes for a Sequential of one Dense layer. */
	const dense = (activation: string) => ({
		format: 'layers-model',
		generatedBy: 'keras v2.4.0',
		convertedBy: 'TensorFlow.js Converter v4.22.0',
		modelTopology: {
			keras_version: '2.4.0',
			backend: 'tensorflow',
			model_config: {
				class_name: 'Sequential',
				config: {
					name: 'sequential',
					layers: [
						{
							class_name: 'InputLayer',
							config: { batch_input_shape: [null, 2], dtype: 'float32', sparse: false, name: 'dense_input' },
						},
						{
							class_name: 'Dense',
							config: {
								name: 'dense',
								trainable: true,
								dtype: 'float32',
								units: 2,
								activation,
								use_bias: true,
								kernel_initializer: { class_name: 'GlorotUniform', config: { seed: null } },
								bias_initializer: { class_name: 'Zeros', config: {} },
							},
						},
					],
				},
			},
		},
		weightsManifest: [
			{
				paths: ['group1-shard1of2.bin', 'group1-shard2of2.bin'],
				weights: [
					{ name: 'dense/kernel', shape: [2, 2], dtype: 'float32' },
					{ name: 'dense/bias', shape: [2], dtype: 'float32' },
				],
			},
		],
	});
	const weights = new Uint8Array(new Float32Array([1, -1, 0.5, 2, 0.25, 0]).buffer);
	const vectors = createMatrix(2, 2, Float32Array.from([1, 0, 0, 1]));
	const sigma = (z: number) => 1 / (1 + Math.exp(-z));

	it('loads a converted Keras model from its files and predicts', async () => {
		await writeFile(join(folder, 'model.json'), JSON.stringify(dense('softmax')));
		await writeFile(join(folder, 'group1-shard1of2.bin'), weights.subarray(0, 10));
		await writeFile(join(folder, 'group1-shard2of2.bin'), weights.subarray(10));
		const model = await loadKerasFile(join(folder, 'model.json'), { classes: ['calm', 'angry'] });
		const { data } = await model.predictProba(vectors);
		expect(data[0]).toBeCloseTo(sigma(1.25 + 1), 6);
		expect(data[3]).toBeCloseTo(sigma(2 - 0.75), 6);
		expect(await model.predict(vectors)).toEqual(['calm', 'angry']);
		await expect(model.predictProba([vectors])).rejects.toThrow(/one matrix of feature vectors, got a list/);
		await expect(model.predictProba(createMatrix(1, 3))).rejects.toThrow(/takes 2 features per clip, got 3/);
		model.dispose();
	});

	it('makes probabilities of logits when told to', async () => {
		const model = await loadKerasModel({ modelJson: dense('linear'), weights }, { classes: ['a', 'b'], logits: true });
		const { data } = await model.predictProba(vectors);
		expect(data[0]).toBeCloseTo(sigma(1.25 + 1), 6);
		model.dispose();
	});

	it.each(['functional', 'sequential'] as const)('predicts as Keras 3 does: %s model', async (name) => {
		const fixture = JSON.parse(await readFile(new URL('fixtures/keras3.json', import.meta.url), 'utf8'));
		const { modelJson, weights, x, y } = fixture[name];
		const bytes = Buffer.from(weights, 'base64');
		const model = await loadKerasModel({ modelJson, weights: bytes }, { classes: ['a', 'b', 'c'] });
		const { data } = await model.predictProba(x.map((clip: number[][]) => matrixFromRows(clip)));
		y.flat().forEach((value: number, i: number) => {
			expect(Math.abs(value - data[i]!)).toBeLessThan(fixture.tolerance);
		});
		model.dispose();
	});

	it('loads from a URL', async () => {
		const server = createServer((request, response) => {
			response.end(request.url === '/m/model.json' ? JSON.stringify(dense('softmax')) : shards[request.url ?? '']);
		});
		const shards: Record<string, Uint8Array> = {
			'/m/group1-shard1of2.bin': weights.subarray(0, 10),
			'/m/group1-shard2of2.bin': weights.subarray(10),
		};
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/m/model.json`;
		const model = await loadKerasModel(url, { classes: ['calm', 'angry'] });
		expect(await model.predict(vectors)).toEqual(['calm', 'angry']);
		model.dispose();
		server.close();
	});

	it('says what does not fit', async () => {
		const source = { modelJson: dense('softmax'), weights };
		await expect(loadKerasModel(source, { classes: ['a', 'b', 'c'] })).rejects.toThrow(/2 outputs for 3 classes/);
		await expect(loadKerasModel({ modelJson: {}, weights }, { classes: [] })).rejects.toMatchObject({ code: 'FILE' });
		await expect(loadKerasFile(join(folder, 'none.json'), { classes: [] })).rejects.toMatchObject({ code: 'FILE' });
		expect(await readFile(join(folder, 'model.json'), 'utf8')).toContain('Sequential');
	});
});
