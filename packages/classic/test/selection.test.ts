import type { Classifier } from '@ser/core';
import { createRandom } from '@ser/core';
import { expect, test } from 'vitest';
import {
	classifierFromJson,
	createClassifier,
	createKnn,
	createLogistic,
	createStandardScaler,
	gridSearch,
	scalerFromJson,
} from '../src/index.js';
import { innerFolds } from '../src/inner-folds.js';
import { blobs } from './blobs.js';

const { x, y, groups } = blobs({ rows: 150, cols: 5, classes: ['a', 'b', 'c'], spread: 0.9, seed: 1 });

test('inner folds keep groups together and use every clip', () => {
	const names = Array.from({ length: 100 }, (_, i) => `s${(i * i) % 13}`);
	const foldOf = innerFolds(100, 4, names, createRandom(1));
	const folds = new Map<string, number>();
	foldOf.forEach((fold, i) => {
		expect(folds.get(names[i]) ?? fold).toBe(fold);
		folds.set(names[i], fold);
	});
	expect(new Set(foldOf).size).toBe(4);
	const even = innerFolds(100, 4, undefined, createRandom(1));
	for (let fold = 0; fold < 4; fold++) expect(even.filter((own) => own === fold).length).toBe(25);
});

test('grid search tries all combinations, keeps speakers apart, and returns the best, fitted', async () => {
	const seen: { speakers: Set<string>; train: number }[] = [];
	const build = (settings: { nNeighbors: number; weights: 'uniform' | 'distance' }): Classifier => {
		const model = createKnn(settings);
		const fit = model.fit.bind(model);
		model.fit = async (...args) => {
			seen.push({ speakers: new Set(args[2]?.groups), train: args[1].length });
			await fit(...args);
			return model;
		};
		return model;
	};
	const progress: number[] = [];
	const result = await gridSearch({
		build,
		grid: { nNeighbors: [1, 25], weights: ['uniform', 'distance'] },
		x,
		y,
		groups,
		folds: 5,
		scale: { clip: 8 },
		onProgress: ({ done, total }) => progress.push(done / total),
	});
	expect(result.results.map(({ settings }) => settings)).toEqual([
		{ nNeighbors: 1, weights: 'uniform' },
		{ nNeighbors: 1, weights: 'distance' },
		{ nNeighbors: 25, weights: 'uniform' },
		{ nNeighbors: 25, weights: 'distance' },
	]);
	expect(result.bestScore).toBe(Math.max(...result.results.map(({ mean }) => mean)));
	expect(result.best.nNeighbors).toBe(25);
	expect(seen).toHaveLength(21);
	for (const { speakers, train } of seen.slice(0, 20)) {
		expect(speakers.size).toBe(4);
		expect(train).toBe(120);
	}
	expect(progress.at(-1)).toBe(1);
	const predicted = await result.model.predict(result.scaler!.transform(x));
	expect(predicted.filter((label, i) => label === y[i]).length).toBeGreaterThan(110);
});

test('grid search refuses one speaker, no values, and a single fold', async () => {
	const build = () => createLogistic();
	const one = y.map(() => 'same');
	await expect(gridSearch({ build, grid: {}, x, y, groups: one })).rejects.toMatchObject({ code: 'DATASET' });
	const none = gridSearch({ build, grid: { C: [] as number[] }, x, y });
	await expect(none).rejects.toThrow(/grid: needs at least one value/);
	await expect(gridSearch({ build, grid: {}, x, y, folds: 1 })).rejects.toThrow(/folds must be a whole number ≥ 2/);
});

test('the scaler learns from the given rows only, clips, and survives storage', () => {
	const scaler = createStandardScaler({ clip: 1 }).fit(x, [0, 1, 2, 3]);
	const scaled = scaler.transform(x);
	expect(Math.max(...scaled.data)).toBe(1);
	expect(Math.min(...scaled.data)).toBe(-1);
	const loaded = scalerFromJson(JSON.parse(JSON.stringify(scaler)));
	expect(loaded.transform(x)).toEqual(scaled);
	const constant = { data: Float32Array.from([3.3, 1, 3.3, 2, 3.3, 6]), rows: 3, cols: 2 };
	const { data } = createStandardScaler().fit(constant).transform(constant);
	expect([data[0], data[2], data[4]]).toEqual([0, 0, 0]);
	expect(() => createStandardScaler().transform(x)).toThrow(/call fit first/);
	expect(() => scaler.transform({ data: new Float32Array(3), rows: 1, cols: 3 })).toThrow(
		/fitted on 5 features, got 3/,
	);
	expect(() => createStandardScaler({ clip: 0 })).toThrow('clip must be > 0, got 0');
	const stored = scaler.toJSON() as Record<string, unknown>;
	expect(() => scalerFromJson({ ...stored, version: 2 })).toThrow(/version must be 1, got 2/);
	expect(() => scalerFromJson({ ...stored, scale: stored.clip })).toThrow(/damaged/);
	expect(() => scalerFromJson(null)).toThrow(/not a stored scaler/);
});

test('stored models of another format, a later version, or an unknown kind are refused by name', async () => {
	const stored = (await createLogistic().fit(x, y)).toJSON();
	const refused = (json: unknown) => {
		try {
			classifierFromJson(json);
		} catch (error) {
			return `${(error as { code: string }).code}: ${(error as Error).message}`;
		}
		return 'not refused';
	};
	expect(refused(undefined)).toMatch(/^FORMAT: this is not a stored classifier/);
	expect(refused({ ...stored, format: 'other' })).toMatch(/^FORMAT: this is not/);
	expect(refused({ ...stored, version: 2 })).toMatch(/^FORMAT: the stored model has version 2.*update it/);
	expect(refused({ ...stored, kind: 'oracle' })).toMatch(/^FORMAT: the stored model is of an unknown kind: oracle/);
	expect(refused({ ...stored, classes: ['a'] })).toMatch(/^FORMAT: the stored model is damaged/);
	expect(refused({ ...stored, model: { coefficients: 3 } })).toMatch(/^FORMAT: the stored logistic model is damaged/);
	expect(refused({ ...stored, options: { C: -1 } })).toMatch(/^FORMAT: .*C must be > 0/);
	expect(() => createClassifier('oracle' as 'svm')).toThrow(/kind must be one of forest, extra-trees, svm/);
});
