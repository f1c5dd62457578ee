import { createMatrix, type FitProgress } from '@ser/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
	type CropJob,
	createCropSource,
	createDeepClassifier,
	type DeepClassifier,
	deepClassifierFromJson,
	deepKinds,
} from '../src/index.js';
import { share, tinyOptions, toyClips } from './toy-clips.js';

const train = toyClips(48, { seed: 1 });
const test = toyClips(18, { seed: 2 });

async function fitted(kind: DeepClassifier['kind'], options = {}): Promise<DeepClassifier> {
	return createDeepClassifier(kind, { ...tinyOptions, ...options }).fit(train.x, train.y, { groups: train.groups });
}

describe.each(deepKinds)('%s', (kind) => {
	it('learns, predicts unseen clips, and comes back from JSON with the same probabilities', async () => {
		const classifier = await fitted(kind, { epochs: 12 });
		expect(classifier.classes).toEqual(['falling', 'high', 'low']);
		expect(share(await classifier.predict(test.x), test.y)).toBeGreaterThan(0.7);
		const before = await classifier.predictProba(test.x);
		const loaded = await deepClassifierFromJson(JSON.parse(JSON.stringify(classifier.toJSON())));
		const after = await loaded.predictProba(test.x);
		expect(loaded.kind).toBe(kind);
		expect(loaded.history).toEqual(classifier.history);
		after.data.forEach((value, i) => {
			expect(Math.abs(value - before.data[i]!)).toBeLessThan(1e-6);
		});
		classifier.dispose();
		loaded.dispose();
	});

	it('trains to identical weights twice', async () => {
		const [first, second] = [await fitted(kind, { epochs: 2 }), await fitted(kind, { epochs: 2 })];
		expect(second.trained!.members).toEqual(first.trained!.members);
		const other = await fitted(kind, { epochs: 2, seed: 2 });
		expect(other.trained!.members).not.toEqual(first.trained!.members);
	});
});

