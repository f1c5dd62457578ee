import { commonLabel } from '../labels/common-label.js';
import { leadingSpeakerCodes } from './leading-speaker-codes.js';
import { pathParts } from './path-parts.js';
import { speakerMatcher } from './speaker-pattern.js';
import type { ParsedClip, ParsedCorpus } from './types.js';

const parts = /^(train(ing)?|test(ing)?|val(id(ation)?)?|dev|eval(uation)?|data|audio|wavs?|clips|sounds?)$/i;

/**
 * A folder per emotion. Speakers come from a pattern, from a folder level above or below the emotions, or from a code
 * at the start of the file names; without any of these every clip has the speaker `unknown`.
 *
 * @param audio relative paths
 */
export function parseEmotionFolders(
	audio: readonly string[],
	options: { speakerPattern?: RegExp | string } = {},
): ParsedCorpus {
	const found: ParsedCorpus = { clips: [], skipped: [], notes: [] };
	const depth = emotionLevel(audio);
	const kept: { path: string; folders: string[]; label: string }[] = [];
	for (const path of audio) {
		const { folders } = pathParts(path);
		const label = folders.at(-depth);
		if (label === undefined || parts.test(label)) found.skipped.push({ path, reason: 'in no folder of an emotion' });
		else kept.push({ path, folders, label });
	}
	const speakers = findSpeakers(kept, depth, options.speakerPattern);
	found.notes.push('no known corpus: the name of the folder is the emotion', speakers.note);
	kept.forEach(({ path, label, folders }, i) => {
		const partition = folders.find((folder) => /^(train|test|val|dev|validation|valid)$/i.test(folder));
		const clip: ParsedClip = { path, corpusLabel: label, speaker: speakers.of[i] ?? 'unknown' };
		if (partition) clip.partition = partition.toLowerCase();
		found.clips.push(clip);
	});
	return found;
}

/** Which folder, counted from the file, names the emotion: the level where most names are words for emotions, else 1. */
function emotionLevel(audio: readonly string[]): number {
	const hits = new Map<number, number>();
	for (const path of audio) {
		pathParts(path)
			.folders.reverse()
			.forEach((folder, i) => {
				if (commonLabel(folder)) hits.set(i + 1, (hits.get(i + 1) ?? 0) + 1);
			});
	}
	const best = [...hits].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
	return best && best[1] * 2 >= audio.length ? best[0] : 1;
}

function findSpeakers(
	kept: readonly { path: string; folders: string[]; label: string }[],
	depth: number,
	pattern: RegExp | string | undefined,
): { of: (string | undefined)[]; note: string } {
	if (pattern !== undefined) {
		const match = speakerMatcher(pattern);
		const of = kept.map(({ path }) => match(path));
		const missed = of.filter((speaker) => speaker === undefined).length;
		const note = `speakers come from the pattern ${pattern}: ${distinct(of)} found`;
		return { of, note: missed === 0 ? note : `${note}; ${missed} files do not match and have the speaker unknown` };
	}
	for (const [offset, where] of [
		[depth + 1, 'above'],
		[depth - 1, 'below'],
	] as const) {
		if (offset < 1) continue;
		const names = kept.map(({ folders }) => folders.at(-offset));
		if (names.every((name) => name && !parts.test(name) && !commonLabel(name)) && distinct(names) >= 2) {
			return { of: names, note: `speakers are the folders ${where} the emotions: ${distinct(names)} found` };
		}
	}
	const codes = leadingSpeakerCodes(kept.map(({ path }) => path));
	if (codes) {
		const sample = [...new Set(codes)].slice(0, 3).join(', ');
		return {
			of: codes,
			note: `speakers come from the code that file names start with (${sample}, …): ${distinct(codes)} found; give a speaker pattern if that is wrong`,
		};
	}
	return {
		of: [],
		note: 'who speaks is unknown (no speaker in folders or file names), so judging on unseen speakers is impossible: give a speaker pattern or a manifest with a speaker column',
	};
}

const distinct = (names: readonly (string | undefined)[]) => new Set(names.filter((name) => name !== undefined)).size;
