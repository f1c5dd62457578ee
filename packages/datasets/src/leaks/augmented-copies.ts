import { pathParts } from '../corpora/path-parts.js';
import type { Clip } from '../types.js';

const change =
	'aug(?:mented|mentation)?|noisy?|noise|pitch(?:ed|shift)?|stretch(?:ed)?|shift(?:ed)?|speed|tempo|copy|echo|reverb|rir|gain|volume|slow(?:er)?|fast(?:er)?|white|pink|babble';
const suffix = new RegExp(`^(.+?)(?:[_\\-. ]+(?:${change})[_\\-]?[-+]?[\\d.]*(?:db|x|st)?)+$`, 'i');
const prefix = new RegExp(`^(?:(?:${change})[_\\-]?[-+]?[\\d.]*[_\\-]|sp[01]\\.\\d+[_\\-])(.+)$`, 'i');

/**
 * The clip that each clip was made from, as an index, where a `sourcePath` or the file's name says so:
 * `x_noise2.wav`, `x-pitch+2.wav`, `aug_x.wav`, `sp0.9-x.wav` beside `x.wav`.
 *
 * @returns pairs of an altered copy and its original; copies whose original is not here are paired with each other
 */
export function augmentedCopies(clips: readonly Clip[]): { copy: number; original: number }[] {
	const byPath = new Map(clips.map((clip, index) => [clip.path, index]));
	const byStem = new Map(clips.map((clip, index) => [key(clip, pathParts(clip.path).stem), index]));
	const firstCopy = new Map<string, number>();
	const pairs: { copy: number; original: number }[] = [];
	clips.forEach((clip, index) => {
		const stem = pathParts(clip.path).stem;
		const bare = suffix.exec(stem)?.[1] ?? prefix.exec(stem)?.[1];
		if (clip.sourcePath === undefined && bare === undefined) return;
		const source = clip.sourcePath === undefined ? key(clip, bare!) : `path ${clip.sourcePath}`;
		const original =
			(clip.sourcePath === undefined ? byStem.get(source) : byPath.get(clip.sourcePath)) ?? firstCopy.get(source);
		if (original !== undefined && original !== index) pairs.push({ copy: index, original });
		else firstCopy.set(source, index);
	});
	return pairs;
}

/** Names count within one corpus and one speaker only. */
function key(clip: Clip, stem: string): string {
	return `${clip.speaker}/${stem.toLowerCase()}`;
}
