import { SerError } from '@ser/core';
import type { Clip, Corpus } from '../types.js';

/** Corpora without a name of their own: two of them are not the same people. */
const nameless = new Set(['folders', 'manifest', 'synthetic']);

/**
 * Several corpora as one. Speakers keep their corpus in front; a second nameless corpus (`folders`, `manifest`,
 * `synthetic`) becomes `folders-2`, so that its speakers are not taken for those of the first. A known corpus given
 * twice keeps its speakers: they are the same people. Files given twice count once.
 *
 * @param corpora at least one
 * @throws {SerError} DATASET when empty
 */
export function mergeCorpora(corpora: readonly Corpus[]): Corpus {
	if (corpora.length === 0) throw new SerError('DATASET', 'mergeCorpora: needs at least one corpus, got none');
	if (corpora.length === 1) return corpora[0]!;
	const taken = new Map<string, number>();
	const clips: Clip[] = [];
	const merged: Corpus = { name: '', clips, notes: [], skipped: [], unmappedLabels: {} };
	const unmapped = new Map<string, number>();
	const names: string[] = [];
	const seen = new Set<string>();
	for (const corpus of corpora) {
		const nth = (taken.get(corpus.name) ?? 0) + 1;
		taken.set(corpus.name, nth);
		const name = nth > 1 && nameless.has(corpus.name) ? `${corpus.name}-${nth}` : corpus.name;
		if (!names.includes(name)) names.push(name);
		for (const clip of corpus.clips) {
			if (seen.has(clip.path)) merged.skipped.push({ path: clip.path, reason: 'given twice' });
			else clips.push(name === corpus.name ? clip : renamed(clip, corpus.name, name));
			seen.add(clip.path);
		}
		merged.notes.push(...corpus.notes.map((note) => `${name}: ${note}`));
		merged.skipped.push(...corpus.skipped);
		for (const [label, count] of Object.entries(corpus.unmappedLabels)) {
			unmapped.set(label, (unmapped.get(label) ?? 0) + count);
		}
	}
	merged.name = names.join('+');
	clips.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
	merged.unmappedLabels = Object.fromEntries(unmapped);
	return merged;
}

function renamed(clip: Clip, from: string, to: string): Clip {
	const prefix = `${from}:`;
	return {
		...clip,
		corpus: to,
		speaker: clip.speaker.startsWith(prefix) ? `${to}:${clip.speaker.slice(prefix.length)}` : clip.speaker,
	};
}
