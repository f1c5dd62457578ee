import { SerError } from '@ser/core';
import { deepKinds } from '../networks/index.js';
import { trainSettings } from '../training/settings.js';
import type { DeepClassifier, DeepKind, DeepOptions } from '../types.js';
import { NetworkClassifier } from './network-classifier.js';
import { readStoredModel } from './stored-model.js';

/**
 * A classifier of clips given as frames × coefficients matrices (the `logmel` features of `@ser/dsp`), of any lengths.
 *
 * @param kind which network
 * @param options everything is optional; the defaults are the recipe measured in the README
 * @throws {SerError} PARAMETER for an unknown kind or an option out of range
 * @example
 * const classifier = createDeepClassifier('cnn', { seed: 1 });
 * await classifier.fit(clips, labels, { onProgress: ({ done, total, loss }) => console.log(done, total, loss) });
 * await classifier.predict(otherClips);
 */
export function createDeepClassifier(kind: DeepKind, options: DeepOptions = {}): DeepClassifier {
	if (!deepKinds.includes(kind)) {
		throw new SerError('PARAMETER', `kind must be one of ${deepKinds.join(', ')}, got ${kind}`);
	}
	trainSettings(options);
	return new NetworkClassifier(kind, { ...options });
}

/**
 * The classifier that `toJSON` stored, ready to predict: the same probabilities to 1e-6 (1e-3 when stored as float16).
 *
 * @param json what `toJSON` gave, before or after `JSON.stringify` and back
 * @param options only `backend` and `storedWeights` matter here
 * @throws {SerError} FORMAT when it is damaged or of another version
 */
export async function deepClassifierFromJson(
	json: unknown,
	options: Pick<DeepOptions, 'backend' | 'storedWeights'> = {},
): Promise<DeepClassifier> {
	const { precision, ...model } = readStoredModel(json);
	return new NetworkClassifier(model.kind, { storedWeights: precision, ...options }, model);
}
