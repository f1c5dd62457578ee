import { SerError } from '@ser/core';
import type { Clip, Split } from '../types.js';
import { checkJudgeable, foldOf, missingClassNotes, speakersOf } from './groups.js';

/**
 * Folds from lists of test speakers, e.g. `[['01', '02'], ['03', '04']]`.
 *
 * A speaker may be written in full (`ravdess:01`), without the corpus (`01`) or, for numbers, without leading zeros
 * (`1`). Speakers in no list are training speakers in every fold; listed speakers that are absent are left out; the
 * notes say both.
 *
 * @throws {SerError} PARAMETER when a speaker stands in two lists or a name fits several speakers; DATASET when no list
 * holds a speaker of these clips, or for one class only
 */
export function listFolds(
	clips: readonly Clip[],
	lists: readonly (readonly string[])[],
	options: { protocol?: string; description?: string } = {},
): Split {
	checkJudgeable(clips);
	const speakers = speakersOf(clips);
	const listed = new Map<string, number>();
	const notes: string[] = [];
	const absent: string[] = [];
	lists.forEach((names, list) => {
		for (const name of names) {
			const speaker = find(name, [...speakers.keys()]);
			if (speaker === undefined) absent.push(name);
			else if (listed.has(speaker) && listed.get(speaker) !== list) {
				throw new SerError(
					'PARAMETER',
					`speaker ${name} stands in two lists (${listed.get(speaker)! + 1} and ${list + 1})`,
				);
			} else listed.set(speaker, list);
		}
	});
	if (absent.length > 0) notes.push(`absent here and left out of the lists: ${absent.join(', ')}`);
	const free = [...speakers.keys()].filter((name) => !listed.has(name));
	if (free.length > 0) notes.push(`in no list, so always in training and never tested: ${free.join(', ')}`);
	const folds = lists.flatMap((_, list) => {
		const names = [...listed].filter(([, at]) => at === list).map(([name]) => name);
		if (names.length === 0) {
			notes.push(`list ${list + 1} has no speaker here and gives no fold`);
			return [];
		}
		return foldOf(
			String(list + 1),
			names.flatMap((name) => speakers.get(name)!),
			clips.length,
		);
	});
	if (folds.length === 0 || folds.some((fold) => fold.train.length === 0)) {
		throw new SerError(
			'DATASET',
			folds.length === 0
				? `none of the listed speakers is here; speakers here: ${[...speakers.keys()].slice(0, 10).join(', ')}`
				: `list ${folds[0]!.name} holds every speaker: nothing is left to train on`,
		);
	}
	return {
		protocol: options.protocol ?? `list:${folds.length}`,
		description: options.description ?? `${folds.length} folds from given lists of test speakers`,
		leaky: false,
		folds,
		notes: [...notes, ...missingClassNotes(clips, folds)],
	};
}

function find(name: string, speakers: readonly string[]): string | undefined {
	const bare = (speaker: string) => speaker.slice(speaker.indexOf(':') + 1);
	const short = (text: string) => text.replace(/^0+(?=\d)/, '');
	const tries: ((speaker: string) => boolean)[] = [
		(speaker) => speaker === name,
		(speaker) => bare(speaker) === name,
		(speaker) => short(bare(speaker)) === short(name),
	];
	for (const fits of tries) {
		const found = speakers.filter(fits);
		if (found.length > 1) {
			throw new SerError('PARAMETER', `speaker ${name} could be ${found.join(' or ')}: write it with its corpus`);
		}
		if (found.length === 1) return found[0];
	}
	return undefined;
}
