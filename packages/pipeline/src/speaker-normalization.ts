import { createRandom, type Matrix, type Random } from '@ser/core';
import { clipsOf, type FeatureTable, featuresOf } from './feature-table.js';

/** Mean and standard deviation of each column. */
export interface ColumnStatistics {
	mean: Float64Array;
	sd: Float64Array;
}

/**
 * Mean and standard deviation of every column over all rows of some clips.
 *
 * A column that does not vary gets sd 1.
 */
export function columnStatistics(table: FeatureTable, clips: Iterable<number>): ColumnStatistics {
	const cols = table.names.length;
	const mean = new Float64Array(cols);
	const sd = new Float64Array(cols);
	const list = [...clips];
	let rows = 0;
	for (const clip of list) {
		const part = featuresOf(table, clip);
		rows += part.rows;
		for (let i = 0; i < part.data.length; i++) mean[i % cols]! += part.data[i]!;
	}
	for (let c = 0; c < cols; c++) mean[c]! /= Math.max(1, rows);
	for (const clip of list) {
		const part = featuresOf(table, clip);
		for (let i = 0; i < part.data.length; i++) sd[i % cols]! += (part.data[i]! - mean[i % cols]!) ** 2;
	}
	for (let c = 0; c < cols; c++) {
		const variance = sd[c]! / Math.max(1, rows);
		// Relative to the mean: band powers of quiet recordings vary around 1e-8 and are no constants.
		sd[c] = variance > 1e-12 * mean[c]! ** 2 ? Math.sqrt(variance) : 1;
	}
	return { mean, sd };
}

/**
 * How much a speaker's own statistics count against what is typical of training speakers, in clips: with this many
 * enrolment clips both count the same. Chosen once, not tuned per corpus.
 */
const PRIOR_CLIPS = 2;

/**
 * A speaker's statistics from few clips, drawn towards what is typical of the training speakers: the fewer clips,
 * the more. From one clip the spread cannot be known at all, so the typical one carries it.
 */
export function enrolledStatistics(own: ColumnStatistics, clips: number, typical: ColumnStatistics): ColumnStatistics {
	const weight = clips / (clips + PRIOR_CLIPS);
	const spread = Math.max(0, clips - 1) / (clips - 1 + 2 * PRIOR_CLIPS);
	return {
		mean: own.mean.map((value, c) => weight * value + (1 - weight) * typical.mean[c]!),
		sd: own.sd.map((value, c) => Math.exp(spread * Math.log(value) + (1 - spread) * Math.log(typical.sd[c]!))),
	};
}

/** What is typical of speakers: the mean of their means, and the root mean square of their standard deviations. */
export function typicalStatistics(speakers: readonly ColumnStatistics[]): ColumnStatistics {
	const cols = speakers[0]!.mean.length;
	const mean = new Float64Array(cols);
	const sd = new Float64Array(cols);
	for (const one of speakers) {
		for (let c = 0; c < cols; c++) {
			mean[c]! += one.mean[c]! / speakers.length;
			sd[c]! += one.sd[c]! ** 2 / speakers.length;
		}
	}
	return { mean, sd: sd.map(Math.sqrt) };
}

/** `(x − mean) / sd`, in place. */
export function standardizeInPlace(matrix: Matrix, { mean, sd }: ColumnStatistics): void {
	const { data, cols } = matrix;
	for (let i = 0; i < data.length; i++) data[i] = (data[i]! - mean[i % cols]!) / sd[i % cols]!;
}

/** `x × sd + mean`, in place: the inverse of `standardizeInPlace`. */
export function rescaleInPlace(matrix: Matrix, { mean, sd }: ColumnStatistics): void {
	const { data, cols } = matrix;
	for (let i = 0; i < data.length; i++) data[i] = data[i]! * sd[i % cols]! + mean[i % cols]!;
}

/** Clips by speaker, speakers in order of appearance. */
export function clipsBySpeaker(speakers: readonly string[], clips?: Iterable<number>): Map<string, number[]> {
	const groups = new Map<string, number[]>();
	for (const clip of clips ?? speakers.keys()) {
		const speaker = speakers[clip]!;
		const group = groups.get(speaker);
		if (group) group.push(clip);
		else groups.set(speaker, [clip]);
	}
	return groups;
}

/**
 * Puts each speaker's features on that speaker's own scale, in a copy of the table. Transductive: it uses the
 * (unlabelled) clips of test speakers too.
 *
 * @param enrolment how many clips of a test speaker are used, chosen at random; undefined = all of them
 * @param testClips clips of test speakers; only these are limited to `enrolment`
 */
export function normalizeBySpeaker(
	table: FeatureTable,
	speakers: readonly string[],
	{ enrolment, testClips, seed = 1 }: { enrolment?: number; testClips?: Iterable<number>; seed?: number | string } = {},
): FeatureTable {
	const copy: FeatureTable = { ...table, data: table.data.slice() };
	const tested = new Set(testClips ?? []);
	const groups = clipsBySpeaker(speakers, Array(clipsOf(table)).keys());
	const full = new Map([...groups].map(([speaker, clips]) => [speaker, columnStatistics(table, clips)]));
	const training = [...groups].filter(([, clips]) => !clips.some((clip) => tested.has(clip)));
	const typical =
		enrolment !== undefined && training.length > 0
			? typicalStatistics(training.map(([speaker]) => full.get(speaker)!))
			: undefined;
	for (const [speaker, clips] of groups) {
		let statistics = full.get(speaker)!;
		if (typical && enrolment !== undefined && clips.some((clip) => tested.has(clip))) {
			const chosen = draw(clips, enrolment, createRandom(`${seed}/${speaker}`));
			statistics = enrolledStatistics(columnStatistics(table, chosen), chosen.length, typical);
		}
		for (const clip of clips) standardizeInPlace(featuresOf(copy, clip), statistics);
	}
	return copy;
}

const draw = (clips: readonly number[], count: number, random: Random) => random.shuffle([...clips]).slice(0, count);
