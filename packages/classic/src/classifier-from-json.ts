import { SerError } from '@ser/core';
import { storedVersion } from './estimator.js';
import { knnLearnt, knnWith } from './knn.js';
import { ldaLearnt, ldaWith } from './lda/lda.js';
import { logisticLearnt, logisticWith } from './logistic.js';
import { svmLearnt, svmWith } from './svm/svm.js';
import { treesLearnt, treesWith } from './trees/forest.js';
import type { ClassicClassifier, StoredClassifier } from './types.js';

/**
 * The classifier that `toJSON` stored; its predictions are the same to the bit.
 *
 * @throws {SerError} FORMAT when it is not a stored classifier, is damaged, or was written by a later version
 * @example
 * const model = classifierFromJson(JSON.parse(text));
 */
export function classifierFromJson(json: unknown): ClassicClassifier {
	const stored = requireStored(json);
	const { kind, options, model, classes, features } = stored;
	try {
		switch (kind) {
			case 'forest':
			case 'extra-trees':
				return treesWith(kind, options, { classes, features, learnt: treesLearnt(model, classes.length, features) });
			case 'svm':
				return svmWith(options, { classes, features, learnt: svmLearnt(model, classes.length, features) });
			case 'knn':
				return knnWith(options, { classes, features, learnt: knnLearnt(model, classes.length, features) });
			case 'lda':
				return ldaWith(options, { classes, features, learnt: ldaLearnt(model, classes.length, features) });
			case 'logistic':
				return logisticWith(options, { classes, features, learnt: logisticLearnt(model, classes.length, features) });
		}
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new SerError('FORMAT', `the stored ${kind} model is damaged: ${reason}`, { cause });
	}
	throw new SerError('FORMAT', `the stored model is of an unknown kind: ${String(kind)}`);
}

function requireStored(json: unknown): StoredClassifier {
	const stored = (json ?? {}) as Partial<StoredClassifier>;
	if (stored.format !== 'ser-classic') throw new SerError('FORMAT', 'this is not a stored classifier of @ser/classic');
	if (!Number.isInteger(stored.version) || (stored.version as number) < 1) {
		throw new SerError('FORMAT', `the stored model has no valid version: ${String(stored.version)}`);
	}
	if ((stored.version as number) > storedVersion) {
		throw new SerError(
			'FORMAT',
			`the stored model has version ${stored.version}, this @ser/classic reads up to ${storedVersion}: update it`,
		);
	}
	const { classes, features, model, options } = stored;
	const fits =
		Array.isArray(classes) &&
		classes.length >= 2 &&
		classes.every((label) => typeof label === 'string') &&
		Number.isInteger(features) &&
		(features as number) >= 1 &&
		typeof model === 'object' &&
		model !== null &&
		typeof options === 'object' &&
		options !== null;
	if (!fits)
		throw new SerError('FORMAT', 'the stored model is damaged: classes, features, options or model are missing');
	return stored as StoredClassifier;
}