describe('every deep classifier', () => {
	it('refuses a feature matrix, empty input, NaN and wrong lengths by name', async () => {
		const classifier = createDeepClassifier('cnn', tinyOptions);
		const vectors = createMatrix(4, 10);
		await expect(classifier.fit(vectors, ['a', 'b', 'a', 'b'])).rejects.toMatchObject({ code: 'INPUT' });
		await expect(classifier.fit([], [])).rejects.toThrow(/needs at least one clip/);
		await expect(classifier.fit(train.x, ['a'])).rejects.toThrow(/one label per clip \(48\), got 1/);
		await expect(classifier.fit(train.x.slice(0, 2), ['a', 'a'])).rejects.toThrow(/at least two classes, got only "a"/);
		const broken = createMatrix(40, 16);
		broken.data[5] = Number.NaN;
		await expect(classifier.fit([train.x[0]!, broken], ['a', 'b'])).rejects.toThrow(/clip 1 has a value that is NaN/);
		await expect(classifier.fit([train.x[0]!, createMatrix(40, 8)], ['a', 'b'])).rejects.toThrow(/clip 1 has 8/);
		await expect(classifier.predict(test.x)).rejects.toMatchObject({ code: 'NOT_FITTED' });
		expect(() => classifier.toJSON()).toThrow(/call fit before/);
		expect(() => createDeepClassifier('rnn' as 'cnn')).toThrow(/kind must be one of cnn/);
		expect(() => createDeepClassifier('cnn', { epochs: 0 })).toThrow(/epochs must be a whole number in 1/);
		expect(() => createDeepClassifier('cnn', { learningRate: -1 })).toThrow(/learningRate must be above 0/);
		await (await fitted('cnn', { epochs: 1 })).predict([createMatrix(30, 20)]).then(
			() => expect.unreachable(),
			(error) => expect(error.message).toMatch(/16 coefficients a frame, clip 0 has 20/),
		);
		await expect(deepClassifierFromJson({ format: 'other' })).rejects.toMatchObject({ code: 'FORMAT' });
	});

	it('gives rows that sum to 1 for clips of one frame, of the crop, and far longer', async () => {
		for (const predict of ['centre', 'windows', 'whole'] as const) {
			const classifier = await fitted('cnn', { epochs: 1, predict });
			const clips = [createMatrix(1, 16), createMatrix(32, 16), toyClips(1, { least: 300, most: 300 }).x[0]!];
			const { data, rows, cols } = await classifier.predictProba(clips);
			for (let r = 0; r < rows; r++) {
				expect(data.subarray(r * cols, (r + 1) * cols).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
			}
			classifier.dispose();
		}
	});

	it('does not leak tensors, and several can be alive at once', async () => {
		const cnn = await fitted('cnn', { epochs: 1 });
		const lstm = await fitted('lstm', { epochs: 1 });
		const start = tf.memory().numTensors;
		const one = await cnn.predictProba(test.x);
		const two = await lstm.predictProba(test.x);
		const alive = tf.memory().numTensors;
		expect(await cnn.predictProba(test.x)).toEqual(one);
		expect(await lstm.predictProba(test.x)).toEqual(two);
		expect(tf.memory().numTensors).toBe(alive);
		cnn.dispose();
		lstm.dispose();
		expect(tf.memory().numTensors).toBe(start);
		expect(await cnn.predictProba(test.x)).toEqual(one);
		await cnn.fit(train.x, train.y);
		expect(tf.memory().numTensors).toBe(start);
		await expect(cnn.fit(train.x, train.y, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
			'enough',
		);
		expect(tf.memory().numTensors).toBe(start);
	});

	it('reports progress and history, and an abort leaves it unfitted', async () => {
		const seen: FitProgress[] = [];
		const classifier = createDeepClassifier('cnn', { ...tinyOptions, epochs: 3 });
		await classifier.fit(train.x, train.y, { onProgress: (progress) => seen.push(progress) });
		expect(seen.map(({ done, total, unit }) => [done, total, unit])).toEqual([1, 2, 3].map((n) => [n, 3, 'epoch']));
		expect(classifier.history.map(({ epoch, loss }) => [epoch, loss])).toEqual(
			seen.map(({ done, loss }) => [done, loss]),
		);
		const rates = classifier.history.map(({ learningRate }) => learningRate);
		expect(rates).toEqual([...rates].sort((a, b) => b - a));

		const controller = new AbortController();
		const fit = classifier.fit(train.x, train.y, {
			signal: controller.signal,
			onProgress: ({ done }) => done === 2 && controller.abort(new Error('stop now')),
		});
		await expect(fit).rejects.toThrow('stop now');
		await expect(classifier.predict(test.x)).rejects.toMatchObject({ code: 'NOT_FITTED' });
		expect(classifier.history).toEqual([]);
	});

	it('stops early on groups it has not learnt from, and keeps the best epoch', async () => {
		const classifier = await fitted('cnn', { epochs: 40, earlyStopping: { patience: 2, share: 0.25 } });
		const { history } = classifier;
		expect(history.length).toBeLessThan(40);
		const best = Math.max(...history.map(({ valUar }) => valUar!));
		expect(history.findIndex(({ valUar }) => valUar === best)).toBeLessThan(history.length);
		expect(history.at(-1)!.epoch - history.find(({ valUar }) => valUar === best)!.epoch).toBeGreaterThanOrEqual(2);
	});

	it('averages an ensemble of seeds', async () => {
		const classifier = await fitted('cnn', { epochs: 2, ensemble: 2 });
		expect(classifier.trained!.members).toHaveLength(2);
		expect(classifier.history.map(({ member, epoch }) => [member, epoch])).toEqual([
			[1, 1],
			[1, 2],
			[2, 1],
			[2, 2],
		]);
		const both = await classifier.predictProba(test.x);
		const singles = await Promise.all(
			classifier.trained!.members.map(async (weights) => {
				const json = classifier.toJSON() as { members: unknown[] };
				const single = await deepClassifierFromJson({
					...json,
					members: [json.members[classifier.trained!.members.indexOf(weights)]],
				});
				return single.predictProba(test.x);
			}),
		);
		both.data.forEach((value, i) => {
			expect(value).toBeCloseTo((singles[0]!.data[i]! + singles[1]!.data[i]!) / 2, 6);
		});
	});

	it('keeps a snapshot at the end of every cosine cycle', async () => {
		const classifier = await fitted('cnn', { epochs: 7, snapshots: 3 });
		const { members } = classifier.trained!;
		expect(members).toHaveLength(3);
		expect(members[0]).not.toEqual(members[1]);
		expect(classifier.history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7]);
		const rates = classifier.history.map(({ learningRate }) => learningRate);
		for (const end of [2, 5, 7]) expect(rates[end - 1]).toBeLessThan(rates[end - 2]!);
		for (const start of [3, 6]) expect(rates[start - 1]).toBeGreaterThan(rates[start - 2]!);
		await expect(fitted('cnn', { epochs: 2, snapshots: 3 })).rejects.toThrow(/snapshots must be ≤ epochs \(2\), got 3/);
		expect(() => createDeepClassifier('cnn', { snapshots: 2, earlyStopping: true })).toThrow(/exclude each other/);
	});

	it('stores float16 in half the room, close to the original', async () => {
		const classifier = await fitted('cnn', { storedWeights: 'float16' });
		const full = await deepClassifierFromJson({ ...(classifier.toJSON() as object) });
		const [a, b] = [await classifier.predictProba(test.x), await full.predictProba(test.x)];
		const furthest = a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i]!)), 0);
		expect(furthest).toBeGreaterThan(0);
		expect(furthest).toBeLessThan(5e-3);
		expect(JSON.stringify(full.toJSON())).toBe(JSON.stringify(classifier.toJSON()));
	});

	it('gives up by name when the loss is not finite at any rate', async () => {
		const x = train.x.map((clip) => ({ ...clip, data: clip.data.map((value) => value * 1e37) }));
		const options = { ...tinyOptions, epochs: 1, augment: false as const };
		const failed = createDeepClassifier('cnn', options).fit(x, train.y);
		await failed.then(
			() => expect.unreachable(),
			({ code, message }) => {
				expect(code).toBe('PARAMETER');
				expect(message).toMatch(/the loss is not finite, even after the learning rate was halved 5 times/);
			},
		);
	});

	it('repeats an epoch at half the rate when its loss was not finite, and says so', async () => {
		let broken = true;
		const classifier = await fitted('cnn', {
			epochs: 3,
			cropSource(job: CropJob) {
				const source = createCropSource(job);
				return {
					...source,
					async crops(epoch: number, indices: Int32Array) {
						const crops = await source.crops(epoch, indices);
						if (epoch === 1 && broken) crops.fill(Number.NaN);
						broken &&= epoch !== 1;
						return crops;
					},
				};
			},
		});
		expect(classifier.history.map(({ epoch, rateScale }) => [epoch, rateScale])).toEqual([
			[1, undefined],
			[2, 0.5],
			[3, 0.5],
		]);
		expect(classifier.history.every(({ loss }) => Number.isFinite(loss))).toBe(true);
	});
});
