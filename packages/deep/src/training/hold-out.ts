import { createRandom } from '@ser/core';

/** Which training clips are learnt from and which only decide when to stop. */
export interface HoldOut {
	train: number[];
	held: number[];
}

/**
 * Sets some training clips aside, whole groups at a time so that no speaker stands on both sides; without groups,
 * a share of every class.
 *
 * @param labels class indices, one a clip
 * @param groups one a clip, or undefined
 * @param share of the groups, or of the clips
 */
export function holdOut(
	labels: Int32Array,
	groups: readonly string[] | undefined,
	share: number,
	seed: string,
): HoldOut {
	const random = createRandom(`${seed}/held-out`);
	const held = new Set<number>();
	const names = [...new Set(groups ?? [])].sort();
	if (names.length > 1) {
		const chosen = new Set(random.shuffle(names).slice(0, Math.max(1, Math.round(share * names.length))));
		groups!.forEach((group, i) => {
			if (chosen.has(group)) held.add(i);
		});
	} else {
		const byClass = new Map<number, number[]>();
		labels.forEach((label, i) => {
			byClass.set(label, [...(byClass.get(label) ?? []), i]);
		});
		for (const clips of byClass.values()) {
			for (const i of random.shuffle(clips).slice(0, Math.floor(share * clips.length))) held.add(i);
		}
	}
	const all = Array.from(labels, (_, i) => i);
	return { train: all.filter((i) => !held.has(i)), held: all.filter((i) => held.has(i)) };
}
