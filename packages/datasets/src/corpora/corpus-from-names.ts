import type { Emotion } from '../types.js';
import { pathParts } from './path-parts.js';
import type { CorpusParser, ParsedClip, ParsedCorpus, ParsedName } from './types.js';

/** What `corpusFromNames` needs to know of a corpus whose file names say everything. */
export interface NamedCorpus {
	name: string;
	labels: Record<string, Emotion>;
	/** what one relative path says, or undefined when it does not follow the corpus's naming */
	parseName(path: string): ParsedName | undefined;
	/** how the naming looks, for the reason of skipped files, e.g. `03-01-06-01-02-01-12` */
	example: string;
	/** True when a file's name (without folder) is unique in the corpus: a second file of that name is a second copy. */
	uniqueNames?: boolean;
	/** what a reader of results must know, given the clips that were found */
	notes?(clips: readonly ParsedClip[]): string[];
}

/**
 * A parser for a corpus whose paths say everything.
 *
 * Copies of a whole folder inside itself (the popular repackagings of RAVDESS and TESS hold one) are left out when
 * the corpus's names are unique: the copy in the shallower folder stays.
 */
export function corpusFromNames(corpus: NamedCorpus): CorpusParser {
	return {
		name: corpus.name,
		labels: corpus.labels,
		match(audio) {
			if (audio.length === 0) return 0;
			let hits = 0;
			for (const path of audio) if (corpus.parseName(path)) hits++;
			return hits / audio.length;
		},
		async parse(audio) {
			const found: ParsedCorpus = { clips: [], skipped: [], notes: [] };
			const seen = new Map<string, string>();
			const mended = new Map<string, string[]>();
			for (const path of corpus.uniqueNames ? byDepth(audio) : audio) {
				const parsed = corpus.parseName(path);
				if (!parsed) {
					found.skipped.push({ path, reason: `not named like a clip of ${corpus.name} (such as ${corpus.example})` });
					continue;
				}
				const stem = pathParts(path).stem.toLowerCase();
				const first = corpus.uniqueNames ? seen.get(stem) : undefined;
				if (first !== undefined) {
					found.skipped.push({ path, reason: `a second copy of ${first}` });
					continue;
				}
				seen.set(stem, path);
				if (parsed.mended) mended.set(parsed.mended, [...(mended.get(parsed.mended) ?? []), path]);
				found.clips.push({ path, ...parsed });
			}
			for (const [what, paths] of mended) found.notes.push(`${what}: ${listed(paths)}`);
			found.notes.push(...(corpus.notes?.(found.clips) ?? []));
			return found;
		},
	};
}

function byDepth(paths: readonly string[]): string[] {
	const depth = (path: string) => path.split('/').length;
	return [...paths].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

function listed(paths: readonly string[]): string {
	return paths.length <= 5 ? paths.join(', ') : `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more`;
}
