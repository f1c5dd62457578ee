import { readFileSync } from 'node:fs';
import type { Matrix } from '@ser/core';
import { describe, expect, test } from 'vitest';
import {
	type ClassWeight,
	createClassifier,
	createKnn,
	createLda,
	createLogistic,
	createStandardScaler,
	createSvm,
	type LogisticOptions,
	type SvmOptions,
} from '../src/index.js';

interface Stored {
	rows: number;
	cols: number;
	data: number[];
	y: string[];
}

interface Case {
	name: string;
	/** scikit-learn's names */
	options: Record<string, unknown>;
	weighted: boolean;
	shrinkage: 'auto' | number | null;
	coefficients: number[];
	intercepts: number[];
	probabilities: number[];
	decisions: number[];
	supportVectors: number;
	predictions: string[];
	allFeatures: boolean;
	accuracy: number;
	sd: number;
	nodes: number;
	importances: number[];
}

const fixtures = JSON.parse(readFileSync(new URL('fixtures/classic.json', import.meta.url), 'utf8'));
const matrix = ({ data, rows, cols }: Stored): Matrix => ({ data: Float32Array.from(data), rows, cols });
const x = matrix(fixtures.x);

/** The data that a case of that name was made with. */
function dataOf(name: string): { train: Matrix; y: string[]; test: Matrix } {
	if (name === 'two classes') return { train: matrix(fixtures.two), y: fixtures.two.y, test: matrix(fixtures.two) };
	if (name.includes('more features')) {
		return { train: matrix(fixtures.wide), y: fixtures.wide.y, test: matrix(fixtures.wideTest) };
	}
	return { train: x, y: fixtures.x.y, test: matrix(fixtures.test) };
}

function greatestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
	expect(actual.length).toBe(expected.length);
	let greatest = 0;
	for (let i = 0; i < expected.length; i++) greatest = Math.max(greatest, Math.abs(actual[i] - expected[i]));
	return greatest;
}

const names = (key: string) => fixtures[key].map(({ name }: Case) => name) as string[];
const caseOf = (key: string, name: string) => fixtures[key].find((one: Case) => one.name === name) as Case;

describe('scikit-learn LogisticRegression', () => {
	test.each(names('logistic'))('%s: coefficients to 2e-5 of the greatest, probabilities to 2e-5', async (name) => {
		const { options, weighted, coefficients, intercepts, probabilities } = caseOf('logistic', name);
		const { train, y, test: clips } = dataOf(name);
		const given: LogisticOptions = {
			C: options.C as number | undefined,
			classWeight: options.class_weight as ClassWeight | undefined,
			fitIntercept: options.fit_intercept as boolean | undefined,
			tol: 1e-9,
			maxIterations: 5000,
		};
		const model = await createLogistic(given).fit(train, y, { sampleWeight: weighted ? fixtures.weight : undefined });
		expect(model.converged).toBe(true);
		const size = Math.max(...coefficients.map(Math.abs));
		expect(greatestDifference(model.coefficients, coefficients)).toBeLessThan(2e-5 * size);
		expect(greatestDifference(model.intercepts, intercepts)).toBeLessThan(2e-5 * size);
		const { data } = await model.predictProba(clips);
		expect(greatestDifference(data, probabilities)).toBeLessThan(2e-5);
	});

	test('at the default tolerance probabilities agree to 1e-2', async () => {
		const { probabilities } = caseOf('logistic', 'plain');
		const model = await createLogistic().fit(x, fixtures.x.y);
		const { data } = await model.predictProba(matrix(fixtures.test));
		expect(greatestDifference(data, probabilities)).toBeLessThan(1e-2);
	});
});

describe('scikit-learn SVC', () => {
	describe.each(['smo', 'libsvm-js'] as const)('%s', (engine) => {
		// libsvm has no sample weights; libsvm-js refuses them (svm.test.ts).
		const known = names('svm').filter((name) => engine === 'smo' || !caseOf('svm', name).weighted);
		test.each(known)('%s: decision values to 1e-5, the same support vectors and predictions', async (name) => {
			const { options, weighted, decisions, supportVectors, predictions } = caseOf('svm', name);
			const { train, y, test: clips } = dataOf(name);
			const given: SvmOptions = {
				C: options.C as number | undefined,
				kernel: options.kernel as 'linear' | undefined,
				gamma: options.gamma as number | undefined,
				degree: options.degree as number | undefined,
				coef0: options.coef0 as number | undefined,
				classWeight: options.class_weight as 'balanced' | undefined,
				probability: false,
				tol: 1e-8,
				engine,
			};
			const model = await createSvm(given).fit(train, y, { sampleWeight: weighted ? fixtures.weight : undefined });
			expect(greatestDifference(await model.decisionValues(clips), decisions)).toBeLessThan(1e-5);
			expect(model.supportVectorCount).toBe(supportVectors);
			expect(await model.predict(clips)).toEqual(predictions);
		});
	});
});

