import type { Classifier } from '@ser/core';

/** The models of this package. */
export type ClassicKind = 'forest' | 'extra-trees' | 'svm' | 'logistic' | 'knn' | 'lda';

/** How much the clips of each class count: `balanced` = clips / (classes × clips of the class), or one number a class. */
export type ClassWeight = 'balanced' | Readonly<Record<string, number>>;

/** A classifier on feature vectors whose stored form names its kind. */
export interface ClassicClassifier extends Classifier {
	readonly kind: ClassicKind;
	toJSON(): StoredClassifier;
}

/** The stored form of every classifier of this package. */
export interface StoredClassifier {
	format: 'ser-classic';
	version: number;
	kind: ClassicKind;
	classes: string[];
	/** number of columns that the model expects */
	features: number;
	options: Record<string, unknown>;
	model: Record<string, unknown>;
}
