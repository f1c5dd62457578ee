import type { Clip, Corpus } from '../types.js';
import type { CorpusParser, ParsedCorpus } from './types.js';

/**
 * Puts the corpus's name into clips and speakers and the common label beside the corpus's own.
 *
 * @param absolute from a relative path to the one that clips carry
 */
export function toCorpus(
	parsed: ParsedCorpus,
	parser: Pick<CorpusParser, 'name' | 'labels'>,
	absolute: (path: string) => string = (path) => path,
): Corpus {
	const unmapped = new Map<string, number>();
	const clips = parsed.clips.map(({ corpus, speakerCorpus, mended: _, ...clip }): Clip => {
		const emotion = Object.hasOwn(parser.labels, clip.corpusLabel) ? parser.labels[clip.corpusLabel] : undefined;
		if (emotion === undefined) unmapped.set(clip.corpusLabel, (unmapped.get(clip.corpusLabel) ?? 0) + 1);
		const name = corpus ?? parser.name;
		return {
			...clip,
			path: absolute(clip.path),
			emotion: emotion ?? clip.corpusLabel,
			corpus: name,
			speaker: `${speakerCorpus ?? name}:${clip.speaker}`,
		};
	});
	clips.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
	const corpora = [...new Set(clips.map((clip) => clip.corpus))];
	return {
		name: corpora.length === 1 ? corpora[0]! : parser.name,
		clips,
		notes: parsed.notes,
		skipped: parsed.skipped.map(({ path, reason }) => ({ path: absolute(path), reason })),
		unmappedLabels: Object.fromEntries(unmapped),
	};
}
