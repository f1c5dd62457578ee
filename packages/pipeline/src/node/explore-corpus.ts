import { join, relative, resolve } from 'node:path';
import { readAudio } from '@ser/audio/node';
import { type Matrix, SerError } from '@ser/core';
import { type Clip, findNearDuplicates } from '@ser/datasets';
import { readSplit } from '@ser/datasets/node';
import { melSpectrogram, powerToDb } from '@ser/dsp';
import { anovaF, benjaminiHochberg, effectSizes, mutualInformation } from '@ser/metrics';
import type { ExploreInput, SuspiciousLabel } from '@ser/viz';
import { exploreHtml } from '@ser/viz/node';
import { classifierInput } from '../feature-table.js';
import { completeRecipe } from '../recipe.js';
import type { ClipInfo } from './clip-info.js';
import { type ExtractTablesOptions, extractTables } from './extract-tables.js';
import { type OpenCorporaOptions, openCorpora } from './open-corpora.js';
import { relativeTo } from './relative-to.js';
import { runFolds } from './run-folds.js';
import { writeFileAtomic } from './write-file-atomic.js';

export interface ExploreOptions extends OpenCorporaOptions, ExtractTablesOptions {
	/** a vector feature set of `@ser/dsp` for separability and suspicious labels, default `tutorial180` */
	features?: string;
	/** the command that was typed, for the page */
	command?: string;
}

/** A label is suspicious when a model that never heard the speaker is this sure of another one. */
const SURE = 0.9;
const MOST_SUSPICIOUS = 24;
const EXAMPLE_HOP = 256;

/** Measures a corpus before any training and writes the page about it. */
export async function exploreCorpus(
	dirs: readonly string[],
	page: string,
	options: ExploreOptions = {},
): Promise<ExploreInput> {
	const { features = 'tutorial180', onProgress } = options;
	const { corpus, sources } = await openCorpora(dirs, options);
	const recipe = completeRecipe({ features, model: 'logistic' });
	const extracted = await extractTables(corpus.clips, recipe, { ...options, skipBad: true });
	const { clips, infos, tables } = extracted;
	const nameOf = (clip: Clip) => relativeTo(sources, clip.path);
	const labels = clips.map((clip) => clip.emotion);
	const x = classifierInput(tables[0]!, [...clips.keys()]) as Matrix;
	const several = new Set(labels).size > 1;
	onProgress?.({ stage: 'report', share: 0 });
	const input: ExploreInput = {
		name: corpus.name,
		clips: clips.map((clip, i) => ({
			path: nameOf(clip),
			emotion: clip.emotion,
			speaker: clip.speaker,
			sex: clip.sex,
			corpus: clip.corpus,
			durationSeconds: infos[i]!.durationSeconds,
			levelDb: infos[i]!.levelDb,
			peakDb: 20 * Math.log10(Math.max(1e-6, infos[i]!.peak)),
			snrDb: infos[i]!.snrDb,
			sampleRate: infos[i]!.sampleRate,
			channels: infos[i]!.channels,
			format: infos[i]!.format.toUpperCase(),
		})),
		examples: await examplesOf(clips, infos, nameOf),
		separability: several ? separabilityOf(x, labels, [...tables[0]!.names]) : undefined,
		features: several ? { names: [...tables[0]!.names], values: x, labels } : undefined,
		duplicates: duplicatesOf(clips, infos, nameOf),
		suspicious: several ? await suspiciousLabels(clips, extracted, recipe, nameOf, options) : [],
		notes: [...corpus.notes, ...new Set(infos.flatMap((info) => info.notes))],
		skipped: [...corpus.skipped, ...extracted.refused],
		unmappedLabels: corpus.unmappedLabels,
		audio: (path) => linkTo(page, clips.find((clip) => nameOf(clip) === path)?.path),
		command: options.command,
	};
	await writeFileAtomic(page, exploreHtml(input));
	onProgress?.({ stage: 'report', share: 1 });
	return input;
}

function linkTo(page: string, path: string | undefined): string | undefined {
	if (!path) return undefined;
	const link = relative(resolve(page, '..'), path).split('\\').join('/');
	return link.split('/').map(encodeURIComponent).join('/');
}

