import type { Clip } from '@ser/datasets';

/** Clips of `speakers` × `emotions` × `sentences`. */
export function makeClips(
	speakers: readonly string[],
	emotions: readonly string[] = ['anger', 'neutral', 'sadness'],
	sentences: readonly string[] = ['1', '2'],
	corpus = 'test',
): Clip[] {
	return speakers.flatMap((speaker) =>
		emotions.flatMap((emotion) =>
			sentences.map((sentence) => ({
				path: `/${corpus}/${speaker}-${emotion}-${sentence}.wav`,
				emotion,
				corpusLabel: emotion,
				speaker: `${corpus}:${speaker}`,
				corpus,
				sentence,
			})),
		),
	);
}

/** `01`, `02`, … */
export function numbered(count: number): string[] {
	return Array.from({ length: count }, (_, i) => String(i + 1).padStart(2, '0'));
}
