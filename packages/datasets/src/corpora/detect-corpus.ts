import { corpusParsers } from './parsers.js';
import type { CorpusParser } from './types.js';

/** A known corpus and the share of the audio files that follow its naming. */
export interface Detection {
	parser: CorpusParser;
	/** 0…1 */
	share: number;
}

/**
 * Recognises a known corpus by its file names.
 *
 * @param audio relative paths of the audio files
 * @param tables relative paths of the other files
 * @returns the best match, or undefined when less than half of the files follow any known naming
 */
export function detectCorpus(audio: readonly string[], tables: readonly string[] = []): Detection | undefined {
	let best: Detection | undefined;
	for (const parser of corpusParsers) {
		const share = parser.match(audio, tables);
		if (share >= 0.5 && share > (best?.share ?? 0)) best = { parser, share };
	}
	return best;
}
