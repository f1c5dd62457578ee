import type { Judgement } from '@ser/metrics';
import { toBase64 } from '../base64.js';
import { emotionColor } from '../palette.js';

import type { ReportRun } from './types.js';

/** A column of repeated strings: each once, and one 16-bit index a clip (base64, little-endian). */
export interface PackedColumn {
	values: string[];
	index: string;
}

/** The judged clips of a run as the page's script reads them: columns, not objects, so that 10,000 clips stay small. */
export interface PageRun {
	name: string;
	leaky: boolean;
	classes: string[];
	/** CSS colour of each class */
	colors: string[];
	/** what every path starts with */
	prefix: string;
	/** paths without the prefix */
	paths: string[];
	/** class indices, base64 of bytes; 255 = not one of the classes */
	truth: string;
	predicted: string;
	/** clips × classes, base64 of 16-bit little-endian, 65535 = certain */
	probabilities: string;
	fold: PackedColumn;
	speaker: PackedColumn;
	groups: Record<string, PackedColumn>;
	/** by clip index: [frames, bands, mel, envelope, seconds] */
	pictures: Record<number, [number, number, string, string, number]>;
	audioPrefix: string;
	/** by clip index, without the prefix; null when the clip has no sound here */
	audio: (string | null)[];
}

/** Packs a run's judgements for the page. */
export function pageRun(run: ReportRun, maxPictures: number): PageRun {
	const { judgements, metrics } = run;
	const { classes } = metrics;
	const probabilities = new Uint16Array(judgements.length * classes.length);
	judgements.forEach((judgement, i) => {
		classes.forEach((_, c) => {
			const p = judgement.probabilities[c] ?? 0;
			probabilities[i * classes.length + c] = Math.round(65535 * Math.min(1, Math.max(0, p)));
		});
	});
	const paths = judgements.map((judgement) => judgement.path);
	const prefix = commonFolder(paths);
	const hrefs = judgements.map((judgement) => run.audio?.(judgement.path));
	const present = hrefs.filter((href) => href !== undefined);
	const audioPrefix = present.length === hrefs.length ? commonFolder(present) : '';
	const groupNames = [...new Set(judgements.flatMap((judgement) => Object.keys(judgement.groups ?? {})))];
	return {
		name: run.name,
		leaky: metrics.leaky,
		classes: [...classes],
		colors: classes.map((label) => emotionColor(label, classes)),
		prefix,
		paths: paths.map((path) => path.slice(prefix.length)),
		truth: classIndices(
			judgements.map((judgement) => judgement.truth),
			classes,
		),
		predicted: classIndices(
			judgements.map((judgement) => judgement.predicted),
			classes,
		),
		probabilities: toBase64(new Uint8Array(probabilities.buffer)),
		fold: packColumn(judgements.map((judgement) => judgement.fold)),
		speaker: packColumn(judgements.map((judgement) => judgement.speaker)),
		groups: Object.fromEntries(
			groupNames.map((name) => [name, packColumn(judgements.map((judgement) => judgement.groups?.[name] ?? ''))]),
		),
		pictures: pickPictures(run, maxPictures),
		audioPrefix,
		audio: present.length === 0 ? [] : hrefs.map((href) => href?.slice(audioPrefix.length) ?? null),
	};
}

/** How sure the model was of what it said. */
export function confidenceOf(judgement: Judgement): number {
	return Math.max(...judgement.probabilities);
}

function pickPictures(run: ReportRun, maxPictures: number): PageRun['pictures'] {
	const pictures: PageRun['pictures'] = {};
	if (!run.clips) return pictures;
	const wrongFirst = run.judgements
		.map((judgement, index) => ({ judgement, index }))
		.sort(
			(a, b) =>
				Number(a.judgement.truth === a.judgement.predicted) - Number(b.judgement.truth === b.judgement.predicted) ||
				confidenceOf(b.judgement) - confidenceOf(a.judgement),
		);
	let left = maxPictures;
	for (const { judgement, index } of wrongFirst) {
		if (left === 0) break;
		const picture = Object.hasOwn(run.clips, judgement.path) ? run.clips[judgement.path] : undefined;
		if (!picture) continue;
		const seconds = Math.round(picture.durationSeconds * 100) / 100;
		pictures[index] = [picture.frames, picture.bands, picture.mel, picture.envelope, seconds];
		left--;
	}
	return pictures;
}

function classIndices(labels: string[], classes: readonly string[]): string {
	return toBase64(
		Uint8Array.from(labels, (label) => {
			const index = classes.indexOf(label);
			return index < 0 ? 255 : index;
		}),
	);
}

function packColumn(column: string[]): PackedColumn {
	const values = [...new Set(column)];
	const place = new Map(values.map((value, index) => [value, index]));
	const index = Uint16Array.from(column, (value) => place.get(value) as number);
	return { values, index: toBase64(new Uint8Array(index.buffer)) };
}

/** The folder that all paths share, with its last slash; empty for none. */
function commonFolder(paths: readonly string[]): string {
	const first = paths[0];
	if (first === undefined || first.startsWith('data:')) return '';
	let length = first.length;
	for (const path of paths) {
		let i = 0;
		while (i < length && path[i] === first[i]) i++;
		length = i;
	}
	return first.slice(0, first.slice(0, length).lastIndexOf('/') + 1);
}
