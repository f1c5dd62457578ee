import { expect, test } from 'vitest';
import {
	type ClassicKind,
	type ClassicOptions,
	checkClassifier,
	classifierFromJson,
	createClassifier,
} from '../src/index.js';

const variants: [ClassicKind, object][] = [
	['forest', { nTrees: 30 }],
	['forest', { nTrees: 10, engine: 'ml-random-forest' }],
	['extra-trees', { nTrees: 30 }],
	['svm', {}],
	['svm', { probability: false }],
	['svm', { kernel: 'linear' }],
	['svm', { kernel: 'poly' }],
	['svm', { engine: 'libsvm-js' }],
	['svm', { cacheMegabytes: 1e-6 }],
	['logistic', {}],
	['knn', {}],
	['knn', { weights: 'distance', metric: 'cosine', nNeighbors: 3 }],
	['lda', {}],
	['lda', { shrinkage: 0.2 }],
	['lda', { shrinkage: 0 }],
];

test.each(variants)('%s %o keeps the estimator contract', async (kind, options) => {
	const laws = await checkClassifier({
		create: () => createClassifier(kind, options as ClassicOptions[typeof kind]),
		fromJson: classifierFromJson,
	});
	expect(laws.length).toBe(13);
});
