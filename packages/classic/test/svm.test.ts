import { createRandom, type Matrix } from '@ser/core';
import { expect, test } from 'vitest';
import { classifierFromJson, createSvm } from '../src/index.js';
import { couplePairs } from '../src/svm/couple-pairs.js';
import { kernelRows } from '../src/svm/kernel-rows.js';
import { fitSigmoid, sigmoidAt } from '../src/svm/platt.js';
import { blobs } from './blobs.js';

const { x, y, groups } = blobs({ rows: 120, cols: 6, classes: ['a', 'b', 'c'], spread: 0.8, seed: 1 });
const pacer = { pause: () => undefined, report: () => {} };

test('the kernel matrix is the same at once and row by row', async () => {
	const kernel = { type: 'rbf', gamma: 0.1, degree: 3, coef0: 0 } as const;
	const whole = await kernelRows(x, kernel, 100, pacer);
	const single = await kernelRows(x, kernel, 1e-6, pacer);
	for (const i of [0, 1, 57, 119, 1]) expect(single.row(i)).toEqual(whole.row(i));
	expect(whole.row(3)[3]).toBe(1);
});

test('a small cache does not change the model', async () => {
	const whole = await createSvm().fit(x, y);
	const small = await createSvm({ cacheMegabytes: 0.001 }).fit(x, y);
	expect(await small.predictProba(x)).toEqual(await whole.predictProba(x));
});

test('both engines give the same probabilities to 1e-3', async () => {
	const own = await (await createSvm({ tol: 1e-6 }).fit(x, y)).predictProba(x);
	const theirs = await (await createSvm({ tol: 1e-6, engine: 'libsvm-js' }).fit(x, y)).predictProba(x);
	own.data.forEach((p, i) => {
		expect(Math.abs(p - theirs.data[i])).toBeLessThan(1e-3);
	});
});

test('libsvm-js refuses sample weights, which it would ignore', async () => {
	const sampleWeight = y.map((_, i) => 1 + (i % 2));
	await expect(createSvm({ engine: 'libsvm-js' }).fit(x, y, { sampleWeight })).rejects.toThrow(/no sample weights/);
});

test('probabilities with known speakers come from models that did not hear them', async () => {
	// Labels are pure noise, but each clip of a speaker has a twin in the same speaker: only folds that part twins
	// from each other can seem to know the label.
	const random = createRandom(3);
	const data = new Float32Array(120 * 10);
	const labels: string[] = [];
	const speakers: string[] = [];
	for (let i = 0; i < 120; i += 2) {
		const label = random.next() < 0.5 ? 'no' : 'yes';
		for (let j = 0; j < 10; j++) {
			data[i * 10 + j] = random.normal();
			data[(i + 1) * 10 + j] = data[i * 10 + j] + 0.01 * random.normal();
		}
		labels.push(label, label);
		speakers.push(String(i), String(i));
	}
	const twins: Matrix = { data, rows: 120, cols: 10 };
	const sureness = async (known?: string[]) => {
		const { data: p } = await (await createSvm({ gamma: 1 }).fit(twins, labels, { groups: known })).predictProba(twins);
		return labels.reduce((sum, label, i) => sum + p[2 * i + (label === 'yes' ? 1 : 0)], 0) / labels.length;
	};
	expect(await sureness()).toBeGreaterThan(0.8);
	expect(await sureness(speakers)).toBeLessThan(0.7);
	expect(groups.length).toBe(120);
});

test('the sigmoid finds the slope that made the labels', () => {
	const random = createRandom(4);
	const decisions = Float64Array.from({ length: 5000 }, () => 2 * random.normal());
	const sign = Int8Array.from(decisions, (d) => (random.next() < 1 / (1 + Math.exp(-1.5 * d + 0.5)) ? 1 : -1));
	const { a, b } = fitSigmoid(decisions, sign);
	expect(a).toBeCloseTo(-1.5, 0);
	expect(b).toBeCloseTo(0.5, 0);
	expect(sigmoidAt({ a, b }, 1000)).toBe(1);
	expect(sigmoidAt({ a, b }, -1000)).toBeCloseTo(0, 12);
});

test('coupling recovers probabilities from their exact pairwise shares', () => {
	const p = [0.5, 0.3, 0.15, 0.05];
	const pairwise = new Float64Array(16);
	for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) if (i !== j) pairwise[i * 4 + j] = p[i] / (p[i] + p[j]);
	const out = new Float64Array(4);
	couplePairs(pairwise, 4, out);
	out.forEach((value, i) => {
		expect(Math.abs(value - p[i])).toBeLessThan(2e-3);
	});
});

test('damaged support vectors are refused', async () => {
	const stored = JSON.parse(JSON.stringify(await createSvm().fit(x, y)));
	const damage = (change: (model: Record<string, unknown>) => void) => {
		const copy = structuredClone(stored);
		change(copy.model);
		return () => classifierFromJson(copy);
	};
	expect(damage((model) => delete model.vectors)).toThrow(/svm model is damaged/);
	expect(damage((model) => (model.kernel = { type: 'magic' }))).toThrow(/svm model is damaged/);
	expect(damage((model) => (model.places = { $array: 'i32', base64: 'AAAA' }))).toThrow(/damaged/);
	expect(damage((model) => (model.rho = model.weights))).toThrow(/damaged/);
});
