import { classesOf } from './class-index.js';
import { confusionMatrix } from './confusion-matrix.js';
import { kappaOfConfusion } from './kappa.js';
import { type ConfusionScores, scoresOfConfusion } from './scores-of-confusion.js';

/** What two lists of labels say. */
export interface Scores extends ConfusionScores {
	/** Cohen's kappa, unweighted */
	kappa: number;
	/** rows are truth, columns prediction */
	confusion: number[][];
	classes: string[];
}

/**
 * Scores of predicted labels: accuracy, UAR (unweighted average recall), precision and F1 per class, macro and
 * weighted, Cohen's kappa, confusion matrix. Equal to scikit-learn's to 1e-12; see `scoresOfConfusion` for the
 * treatment of classes that do not occur.
 *
 * @param truth true labels, one per clip, at least one
 * @param predicted predicted labels, one per clip
 * @param options.classes the labels and their order; default: all that occur, sorted
 * @throws {SerError} INPUT when the lists are empty or differ in length, or a label is not one of the classes
 * @example
 * score(['sad', 'sad', 'happy'], ['sad', 'happy', 'happy']).uar; // 0.75
 */
export function score(
	truth: readonly string[],
	predicted: readonly string[],
	options: { classes?: readonly string[] } = {},
): Scores {
	const classes = classesOf(truth, predicted, options.classes);
	const confusion = confusionMatrix(truth, predicted, classes);
	return {
		...scoresOfConfusion(confusion, classes),
		kappa: kappaOfConfusion(confusion),
		confusion,
		classes: [...classes],
	};
}
