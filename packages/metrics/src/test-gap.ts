import { createRandom } from '@ser/core';
import { percentileInterval } from './percentile-interval.js';

/** Clips and right answers of one speaker on one side, by class. */
export interface Side {
	clips: number;
	support: Float64Array;
	right: Float64Array;
}

/** One speaker's clips on both sides. */
export interface SpeakerSides {
	first: Side;
	second: Side;
}

/** A side without clips. */
export function newSide(classCount: number): Side {
	return { clips: 0, support: new Float64Array(classCount), right: new Float64Array(classCount) };
}

/**
 * The gap between two sides, its interval and its p-value; undefined when the sides have no class in common.
 *
 * @param seed of the permutations and resamples
 */
export function testGap(speakers: readonly SpeakerSides[], classCount: number, resamples: number, seed: string) {
	const onlyFirst = speakers.filter(({ first, second }) => first.clips > 0 && second.clips === 0);
	const onlySecond = speakers.filter(({ first, second }) => first.clips === 0 && second.clips > 0);
	const both = speakers.filter(({ first, second }) => first.clips > 0 && second.clips > 0);
	const firsts = (list: readonly SpeakerSides[]) => list.map(({ first }) => first);
	const seconds = (list: readonly SpeakerSides[]) => list.map(({ second }) => second);
	const observed = gapOf(firsts([...onlyFirst, ...both]), seconds([...onlySecond, ...both]), classCount);
	if (!observed) return undefined;
	const random = createRandom(seed);
	const singles = [...firsts(onlyFirst), ...seconds(onlySecond)];
	let asFar = 0;
	let permutations = 0;
	for (let r = 0; r < resamples; r++) {
		random.shuffle(singles);
		const left = singles.slice(0, onlyFirst.length);
		const right = singles.slice(onlyFirst.length);
		for (const { first, second } of both) {
			const swap = random.next() < 0.5;
			left.push(swap ? second : first);
			right.push(swap ? first : second);
		}
		const permuted = gapOf(left, right, classCount);
		if (!permuted) continue;
		permutations++;
		if (Math.abs(permuted.gap) >= Math.abs(observed.gap) - 1e-12) asFar++;
	}
	const draw = <T>(list: readonly T[]) => list.map(() => list[random.integer(list.length)]);
	const resampled: number[] = [];
	for (let r = 0; r < resamples; r++) {
		const drawn = draw(both);
		const left = [...firsts(draw(onlyFirst)), ...firsts(drawn)];
		const gap = gapOf(left, [...seconds(draw(onlySecond)), ...seconds(drawn)], classCount);
		if (gap) resampled.push(gap.gap);
	}
	const clipsOf = (sides: readonly Side[]) => sides.reduce((sum, side) => sum + side.clips, 0);
	return {
		...observed,
		interval: percentileInterval(resampled.length > 0 ? resampled : [observed.gap]),
		p: (1 + asFar) / (1 + permutations),
		clips: [clipsOf(firsts(speakers)), clipsOf(seconds(speakers))] as [number, number],
		speakers: [onlyFirst.length + both.length, onlySecond.length + both.length] as [number, number],
	};
}

/** UARs over the classes that both sides have; undefined without such a class. */
function gapOf(first: readonly Side[], second: readonly Side[], classCount: number) {
	let common = 0;
	let uar = 0;
	let otherUar = 0;
	for (let c = 0; c < classCount; c++) {
		let support = 0;
		let right = 0;
		let otherSupport = 0;
		let otherRight = 0;
		for (const side of first) {
			support += side.support[c];
			right += side.right[c];
		}
		for (const side of second) {
			otherSupport += side.support[c];
			otherRight += side.right[c];
		}
		if (support === 0 || otherSupport === 0) continue;
		common++;
		uar += right / support;
		otherUar += otherRight / otherSupport;
	}
	if (common === 0) return undefined;
	return { uar: uar / common, otherUar: otherUar / common, gap: (uar - otherUar) / common };
}
