import { type ClassicKind, createClassifier, createStandardScaler } from '@ser/classic';
import { type Classifier, type FitOptions, type Matrix, matrixFromRows } from '@ser/core';
import { type CheckpointStore, createDeepClassifier, type DeepKind } from '@ser/deep';
import type { FeatureSetName } from '@ser/dsp';

/** A model of the comparison, with the options that `ser train` gives it. */
export interface Contender {
	name: string;
	features: FeatureSetName;
	deep: boolean;
	create(options: { seed: number; epochs?: number; checkpoint?: CheckpointStore }): Classifier;
}

export const contenders: Contender[] = [
	classic('forest-tutorial180', 'forest', 'tutorial180', { nTrees: 300, classWeight: 'balanced' }, false),
	classic('svm-tutorial180', 'svm', 'tutorial180', { C: 1, kernel: 'rbf', classWeight: 'balanced', probability: true }),
	classic('forest', 'forest', 'rich', { nTrees: 300, classWeight: 'balanced' }, false),
	classic('svm', 'svm', 'rich', { C: 3, kernel: 'rbf', classWeight: 'balanced', probability: true }),
	classic('logistic', 'logistic', 'rich', { C: 0.01, classWeight: 'balanced' }),
	...(['cnn', 'transformer', 'cnn-lstm', 'lstm', 'bilstm', 'cnn1d'] as const).map(deep),
];

function deep(kind: DeepKind): Contender {
	return {
		name: kind,
		features: 'logmel',
		deep: true,
		create: (options) => createDeepClassifier(kind, options),
	};
}

function classic(
	name: string,
	kind: ClassicKind,
	features: FeatureSetName,
	options: Record<string, unknown>,
	scale = true,
): Contender {
	return {
		name,
		features,
		deep: false,
		create({ seed }) {
			const model = createClassifier(kind, { seed, ...options } as object);
			const scaler = createStandardScaler({ clip: 8 });
			const vectors = (x: Matrix | readonly Matrix[]) =>
				matrixFromRows((x as readonly Matrix[]).map(({ data }) => data));
			const ready = (x: Matrix | readonly Matrix[]) => (scale ? scaler.transform(vectors(x)) : vectors(x));
			const scaled: Classifier = {
				kind: name,
				get classes() {
					return model.classes;
				},
				async fit(x: Matrix | readonly Matrix[], y: readonly string[], fitOptions?: FitOptions) {
					if (scale) scaler.fit(vectors(x));
					await model.fit(ready(x), y, fitOptions);
					return this;
				},
				predictProba: async (x) => model.predictProba(ready(x)),
				predict: async (x) => model.predict(ready(x)),
				toJSON: () => ({ scaler: scale ? scaler.toJSON() : undefined, model: model.toJSON() }),
			};
			return scaled;
		},
	};
}