test.each(names('knn'))('scikit-learn KNeighborsClassifier, %s: to 1e-6', async (name) => {
	const { options, probabilities } = caseOf('knn', name);
	const model = await createKnn({
		nNeighbors: options.n_neighbors as number | undefined,
		weights: options.weights as 'distance' | undefined,
		metric: options.metric as 'cosine' | undefined,
	}).fit(x, fixtures.x.y);
	const { data } = await model.predictProba(matrix(fixtures.test));
	expect(greatestDifference(data, probabilities)).toBeLessThan(1e-6);
});

describe('scikit-learn LinearDiscriminantAnalysis (lsqr)', () => {
	test.each(names('lda'))('shrinkage %s: coefficients to 1e-7, probabilities to 1e-6', async (name) => {
		const { shrinkage, coefficients, intercepts, probabilities } = caseOf('lda', name);
		const { train, y, test: clips } = dataOf(name);
		const model = await createLda({ shrinkage: shrinkage ?? 0 }).fit(train, y);
		const size = Math.max(...coefficients.map(Math.abs));
		expect(greatestDifference(model.coefficients, coefficients)).toBeLessThan(1e-7 * size);
		expect(greatestDifference(model.intercepts, intercepts)).toBeLessThan(1e-6 * size);
		const { data } = await model.predictProba(clips);
		expect(greatestDifference(data, probabilities)).toBeLessThan(1e-6);
	});

	test('whole sample weights count as repetitions', async () => {
		const model = await createLda().fit(x, fixtures.x.y, { sampleWeight: fixtures.whole });
		const { data } = await model.predictProba(matrix(fixtures.test));
		expect(greatestDifference(data, fixtures.ldaRepeated)).toBeLessThan(1e-6);
	});
});

test('scikit-learn StandardScaler: to 1e-12', () => {
	const { rows, mean, scale } = fixtures.scaler;
	const scaler = createStandardScaler().fit(
		x,
		Array.from({ length: rows }, (_, r) => r),
	);
	expect(greatestDifference(scaler.mean, mean)).toBeLessThan(1e-12);
	expect(greatestDifference(scaler.scale, scale)).toBeLessThan(1e-12);
});

describe('scikit-learn forests, means over 10 seeds here and 20 there', () => {
	const all = matrix(fixtures.forestData);
	const train: Matrix = { data: all.data.slice(0, 150 * all.cols), rows: 150, cols: all.cols };
	const clips: Matrix = { data: all.data.slice(150 * all.cols), rows: 150, cols: all.cols };
	const y: string[] = fixtures.forestData.y;

	test.each(names('forests'))(
		'%s: accuracy within .02, nodes within 4 percent, importances within .01',
		async (name) => {
			const wanted = caseOf('forests', name);
			const kind = name === 'extra-trees' ? 'extra-trees' : 'forest';
			let accuracy = 0;
			let nodes = 0;
			const importances = new Float64Array(all.cols);
			for (let seed = 0; seed < 10; seed++) {
				const model = createClassifier(kind, {
					nTrees: 50,
					seed,
					minSamplesLeaf: wanted.options.min_samples_leaf as number | undefined,
					maxDepth: wanted.options.max_depth as number | undefined,
					maxFeatures: wanted.allFeatures ? 'all' : undefined,
				}) as ReturnType<typeof import('../src/index.js').createForest>;
				await model.fit(train, y.slice(0, 150));
				const predicted = await model.predict(clips);
				accuracy += predicted.filter((label, i) => label === y[150 + i]).length / 150 / 10;
				nodes += model.nodes / 10;
				model.importances.forEach((value, c) => {
					importances[c] += value / 10;
				});
			}
			expect(Math.abs(accuracy - wanted.accuracy)).toBeLessThan(0.02);
			expect(Math.abs(nodes / wanted.nodes - 1)).toBeLessThan(0.04);
			expect(greatestDifference(importances, wanted.importances)).toBeLessThan(0.01);
		},
	);
});
