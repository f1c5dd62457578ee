import { SerError } from './error.js';

/** Class names to indices and back, in sorted order. */
export interface LabelEncoder {
	/** sorted, each once */
	readonly classes: readonly string[];
	/** @throws {SerError} INPUT for a label that is not one of `classes` */
	encode(labels: readonly string[]): Int32Array;
	decode(indices: ArrayLike<number>): string[];
}

/**
 * Learns the classes of a list of labels. Equals `sklearn.preprocessing.LabelEncoder` for ASCII labels.
 *
 * @param labels at least one label
 * @throws {SerError} INPUT when empty
 * @example
 * createLabelEncoder(['sad', 'happy', 'sad']).encode(['sad']); // Int32Array [1]
 */
export function createLabelEncoder(labels: readonly string[]): LabelEncoder {
	if (labels.length === 0) throw new SerError('INPUT', 'label encoder: needs at least one label, got none');
	const classes = [...new Set(labels)].sort();
	const indexOf = new Map(classes.map((name, index) => [name, index]));
	return {
		classes,
		encode(wanted) {
			return Int32Array.from(wanted, (label) => {
				const index = indexOf.get(label);
				if (index === undefined) {
					throw new SerError('INPUT', `label encoder: unknown label "${label}", known: ${classes.join(', ')}`);
				}
				return index;
			});
		},
		decode(indices) {
			return Array.from(indices, (index) => {
				const name = classes[index];
				if (name === undefined) {
					throw new SerError('INPUT', `label encoder: index must be 0…${classes.length - 1}, got ${index}`);
				}
				return name;
			});
		},
	};
}
