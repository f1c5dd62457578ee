import { SerError } from '@ser/core';
import { pathParts } from '../corpora/path-parts.js';
import type { Clip, Split } from '../types.js';
import { augmentedCopies } from './augmented-copies.js';
import { findNearDuplicates } from './find-near-duplicates.js';
import type { AudioFingerprint, Leak, NearDuplicate } from './types.js';

export interface FindLeaksOptions {
	/** one hash of each clip's content, e.g. SHA-256 of the decoded samples or of the file; undefined where unknown */
	contentHashes?: readonly (string | undefined)[];
	/** one fingerprint of each clip (`audioFingerprint`) */
	fingerprints?: readonly (AudioFingerprint | undefined)[];
	/** pairs found before, instead of `fingerprints` */
	nearDuplicates?: readonly Pick<NearDuplicate, 'a' | 'b'>[];
}

/**
 * Everything that stands on both sides of a fold: files, speakers, identical content, near-duplicates, augmented
 * copies, and sentences (these are reported, not refused).
 *
 * @returns one `Leak` for each kind found, the refused ones first
 */
export function findLeaks(clips: readonly Clip[], split: Pick<Split, 'folds'>, options: FindLeaksOptions = {}): Leak[] {
	const near = options.nearDuplicates ?? (options.fingerprints ? findNearDuplicates(options.fingerprints) : []);
	const identical = equalPairs(options.contentHashes);
	const known = new Set(identical.map(([a, b]) => `${a} ${b}`));
	const found = [
		shared(clips, split, 'file', (clip) => clip.path, 'stands in training and test under the same path'),
		shared(clips, split, 'speaker', (clip) => clip.speaker, 'is heard in training and in test'),
		crossing(clips, split, 'content', identical, 'hold the same content'),
		crossing(
			clips,
			split,
			'near-duplicate',
			near.map(({ a, b }) => [a, b] as const).filter(([a, b]) => !known.has(`${Math.min(a, b)} ${Math.max(a, b)}`)),
			'hold the same sound',
		),
		crossing(
			clips,
			split,
			'augmented-copy',
			augmentedCopies(clips).map(({ copy, original }) => [copy, original] as const),
			'are one recording and its altered copy',
		),
		sharedSentences(clips, split),
	];
	return found.filter((leak) => leak !== undefined);
}

/**
 * What the clips of a finished model and clips for judging it have in common.
 *
 * @param trained clips that the model has seen
 * @param tested clips for judging it
 * @param options hashes or fingerprints of `trained` followed by `tested`
 */
export function findLeaksBetween(
	trained: readonly Clip[],
	tested: readonly Clip[],
	options: FindLeaksOptions = {},
): Leak[] {
	const train = trained.map((_, i) => i);
	const test = tested.map((_, i) => trained.length + i);
	return findLeaks([...trained, ...tested], { folds: [{ name: 'test', train, test }] }, options);
}

/**
 * Refuses a split with leaks.
 *
 * @param options.allowLeakage return the leaks instead of throwing; the caller then stamps LEAKY on the result
 * @returns the leaks that are reported only
 * @throws {SerError} LEAKAGE, the overlap listed
 */
export function assertNoLeak(
	clips: readonly Clip[],
	split: Pick<Split, 'folds'>,
	options: FindLeaksOptions & { allowLeakage?: boolean } = {},
): Leak[] {
	const leaks = findLeaks(clips, split, options);
	const refused = leaks.filter((leak) => leak.refused);
	if (refused.length > 0 && !options.allowLeakage) {
		throw new SerError('LEAKAGE', `training and test overlap: ${refused.map((leak) => leak.message).join('; ')}`);
	}
	return leaks;
}

