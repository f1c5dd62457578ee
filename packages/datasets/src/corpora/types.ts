import type { Clip, Emotion } from '../types.js';

/** A clip as a parser sees it: paths relative to the corpus folder, the speaker without the corpus in front. */
export interface ParsedClip extends Omit<Clip, 'emotion' | 'corpus'> {
	/** when it differs from the parser's name, e.g. `ravdess-song` */
	corpus?: string;
	/** prefix of the speaker when it differs from the corpus: the same actors speak in `ravdess` and `ravdess-song` */
	speakerCorpus?: string;
	/** what was mended in the file's name, e.g. `OA read as OAF` */
	mended?: string;
}

/** What the file's name says; everything of a `ParsedClip` but the path. */
export type ParsedName = Omit<ParsedClip, 'path'>;

export interface ParsedFile {
	path: string;
	reason: string;
}

export interface ParsedCorpus {
	clips: ParsedClip[];
	/** audio files that belong to the corpus but are not clips, or are not of the corpus, each with the reason */
	skipped: ParsedFile[];
	notes: string[];
}

/** The text files beside the audio; whoever walks the folder provides it. */
export interface CorpusTables {
	/** relative paths of the files that are not audio */
	readonly paths: readonly string[];
	/** the whole text of one of `paths` */
	text(path: string): Promise<string>;
	/** the rows of a CSV or TSV file among `paths`, by column name (prototype-free objects) */
	rows(path: string): Promise<Record<string, string>[]>;
}

/** Knows one corpus: pure functions on relative paths with `/`, so that it runs in a browser too. */
export interface CorpusParser {
	readonly name: string;
	/** the corpus's labels to the common set; a label that is missing here stays as it is and is listed as unmapped */
	readonly labels: Readonly<Record<string, Emotion>>;
	/** Share of the audio files that follow this corpus's naming, 0…1. */
	match(audio: readonly string[], tables?: readonly string[]): number;
	/** Reads every audio path; those that are not clips come back with the reason. */
	parse(audio: readonly string[], tables: CorpusTables): Promise<ParsedCorpus>;
}
