import { SerError } from '@ser/core';
import type { Clip, Fold } from '../types.js';

/** Clip indices by a key, keys in sorted order. */
export function groupBy(clips: readonly Clip[], key: (clip: Clip) => string): Map<string, number[]> {
	const groups = new Map<string, number[]>();
	clips.forEach((clip, index) => {
		const name = key(clip);
		const group = groups.get(name);
		if (group) group.push(index);
		else groups.set(name, [index]);
	});
	return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** Clip indices by speaker, speakers in sorted order. */
export function speakersOf(clips: readonly Clip[]): Map<string, number[]> {
	return groupBy(clips, (clip) => clip.speaker);
}

/** A fold from its test clips: every other clip trains. */
export function foldOf(name: string, test: readonly number[], total: number): Fold {
	const held = new Uint8Array(total);
	for (const index of test) held[index] = 1;
	const fold: Fold = { name, train: [], test: [] };
	for (let i = 0; i < total; i++) (held[i] ? fold.test : fold.train).push(i);
	return fold;
}

/**
 * Refuses what cannot be judged at all.
 *
 * @throws {SerError} DATASET when there are no clips or only one class; PARAMETER when `k` is not an integer ≥ 2
 */
export function checkJudgeable(clips: readonly Clip[], k?: number): void {
	if (k !== undefined && !(Number.isInteger(k) && k >= 2)) {
		throw new SerError('PARAMETER', `the number of folds must be an integer ≥ 2, got ${k}`);
	}
	if (clips.length === 0) throw new SerError('DATASET', 'there are no clips to split');
	const first = clips[0]!.emotion;
	if (clips.every((clip) => clip.emotion === first)) {
		throw new SerError(
			'DATASET',
			`all ${clips.length} clips have the label ${first}: a recogniser needs at least two classes; add recordings of another emotion`,
		);
	}
}

/**
 * Refuses to judge on unseen speakers where there is only one.
 *
 * @throws {SerError} DATASET
 */
export function checkSeveralSpeakers(speakers: ReadonlyMap<string, unknown>): void {
	if (speakers.size >= 2) return;
	const only = [...speakers.keys()][0]!;
	throw new SerError(
		'DATASET',
		only.endsWith(':unknown')
			? 'who speaks is unknown for every clip, so judging on unseen speakers is impossible: give a speaker pattern or a manifest with a speaker column, or use random folds (their numbers are LEAKY)'
			: `there is only one speaker (${only}), so judging on unseen speakers is impossible: add recordings of others, or use random folds (their numbers are LEAKY)`,
	);
}

/** Notes on classes that a fold tests but never trains. */
export function missingClassNotes(clips: readonly Clip[], folds: readonly Fold[]): string[] {
	const notes: string[] = [];
	for (const fold of folds) {
		const trained = new Set(fold.train.map((index) => clips[index]!.emotion));
		const missing = new Set(fold.test.map((index) => clips[index]!.emotion).filter((label) => !trained.has(label)));
		if (missing.size > 0) {
			notes.push(`fold ${fold.name} tests ${[...missing].sort().join(', ')} but no training speaker has it`);
		}
	}
	return notes;
}