function shared(
	clips: readonly Clip[],
	split: Pick<Split, 'folds'>,
	kind: 'file' | 'speaker',
	key: (clip: Clip) => string,
	what: string,
): Leak | undefined {
	const both = new Set<string>();
	const folds: string[] = [];
	for (const fold of split.folds) {
		const trained = new Set(fold.train.map((index) => key(clips[index]!)));
		const here = new Set(fold.test.map((index) => key(clips[index]!)).filter((name) => trained.has(name)));
		if (here.size > 0) folds.push(fold.name);
		for (const name of here) both.add(name);
	}
	return leak(kind, folds, [...both].sort(), `${kind} %s ${what}`);
}

function crossing(
	clips: readonly Clip[],
	split: Pick<Split, 'folds'>,
	kind: 'content' | 'near-duplicate' | 'augmented-copy',
	pairs: readonly (readonly [number, number])[],
	what: string,
): Leak | undefined {
	if (pairs.length === 0) return undefined;
	const folds: string[] = [];
	const found = new Set<string>();
	const side = new Uint8Array(clips.length);
	for (const fold of split.folds) {
		side.fill(0);
		for (const index of fold.train) side[index]! |= 1;
		for (const index of fold.test) side[index]! |= 2;
		let here = false;
		for (const [a, b] of pairs) {
			if ((side[a]! & 1 && side[b]! & 2) || (side[a]! & 2 && side[b]! & 1)) {
				here = true;
				found.add(`${pathParts(clips[a]!.path).base} = ${pathParts(clips[b]!.path).base}`);
			}
		}
		if (here) folds.push(fold.name);
	}
	return leak(kind, folds, [...found], `%s ${what}`);
}

/** Pairs of equal hashes: all of them in small groups; in large ones neighbours and each with the first. */
function equalPairs(hashes: readonly (string | undefined)[] = []): (readonly [number, number])[] {
	const members = new Map<string, number[]>();
	hashes.forEach((hash, index) => {
		if (hash === undefined) return;
		const group = members.get(hash);
		if (group) group.push(index);
		else members.set(hash, [index]);
	});
	const pairs: (readonly [number, number])[] = [];
	for (const group of members.values()) {
		for (let i = 0; i < group.length; i++) {
			for (let j = i + 1; j < group.length; j++) {
				if (group.length <= 30 || i === 0 || j === i + 1) pairs.push([group[i]!, group[j]!]);
				else break;
			}
		}
	}
	return pairs;
}

function sharedSentences(clips: readonly Clip[], split: Pick<Split, 'folds'>): Leak | undefined {
	const folds: string[] = [];
	const sentences = new Set<string>();
	const affected = new Set<number>();
	const key = (clip: Clip) => (clip.sentence === undefined ? undefined : `${clip.corpus}:${clip.sentence}`);
	for (const fold of split.folds) {
		const trained = new Set(fold.train.map((index) => key(clips[index]!)));
		let here = false;
		for (const index of fold.test) {
			const sentence = key(clips[index]!);
			if (sentence === undefined || !trained.has(sentence)) continue;
			sentences.add(sentence);
			affected.add(index);
			here = true;
		}
		if (here) folds.push(fold.name);
	}
	if (affected.size === 0) return undefined;
	return {
		kind: 'sentence',
		refused: false,
		folds,
		count: affected.size,
		examples: [...sentences].sort().slice(0, 10),
		message: `text-dependent: ${affected.size} test clips say a sentence that is also heard in training (${sentences.size} ${sentences.size === 1 ? 'sentence' : 'sentences'}); folds sentence or speaker+sentence avoid it`,
	};
}

function leak(kind: Leak['kind'], folds: string[], names: string[], pattern: string): Leak | undefined {
	if (names.length === 0) return undefined;
	const examples = names.slice(0, 10);
	const more = names.length > 5 ? ` (and ${names.length - 5} more)` : '';
	const what = pattern.replace('%s', () => `${names.slice(0, 5).join(', ')}${more}`);
	return {
		kind,
		refused: true,
		folds,
		count: names.length,
		examples,
		message: `${what}, in ${folds.length === 1 ? 'fold' : 'folds'} ${folds.slice(0, 8).join(', ')}${folds.length > 8 ? ', …' : ''}`,
	};
}
