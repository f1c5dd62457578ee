import type { Random } from '@ser/core';

/**
 * Assigns training clips to inner folds. With groups (speakers) no group stands in two folds: the largest groups are
 * dealt first, each to the fold with the fewest clips. Without groups clips are shuffled.
 *
 * @param count clips
 * @param folds ≥ 2
 * @param groups one per clip; used when there are at least two of them
 * @returns the fold of each clip; with fewer groups than folds the last folds stay empty
 */
export function innerFolds(
	count: number,
	folds: number,
	groups: readonly string[] | undefined,
	random: Random,
): Int32Array {
	const foldOf = new Int32Array(count);
	const members = new Map<string, number[]>();
	groups?.forEach((group, i) => {
		const list = members.get(group);
		if (list) list.push(i);
		else members.set(group, [i]);
	});
	if (members.size < 2) {
		random.shuffle(Array.from({ length: count }, (_, i) => i)).forEach((clip, place) => {
			foldOf[clip] = place % folds;
		});
		return foldOf;
	}
	const sizes = new Array<number>(folds).fill(0);
	const dealt = random.shuffle([...members.keys()].sort());
	dealt.sort((a, b) => members.get(b)!.length - members.get(a)!.length);
	for (const group of dealt) {
		const fold = sizes.indexOf(Math.min(...sizes));
		const list = members.get(group)!;
		sizes[fold] += list.length;
		for (const clip of list) foldOf[clip] = fold;
	}
	return foldOf;
}
