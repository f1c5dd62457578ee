import { SerError } from '@ser/core';

/** The classes of a pair of label lists: those given, or all that occur in either, sorted. */
export function classesOf(
	truth: readonly string[],
	predicted: readonly string[],
	classes?: readonly string[],
): readonly string[] {
	if (!classes) return [...new Set([...truth, ...predicted])].sort();
	if (new Set(classes).size !== classes.length) {
		throw new SerError('INPUT', `classes: each must stand once, got ${classes.join(', ')}`);
	}
	return classes;
}

/**
 * Class indices of labels.
 *
 * @param name what the labels are, for the error message
 * @throws {SerError} INPUT for a label that is not one of the classes
 */
export function classIndices(labels: readonly string[], classes: readonly string[], name: string): Int32Array {
	const indexOf = new Map(classes.map((label, index) => [label, index]));
	const indices = new Int32Array(labels.length);
	for (let i = 0; i < labels.length; i++) {
		const index = indexOf.get(labels[i] as string);
		if (index === undefined) {
			throw new SerError('INPUT', `${name}: "${labels[i]}" at ${i} is not one of the classes ${classes.join(', ')}`);
		}
		indices[i] = index;
	}
	return indices;
}

/** @throws {SerError} INPUT when two lists that belong together are empty or differ in length */
export function requireSameLength(
	a: ArrayLike<unknown>,
	b: ArrayLike<unknown>,
	names: readonly [string, string],
): void {
	if (a.length === 0) throw new SerError('INPUT', `${names[0]}: needs at least one clip, got none`);
	if (a.length !== b.length) {
		throw new SerError('INPUT', `${names[0]} and ${names[1]} must be equally long, got ${a.length} and ${b.length}`);
	}
}
