export * from './classifier-from-json.js';
export * from './create-classifier.js';
export { createKnn, type KnnOptions } from './knn.js';
export { createLda, type LdaClassifier, type LdaOptions } from './lda/lda.js';
export { createLogistic, type LogisticClassifier, type LogisticOptions } from './logistic.js';
export * from './standard-scaler.js';
export { createSvm, type SvmClassifier, type SvmOptions } from './svm/svm.js';
export {
	createExtraTrees,
	createForest,
	type ForestOptions,
	type TreesClassifier,
} from './trees/forest.js';
export type * from './types.js';
