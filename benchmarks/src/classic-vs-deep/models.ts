import { createStandardScaler } from '@ser/classic';
import { type Classifier, type FitOptions, type Matrix, matrixFromRows } from '@ser/core';
import { type CheckpointStore, createDeepClassifier, type DeepKind } from '@ser/deep';
import type { FeatureSetName } from '@ser/dsp';
import { createModel, type ModelName, modelOf } from '@ser/pipeline';

/** A model of the comparison, with the options that `ser train` gives it. */
export interface Contender {
	name: string;
	features: FeatureSetName;
	deep: boolean;
	create(options: { seed: number; epochs?: number; checkpoint?: CheckpointStore }): Classifier;
}

export const contenders: Contender[] = [
	...(['forest', 'svm', 'logistic'] as const).map((kind) => classic(`${kind}-tutorial180`, kind, 'tutorial180')),
	...(['forest', 'svm', 'logistic'] as const).map((kind) => classic(kind, kind, 'rich')),
	...(['cnn', 'lstm', 'cnn-lstm', 'transformer', 'bilstm', 'cnn1d'] as const).map(deep),
];

function deep(kind: DeepKind): Contender {
	return {
		name: kind,
		features: 'logmel',
		deep: true,
		create: (options) => createDeepClassifier(kind, options),
	};
}

function classic(name: string, kind: ModelName, features: FeatureSetName): Contender {
	return {
		name,
		features,
		deep: false,
		create({ seed }) {
			let model: Classifier | undefined;
			const scaler = modelOf(kind).scale ? createStandardScaler({ clip: 8 }) : undefined;
			const vectors = (x: Matrix | readonly Matrix[]) =>
				matrixFromRows((x as readonly Matrix[]).map(({ data }) => data));
			const ready = (x: Matrix | readonly Matrix[]) => scaler?.transform(vectors(x)) ?? vectors(x);
			const scaled: Classifier = {
				kind: name,
				get classes() {
					return model!.classes;
				},
				async fit(x: Matrix | readonly Matrix[], y: readonly string[], fitOptions?: FitOptions) {
					const table = vectors(x);
					scaler?.fit(table);
					model = await createModel(kind, {}, table.cols, seed);
					await model.fit(scaler?.transform(table) ?? table, y, fitOptions);
					return this;
				},
				predictProba: async (x) => model!.predictProba(ready(x)),
				predict: async (x) => model!.predict(ready(x)),
				toJSON: () => ({ scaler: scaler?.toJSON(), model: model!.toJSON() }),
			};
			return scaled;
		},
	};
}
