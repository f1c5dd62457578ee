import { createKnn, type KnnOptions } from './knn.js';
import { createLda, type LdaOptions } from './lda/lda.js';
import { createLogistic, type LogisticOptions } from './logistic.js';
import { requireOneOf } from './option-range.js';
import { createSvm, type SvmOptions } from './svm/svm.js';
import { createExtraTrees, createForest, type ForestOptions } from './trees/forest.js';
import type { ClassicClassifier, ClassicKind } from './types.js';

/** The options of each kind of model. */
export interface ClassicOptions {
	forest: ForestOptions;
	'extra-trees': ForestOptions;
	svm: SvmOptions;
	logistic: LogisticOptions;
	knn: KnnOptions;
	lda: LdaOptions;
}

const factories = {
	forest: createForest,
	'extra-trees': createExtraTrees,
	svm: createSvm,
	logistic: createLogistic,
	knn: createKnn,
	lda: createLda,
};

/**
 * A classifier by name, for programs whose model is a setting.
 *
 * @throws {SerError} PARAMETER for an unknown kind or an option out of range
 * @example
 * const model = createClassifier('logistic', { C: 0.01 });
 */
export function createClassifier<K extends ClassicKind>(kind: K, options: ClassicOptions[K] = {}): ClassicClassifier {
	requireOneOf('kind', kind, Object.keys(factories));
	return (factories[kind as 'forest'] as (options: object) => ClassicClassifier)(options);
}
