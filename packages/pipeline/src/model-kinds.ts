import { type Classifier, SerError } from '@ser/core';

type Input = 'vector' | 'frames';

interface ModelKind {
	/** one feature vector a clip, or one matrix of frames a clip */
	input: Input;
	/** the feature set it gets when none is named */
	features: string;
	/** whether features are standardised before it; trees and networks do not need it */
	scale: boolean;
	deep: boolean;
}

const classic = (scale: boolean): ModelKind => ({ input: 'vector', features: 'rich', scale, deep: false });
const deep: ModelKind = { input: 'frames', features: 'logmel', scale: false, deep: true };

const kinds = {
	logistic: classic(true),
	svm: classic(true),
	forest: classic(false),
	'extra-trees': classic(false),
	knn: classic(true),
	lda: classic(true),
	cnn: deep,
	cnn1d: deep,
	lstm: deep,
	bilstm: deep,
	'cnn-lstm': deep,
	transformer: deep,
} satisfies Record<string, ModelKind>;

export type ModelName = keyof typeof kinds;

/** Every model that `ser train --model` takes. */
export const modelKinds = Object.keys(kinds) as ModelName[];

/** @throws {SerError} PARAMETER listing the known kinds */
export function modelOf(kind: string): ModelKind {
	if (!Object.hasOwn(kinds, kind)) {
		throw new SerError('PARAMETER', `model must be one of ${modelKinds.join(', ')}, got ${kind}`);
	}
	return kinds[kind as ModelName];
}

/**
 * What a kind gets when the user says nothing: thousands of functionals want strong regularisation, a few hundred means
 * do not. C was chosen on speaker folds of RAVDESS (the SVM's among 1, 3, 10 and 30: .348, .358, .377, .375), so scores
 * on RAVDESS are slightly kind to it; `tune` chooses anew inside the training clips.
 */
function defaultOptions(kind: string, columns: number, engine?: unknown): Record<string, unknown> {
	switch (kind) {
		case 'logistic':
			return { C: columns > 1000 ? 0.01 : 0.1, classWeight: 'balanced' };
		case 'svm':
			return { C: columns > 1000 ? 3 : 10, kernel: 'rbf', classWeight: 'balanced', probability: true };
		case 'forest':
			// ml-random-forest knows no class weights, and takes a second a tree.
			return engine === 'ml-random-forest' ? { nTrees: 10 } : { nTrees: 300, classWeight: 'balanced' };
		case 'extra-trees':
			return { nTrees: 300, classWeight: 'balanced' };
		case 'lda':
			return { shrinkage: 'auto' };
		default:
			return {};
	}
}

/** What `tune` tries: one list for each option, around the defaults. Kinds that gain little from it have none. */
export function tuningGrid(kind: string, columns: number): Record<string, readonly unknown[]> | undefined {
	switch (kind) {
		case 'logistic':
			return { C: columns > 1000 ? [0.001, 0.003, 0.01, 0.03, 0.1] : [0.003, 0.01, 0.03, 0.1, 0.3, 1] };
		case 'svm':
			return { C: [0.3, 1, 3, 10] };
		case 'forest':
		case 'extra-trees':
			return { minSamplesLeaf: [1, 3, 5] };
		case 'knn':
			return { k: [3, 5, 9, 15, 25] };
		default:
			return undefined;
	}
}

/** The options a model is built with: the defaults of its kind under what the user said. */
export const optionsOf = (kind: string, options: Record<string, unknown>, columns: number, seed: number | string) => ({
	seed,
	...defaultOptions(kind, columns, options.engine),
	...options,
});

/** A new, unfitted model. The package behind it is loaded only now. */
export async function createModel(
	kind: string,
	options: Record<string, unknown>,
	columns: number,
	seed: number | string,
): Promise<Classifier> {
	const all = optionsOf(kind, options, columns, seed);
	if (modelOf(kind).deep) {
		const { createDeepClassifier } = await import('@ser/deep');
		return createDeepClassifier(kind as Parameters<typeof createDeepClassifier>[0], all);
	}
	const { createClassifier } = await import('@ser/classic');
	return createClassifier(kind as Parameters<typeof createClassifier>[0], all);
}

/** A fitted model from its JSON. */
export async function loadModel(kind: string, json: unknown): Promise<Classifier> {
	if (modelOf(kind).deep) {
		const { deepClassifierFromJson } = await import('@ser/deep');
		return deepClassifierFromJson(json);
	}
	const { classifierFromJson } = await import('@ser/classic');
	return classifierFromJson(json);
}