function separabilityOf(x: Matrix, labels: readonly string[], names: string[]): ExploreInput['separability'] {
	const { f, p } = anovaF(x, labels);
	return {
		names,
		f,
		p: benjaminiHochberg(Array.from(p)),
		correction: 'Benjamini-Hochberg',
		etaSquared: effectSizes(x, labels).etaSquared,
		mutualInformation: mutualInformation(x, labels),
	};
}

/** One clip for each emotion: of all, the one whose duration is nearest to the emotion's median. */
async function examplesOf(clips: readonly Clip[], infos: readonly ClipInfo[], nameOf: (clip: Clip) => string) {
	const examples: NonNullable<ExploreInput['examples']>[number][] = [];
	for (const emotion of [...new Set(clips.map((clip) => clip.emotion))].sort()) {
		const own = clips.flatMap((clip, i) =>
			clip.emotion === emotion ? [{ clip, seconds: infos[i]!.durationSeconds }] : [],
		);
		own.sort((a, b) => a.seconds - b.seconds);
		const { clip } = own[Math.floor(own.length / 2)]!;
		const waveform = await readAudio(clip.path, { sampleRate: 16000, maxSeconds: 30 });
		const mel = melSpectrogram(waveform.samples, { sampleRate: 16000, nFft: 1024, hopLength: EXAMPLE_HOP, nMels: 64 });
		const logMel = powerToDb(mel, { topDb: 80 });
		examples.push({ emotion, path: nameOf(clip), waveform, logMel, hopLength: EXAMPLE_HOP, fMax: 8000 });
	}
	return examples;
}

function duplicatesOf(clips: readonly Clip[], infos: readonly ClipInfo[], nameOf: (clip: Clip) => string) {
	const byHash = new Map<string, string[]>();
	clips.forEach((clip, i) => {
		const hash = infos[i]!.contentHash;
		byHash.set(hash, [...(byHash.get(hash) ?? []), nameOf(clip)]);
	});
	const identical = [...byHash.values()].filter((paths) => paths.length > 1);
	const near = findNearDuplicates(infos.map((info) => Uint32Array.from(info.fingerprint)))
		.filter(({ a, b }) => infos[a]!.contentHash !== infos[b]!.contentHash)
		.map(({ a, b }) => ({ paths: [nameOf(clips[a]!), nameOf(clips[b]!)], kind: 'near' as const }));
	return [...identical.map((paths) => ({ paths, kind: 'identical file' as const })), ...near];
}

/** Clips that a model trained on other speakers is sure belong to another emotion. */
async function suspiciousLabels(
	clips: readonly Clip[],
	{ tables }: Awaited<ReturnType<typeof extractTables>>,
	recipe: ReturnType<typeof completeRecipe>,
	nameOf: (clip: Clip) => string,
	{ workers, signal }: ExploreOptions,
): Promise<SuspiciousLabel[]> {
	const split = await readSplit('speaker:5', clips, {}).catch((error) => {
		if (error instanceof SerError) return undefined; // one speaker only: nobody else to learn from
		throw error;
	});
	if (!split) return [];
	const labels = clips.map((clip) => clip.emotion);
	const classes = [...new Set(labels)].sort();
	const speakers = clips.map((clip) => clip.speaker);
	const { folds } = await runFolds(
		{ recipe, tables, labels, speakers, scaleGroups: speakers, classes, split },
		{ workers, signal, finalModel: false },
	);
	const found = split.folds.flatMap(({ test }, f) =>
		test.flatMap((clip, r) => {
			const row = folds[f]!.probabilities.data.subarray(r * classes.length, (r + 1) * classes.length);
			const confidence = Math.max(...row);
			const suggested = classes[row.indexOf(confidence)]!;
			if (suggested === labels[clip] || confidence < SURE) return [];
			const reason = `a model trained on other speakers says ${suggested}`;
			return [{ path: nameOf(clips[clip]!), emotion: labels[clip]!, suggested, confidence, reason }];
		}),
	);
	return found.sort((a, b) => b.confidence - a.confidence).slice(0, MOST_SUSPICIOUS);
}

/** Where the page of a corpus goes by default. */
export const explorePage = (dir: string): string =>
	join('ser-report', `${relative(resolve(dir, '..'), resolve(dir))}.html`);
