import { createMatrix, type Matrix, SerError } from '@ser/core';
import { createPacer, type Pacer } from './pacer.js';
import { requireVectors, type TrainingProblem, trainingProblem } from './training-problem.js';
import type { ClassicClassifier, ClassicKind, StoredClassifier } from './types.js';

/** What one kind of model adds to the shared behaviour: how it learns, says and remembers. */
export interface ModelDefinition<Learnt> {
	kind: ClassicKind;
	/** every option with its default filled in (plain data, stored with the model) */
	options: object;
	/** what the user gave: a name that is not in `options` is refused */
	given: object;
	learn(problem: TrainingProblem, pacer: Pacer): Promise<Learnt>;
	/**
	 * Writes one row of class probabilities per clip.
	 *
	 * @param out clips × classes, all 0 at first
	 */
	say(learnt: Learnt, x: Matrix, out: Matrix): void | Promise<void>;
	toJSON(learnt: Learnt): Record<string, unknown>;
}

/** What a classifier knows after `fit`. */
export interface Knowledge<Learnt> {
	classes: readonly string[];
	features: number;
	learnt: Learnt;
}

/** The version of the stored form; a reader refuses later ones. */
export const storedVersion = 1;

/**
 * The estimator contract around one kind of model.
 *
 * @param definition the model
 * @param extra properties that this kind has beyond the contract, made from what it knows (`undefined` before `fit`)
 * @param known what a loaded model knows
 */
export function createEstimator<Learnt, Extra extends object>(
	definition: ModelDefinition<Learnt>,
	extra: (known: () => Knowledge<Learnt>) => Extra,
	known?: Knowledge<Learnt>,
): ClassicClassifier & Extra {
	const { kind } = definition;
	for (const name of Object.keys(definition.given)) {
		if (name !== 'seed' && !Object.hasOwn(definition.options, name)) {
			const known = Object.keys(definition.options).join(', ');
			throw new SerError('PARAMETER', `${kind}: unknown option "${name}", known: ${known}`);
		}
	}
	let knowledge = known;
	const know = () => {
		if (!knowledge) throw new SerError('NOT_FITTED', `${kind}: call fit first`);
		return knowledge;
	};
	const classifier: ClassicClassifier = {
		kind,
		get classes() {
			return knowledge?.classes ?? [];
		},
		async fit(x, y, options = {}) {
			knowledge = undefined;
			const problem = trainingProblem(kind, x, y, options);
			const learnt = await definition.learn(problem, createPacer(options));
			options.signal?.throwIfAborted();
			knowledge = { classes: problem.classes, features: problem.x.cols, learnt };
			return this;
		},
		async predictProba(x) {
			const { classes, features, learnt } = know();
			const matrix = requireVectors(kind, x, features);
			const out = createMatrix(matrix.rows, classes.length);
			await definition.say(learnt, matrix, out);
			return out;
		},
		async predict(x) {
			const { data, rows, cols } = await classifier.predictProba(x);
			return Array.from({ length: rows }, (_, r) => {
				let best = 0;
				for (let c = 1; c < cols; c++) if (data[r * cols + c] > data[r * cols + best]) best = c;
				return know().classes[best] as string;
			});
		},
		toJSON(): StoredClassifier {
			const { classes, features, learnt } = know();
			return {
				format: 'ser-classic',
				version: storedVersion,
				kind,
				classes: [...classes],
				features,
				options: { ...definition.options } as Record<string, unknown>,
				model: definition.toJSON(learnt),
			};
		},
	};
	return Object.defineProperties(classifier, Object.getOwnPropertyDescriptors(extra(know))) as ClassicClassifier &
		Extra;
}
