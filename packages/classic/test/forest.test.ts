import { createRandom } from '@ser/core';
import { expect, test } from 'vitest';
import { classifierFromJson, createExtraTrees, createForest, permutationImportance } from '../src/index.js';
import { featureRanks } from '../src/trees/feature-ranks.js';
import { sortKeys } from '../src/trees/sort-keys.js';
import { blobs } from './blobs.js';

const { x, y } = blobs({ rows: 200, cols: 8, classes: ['a', 'b'], spread: 0.5, seed: 1 });

test('ranks keep the order of values, negative, zero, equal and tiny ones', () => {
	const data = Float32Array.from([0, -0, 3, -2, 1e-40, -1e-40, 3, -1e30, 1e30, 0.1]);
	const { ranks, values } = featureRanks({ data, rows: data.length, cols: 1 });
	for (let i = 0; i < data.length; i++) {
		expect(values[ranks[i]]).toBe(data[i] + 0);
		for (let j = 0; j < data.length; j++) expect(Math.sign(ranks[i] - ranks[j])).toBe(Math.sign(data[i] - data[j]) + 0);
	}
});

test.each([0, 1, 2, 20, 21, 1000])('sorts %i keys, also sorted, reversed and equal ones', (size) => {
	const random = createRandom(size);
	for (const make of [() => random.normal(), (i: number) => i, (i: number) => -i, () => 7, () => random.integer(3)]) {
		const keys = Float64Array.from({ length: size + 3 }, (_, i) => make(i));
		const wanted = keys.slice(0, size).sort();
		const rest = keys.slice(size);
		sortKeys(keys, size);
		expect(keys.slice(0, size)).toEqual(wanted);
		expect(keys.slice(size)).toEqual(rest);
	}
});

test('one tree on all clips and features learns them by heart, deeper trees need more nodes', async () => {
	const whole = { nTrees: 1, bootstrap: false, maxFeatures: 'all' } as const;
	const tree = await createForest(whole).fit(x, y);
	expect(await tree.predict(x)).toEqual(y);
	const stump = await createForest({ ...whole, maxDepth: 1 }).fit(x, y);
	expect(stump.nodes).toBe(3);
	const coarse = await createForest({ ...whole, minSamplesLeaf: 20 }).fit(x, y);
	expect(coarse.nodes).toBeLessThan(tree.nodes);
	expect((await createForest({ ...whole, minSamplesSplit: 201 }).fit(x, y)).nodes).toBe(1);
});

test('the out-of-bag score foretells the accuracy on new clips; there is none without bootstrap', async () => {
	const many = blobs({ rows: 1000, cols: 8, classes: ['a', 'b'], spread: 0.5, seed: 1 });
	const part = (from: number, to: number) => ({
		data: many.x.data.slice(from * 8, to * 8),
		rows: to - from,
		cols: 8,
	});
	const model = await createForest().fit(part(0, 300), many.y.slice(0, 300));
	const predicted = await model.predict(part(300, 1000));
	const accuracy = predicted.filter((label, i) => label === many.y[300 + i]).length / 700;
	expect(Math.abs(model.oobScore! - accuracy)).toBeLessThan(0.06);
	expect((await createExtraTrees({ nTrees: 3 }).fit(x, y)).oobScore).toBeUndefined();
});

test('another seed gives another forest, and the stored one keeps score and importances', async () => {
	const first = await createForest({ nTrees: 20, seed: 1 }).fit(x, y);
	const second = await createForest({ nTrees: 20, seed: 2 }).fit(x, y);
	expect(await second.predictProba(x)).not.toEqual(await first.predictProba(x));
	const loaded = classifierFromJson(JSON.parse(JSON.stringify(first))) as typeof first;
	expect(loaded.oobScore).toBe(first.oobScore);
	expect(loaded.importances).toEqual(first.importances);
	expect(loaded.nodes).toBe(first.nodes);
});

test('both importances find the one feature that tells the classes', async () => {
	const random = createRandom(9);
	const labels = Array.from({ length: 150 }, () => (random.next() < 0.5 ? 'no' : 'yes'));
	const data = Float32Array.from(
		{ length: 150 * 5 },
		(_, i) => random.normal() + (i % 5 === 3 && labels[Math.floor(i / 5)] === 'yes' ? 3 : 0),
	);
	const matrix = { data, rows: 150, cols: 5 };
	const model = await createForest({ nTrees: 50 }).fit(matrix, labels);
	const sum = model.importances.reduce((total, value) => total + value);
	expect(sum).toBeCloseTo(1, 12);
	expect(model.importances.indexOf(Math.max(...model.importances))).toBe(3);
	const { mean, sd, score } = await permutationImportance(model, matrix, labels, { seed: 1 });
	expect(score).toBeGreaterThan(0.95);
	expect(mean[3]).toBeGreaterThan(0.3);
	expect(sd[3]).toBeGreaterThan(0);
	for (const c of [0, 1, 2, 4]) expect(mean[c]).toBeLessThan(0.1);
	expect(data[0]).toBe(matrix.data[0]);
});

test('clips of weight 0 are not seen, and heavy classes are named more often', async () => {
	const flipped = y.map((label, i) => (i < 100 ? label : label === 'a' ? 'b' : 'a'));
	const sampleWeight = y.map((_, i) => (i < 100 ? 1 : 0));
	const model = await createForest({ nTrees: 30, bootstrap: false }).fit(x, flipped, { sampleWeight });
	const predicted = await model.predict(x);
	expect(predicted.slice(0, 100)).toEqual(y.slice(0, 100));
	const share = async (classWeight?: Record<string, number>) => {
		const weighted = await createForest({ nTrees: 50, minSamplesLeaf: 10, classWeight }).fit(x, y);
		return (await weighted.predict(x)).filter((label) => label === 'b').length;
	};
	expect(await share({ a: 1, b: 20 })).toBeGreaterThan(await share());
});

test('options out of range and unknown options are named', () => {
	expect(() => createForest({ nTrees: 0 })).toThrow('nTrees must be a whole number ≥ 1, got 0');
	expect(() => createForest({ maxFeatures: -1 })).toThrow(/maxFeatures must be 'sqrt'.*got -1/);
	expect(() => createForest({ engine: 'x' as 'own' })).toThrow('engine must be one of own, ml-random-forest, got x');
	expect(() => createExtraTrees({ engine: 'ml-random-forest' })).toThrow('engine must be one of own');
	expect(() => createForest({ trees: 5 } as object)).toThrow(/forest: unknown option "trees", known: nTrees/);
});

test('damaged trees are refused before they can lead astray', async () => {
	const stored = JSON.parse(JSON.stringify(await createForest({ nTrees: 3 }).fit(x, y)));
	for (const key of ['starts', 'feature', 'threshold', 'next', 'distributions', 'importances']) {
		const copy = structuredClone(stored);
		delete copy.model[key];
		expect(() => classifierFromJson(copy)).toThrow(/forest model is damaged/);
	}
	const shorter = structuredClone(stored);
	shorter.features = 2;
	expect(() => classifierFromJson(shorter)).toThrow(/damaged/);
});
