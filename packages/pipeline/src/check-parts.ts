import { type Matrix, SerError } from '@ser/core';
import type { RecogniserParts } from './recogniser.js';

/**
 * Whether the parts of a stored recogniser fit each other: a damaged file must not become a recogniser that answers
 * nonsense.
 *
 * @throws {SerError} FORMAT saying what does not fit
 */
export function checkParts({ recipe, classes, members, typical }: RecogniserParts, where: string): void {
	const refuse = (what: string): never => {
		throw new SerError('FORMAT', `${where}: damaged, ${what}`);
	};
	if (!classes.every((name) => typeof name === 'string') || new Set(classes).size !== classes.length) {
		refuse('its classes are not distinct names');
	}
	if (members.length !== recipe.members.length || typical.length !== members.length) {
		refuse(`it has ${members.length} members, ${recipe.members.length} recipes and ${typical.length} scales`);
	}
	for (const [m, { member, classifier }] of members.entries()) {
		const wanted = recipe.members[m]!;
		if (member.features !== wanted.features || member.model !== wanted.model) {
			refuse(`member ${m + 1} is not what its recipe says (${wanted.features}, ${wanted.model})`);
		}
		if (classifier.classes.join('\n') !== classes.join('\n')) refuse(`member ${m + 1} knows other classes`);
		const { mean, sd } = typical[m]!;
		if (mean.length !== sd.length || !mean.every(Number.isFinite) || !sd.every(Number.isFinite)) {
			refuse(`the scale of member ${m + 1} is not a mean and deviation for each column`);
		}
	}
}

/** @throws {SerError} FORMAT when a model gives no probabilities, which a sound one always does */
export function checkProbabilities({ data, rows, cols }: Matrix, classes: readonly string[]): void {
	const refuse = () => new SerError('FORMAT', 'the model is damaged: it gives no probabilities');
	if (cols !== classes.length) throw refuse();
	for (let r = 0; r < rows; r++) {
		let sum = 0;
		for (const value of data.subarray(r * cols, (r + 1) * cols)) sum += value >= 0 ? value : Number.NaN;
		if (!(Math.abs(sum - 1) < 1e-3)) throw refuse();
	}
}
