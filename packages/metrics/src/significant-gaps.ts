import { SerError } from '@ser/core';
import { classesOf, classIndices } from './class-index.js';
import { holm } from './correct-p-values.js';
import { newSide, type SpeakerSides, testGap } from './test-gap.js';
import type { Interval, Judgement } from './types.js';

/** How differently two parts of the clips are recognised. */
export interface GroupGap {
	/** e.g. `sex` */
	group: string;
	/** e.g. `female` */
	value: string;
	/** the value it is compared with, or `others` when the group has more than two */
	other: string;
	/** UAR of each side, over the classes that both sides have */
	uar: number;
	otherUar: number;
	/** uar - otherUar */
	gap: number;
	/** 95 %, from resampling speakers */
	interval: Interval;
	/** two-sided, from exchanging speakers' sides */
	p: number;
	/** corrected by Holm over all gaps tested */
	pCorrected: number;
	clips: [number, number];
	speakers: [number, number];
	/** what it means, for people */
	sentence: string;
}

export interface GapOptions {
	/** default: all labels that occur */
	classes?: readonly string[];
	/** default: every group that the judgements have */
	groups?: readonly string[];
	/** level of `significantGaps` after correction, default 0.05 */
	alpha?: number;
	/** permutations and resamples, default 2000 */
	resamples?: number;
	/** default 1 */
	seed?: number | string;
}

/**
 * Tests the gaps in UAR between the values of each group: the two values against each other, or with more than two each
 * against all others. The UAR is taken over the classes that both sides have (RAVDESS has no strong neutral).
 *
 * The p-value comes from a permutation that respects speakers: speakers on one side only exchange their sides (sex,
 * language); speakers with clips on both sides (intensity, sentence) swap them. With few speakers no gap can be
 * significant: two speakers a side give p ≥ 1/3. All p-values are corrected together by Holm.
 *
 * @param judgements clips with `groups`
 * @returns one entry per comparison; gaps without a common class are left out
 * @throws {SerError} INPUT when empty
 */
export function groupGaps(judgements: readonly Judgement[], options: GapOptions = {}): GroupGap[] {
	const { resamples = 2000, seed = 1 } = options;
	if (judgements.length === 0) throw new SerError('INPUT', 'gaps: needs at least one judged clip, got none');
	const truth = judgements.map((clip) => clip.truth);
	const predicted = judgements.map((clip) => clip.predicted);
	const classes = classesOf(truth, predicted, options.classes);
	const truthIndex = classIndices(truth, classes, 'truth');
	const predictedIndex = classIndices(predicted, classes, 'predicted');
	const names = options.groups ?? [...new Set(judgements.flatMap((clip) => Object.keys(clip.groups ?? {})))].sort();
	const tested: Omit<GroupGap, 'pCorrected' | 'sentence'>[] = [];
	for (const group of names) {
		const values = [...new Set(judgements.flatMap((clip) => clip.groups?.[group] ?? []))].sort();
		if (values.length < 2) continue;
		for (const value of values.length === 2 ? values.slice(0, 1) : values) {
			const bySpeaker = new Map<string, SpeakerSides>();
			judgements.forEach((clip, i) => {
				const own = clip.groups?.[group];
				if (own === undefined) return;
				let sides = bySpeaker.get(clip.speaker);
				if (!sides) {
					sides = { first: newSide(classes.length), second: newSide(classes.length) };
					bySpeaker.set(clip.speaker, sides);
				}
				const side = own === value ? sides.first : sides.second;
				side.clips++;
				side.support[truthIndex[i]]++;
				if (truthIndex[i] === predictedIndex[i]) side.right[truthIndex[i]]++;
			});
			const result = testGap([...bySpeaker.values()], classes.length, resamples, `${seed}/gap/${group}/${value}`);
			if (!result) continue;
			tested.push({ group, value, other: values.length === 2 ? values[1] : 'others', ...result });
		}
	}
	const corrected = holm(tested.map((gap) => gap.p));
	return tested.map((gap, i) => ({ ...gap, pCorrected: corrected[i], sentence: sentenceOf(gap, corrected[i]) }));
}

/**
 * The gaps of `groupGaps` that remain significant after Holm's correction, each with a plain sentence.
 *
 * @example
 * for (const { sentence } of significantGaps(judgements)) console.log(sentence);
 * // sex: female is recognised better than male (UAR 0.661 against 0.573, gap 0.088 [0.031, 0.146], …)
 */
export function significantGaps(judgements: readonly Judgement[], options: GapOptions = {}): GroupGap[] {
	const { alpha = 0.05 } = options;
	return groupGaps(judgements, options).filter((gap) => gap.pCorrected < alpha);
}

function sentenceOf(gap: Omit<GroupGap, 'pCorrected' | 'sentence'>, p: number): string {
	const better = gap.gap >= 0;
	const [low, high] = better ? gap.interval : ([-gap.interval[1], -gap.interval[0]] as const);
	const [winner, loser] = better ? [gap.value, gap.other] : [gap.other, gap.value];
	const [top, bottom] = better ? [gap.uar, gap.otherUar] : [gap.otherUar, gap.uar];
	return `${gap.group}: ${winner} recognised better than ${loser} (UAR ${top.toFixed(3)} against ${bottom.toFixed(3)}, gap ${Math.abs(gap.gap).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}], Holm-corrected p = ${p.toFixed(4)}, ${gap.speakers.join(' and ')} speakers).`;
}
