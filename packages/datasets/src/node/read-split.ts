import { readFile } from 'node:fs/promises';
import { SerError } from '@ser/core';
import { listFolds } from '../splits/list-folds.js';
import type { SpeakerFoldsOptions } from '../splits/speaker-folds.js';
import { splitFromSpec } from '../splits/split-from-spec.js';
import type { Clip, Split } from '../types.js';

/**
 * `splitFromSpec` with `list:FILE` besides: a text file with the test speakers of one fold on each line (separated by
 * spaces or commas, `#` begins a comment), or JSON `[["01","02"],["03"]]`.
 *
 * @throws {SerError} FILE when the list cannot be read; FORMAT when it holds no lists
 */
export async function readSplit(
	spec: string,
	clips: readonly Clip[],
	options: SpeakerFoldsOptions = {},
): Promise<Split> {
	const file = /^list:(.+)$/.exec(spec.trim())?.[1];
	if (file === undefined) return splitFromSpec(spec, clips, options);
	let text: string;
	try {
		text = await readFile(file, 'utf8');
	} catch (cause) {
		throw new SerError('FILE', `${file}: cannot be read: ${(cause as Error).message}`, { cause });
	}
	const lists = parseSpeakerLists(text);
	if (lists.length === 0)
		throw new SerError('FORMAT', `${file}: no speakers in it; write the test speakers of one fold on each line`);
	return listFolds(clips, lists, {
		protocol: `list:${file}`,
		description: `${lists.length} folds from the list ${file}: no test speaker is heard in training`,
	});
}

/** Reads lists of speakers from text or JSON. */
export function parseSpeakerLists(text: string): string[][] {
	if (/^\s*\[/.test(text)) {
		let data: unknown;
		try {
			data = JSON.parse(text);
		} catch (cause) {
			throw new SerError('FORMAT', `a list of folds is damaged JSON: ${(cause as Error).message}`, { cause });
		}
		if (!Array.isArray(data) || !data.every((list) => Array.isArray(list))) {
			throw new SerError('FORMAT', 'a list of folds must be [["01", "02"], ["03"]]');
		}
		return (data as unknown[][]).map((list) => list.map(String));
	}
	return text
		.replace(/^\uFEFF/, '')
		.split(/\r\n|\n|\r/)
		.map((line) =>
			line
				.replace(/#.*/, '')
				.split(/[\s,;{}]+/)
				.filter(Boolean),
		)
		.filter((list) => list.length > 0);
}
