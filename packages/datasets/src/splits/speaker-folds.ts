import { createRandom, SerError } from '@ser/core';
import type { Clip, Split } from '../types.js';
import { checkJudgeable, checkSeveralSpeakers, foldOf, missingClassNotes, speakersOf } from './groups.js';
import { stratifiedGroups } from './stratified-groups.js';

export interface SpeakerFoldsOptions {
	/** for `shuffled`, and for ties in `stratified`; default 1 */
	seed?: string | number;
	/**
	 * - `consecutive` (default) speakers in sorted order, neighbours together: 20 speakers in 5 folds are 01-04, 05-08, …;
	 *   with several corpora the speakers of each are spread over the folds that way
	 * - `shuffled` the same with speakers in random order
	 * - `stratified` whole speakers are dealt so that each fold has its share of every class
	 */
	order?: 'consecutive' | 'shuffled' | 'stratified';
}

/**
 * k folds in which no test speaker is heard in training.
 *
 * With fewer speakers than folds the number of folds is lowered, which the notes say.
 *
 * @param k ≥ 2, default 5
 * @throws {SerError} PARAMETER when k is not an integer ≥ 2; DATASET for one class or one speaker only
 */
export function speakerFolds(clips: readonly Clip[], k = 5, options: SpeakerFoldsOptions = {}): Split {
	const { seed = 1, order = 'consecutive' } = options;
	checkJudgeable(clips, k);
	const speakers = speakersOf(clips);
	checkSeveralSpeakers(speakers);
	const count = Math.min(k, speakers.size);
	const groups = group(clips, speakers, count, order, seed);
	const folds = groups.map((names, i) =>
		foldOf(
			String(i + 1),
			names.flatMap((name) => speakers.get(name)!),
			clips.length,
		),
	);
	const notes = missingClassNotes(clips, folds);
	if (count < k) notes.unshift(`only ${speakers.size} speakers: ${count} folds instead of ${k}`);
	return {
		protocol: `speaker:${count}`,
		description: `${count} folds by speaker: no test speaker is heard in training`,
		leaky: false,
		folds,
		notes,
	};
}

function group(
	clips: readonly Clip[],
	speakers: ReadonlyMap<string, number[]>,
	count: number,
	order: string,
	seed: string | number,
): string[][] {
	if (order === 'stratified') return stratifiedGroups(clips, speakers, count, seed);
	if (order !== 'consecutive' && order !== 'shuffled') {
		throw new SerError('PARAMETER', `order must be consecutive, shuffled or stratified, got ${String(order)}`);
	}
	const corpora = new Map<string, string[]>();
	for (const [name, indices] of speakers) {
		const corpus = clips[indices[0]!]!.corpus;
		corpora.set(corpus, [...(corpora.get(corpus) ?? []), name]);
	}
	const groups: string[][] = Array.from({ length: count }, () => []);
	// A corpus with fewer speakers than folds starts where the one before it ended, so that no fold stays empty.
	let next = 0;
	for (const names of corpora.values()) {
		if (order === 'shuffled') createRandom(seed).fork('speaker-folds').shuffle(names);
		const parts = consecutive(names, Math.min(count, names.length));
		parts.forEach((part, i) => {
			groups[(next + i) % count]!.push(...part);
		});
		next += parts.length;
	}
	return groups;
}

/** Neighbours together, sizes as equal as possible, the larger ones first (like numpy.array_split). */
export function consecutive<T>(items: readonly T[], count: number): T[][] {
	const size = Math.floor(items.length / count);
	const larger = items.length % count;
	const parts: T[][] = [];
	for (let i = 0, at = 0; i < count; i++) {
		const end = at + size + (i < larger ? 1 : 0);
		parts.push(items.slice(at, end));
		at = end;
	}
	return parts;
}
