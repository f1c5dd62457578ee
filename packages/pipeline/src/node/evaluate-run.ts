import { SerError } from '@ser/core';
import type { Clip } from '@ser/datasets';
import { type Judgement, judge, type RunMetrics } from '@ser/metrics';
import type { Recogniser } from '../recogniser.js';
import { type ExtractTablesOptions, extractTables } from './extract-tables.js';
import { judgementOf } from './judgement-of.js';
import { type OpenCorporaOptions, type OpenedCorpora, openCorpora } from './open-corpora.js';

export interface EvaluateOptions extends OpenCorporaOptions, ExtractTablesOptions {
	/**
	 * `train` keeps the training scale; `corpus` and `speaker` put the test recordings on their own scale without
	 * looking at labels (transductive). Default: as the recogniser was trained.
	 */
	normalize?: 'train' | 'corpus' | 'speaker';
	/** judge although the recogniser was trained on some of these recordings or speakers, and stamp LEAKY */
	allowLeakage?: boolean;
}

export interface Evaluation {
	metrics: RunMetrics;
	judgements: Judgement[];
	/** sentences for the reader of the numbers */
	notes: string[];
}

/**
 * Judges a recogniser on a corpus it was not trained on. Only emotions that both know count: predictions are made
 * among those, and clips of others are left out and said.
 *
 * @throws {SerError} LEAKAGE when recordings or speakers of the corpus were in training and `allowLeakage` is not set
 * @throws {SerError} DATASET when fewer than two emotions are shared
 */
export async function evaluateRun(
	recogniser: Recogniser,
	dirs: readonly string[],
	options: EvaluateOptions = {},
): Promise<Evaluation> {
	const { recipe, classes, training } = recogniser;
	const sharedOf = ({ corpus }: OpenedCorpora) =>
		classes.filter((name) => corpus.clips.some((clip) => clip.emotion === name));
	let opened = await openCorpora(dirs, options);
	// A folder's own labels (`Happy`) may be the recogniser's under their common names.
	if (!options.labels && sharedOf(opened).length < 2) {
		opened = await openCorpora(dirs, { ...options, labels: 'common' }).catch(() => opened);
	}
	const { clips: all, sources } = { clips: opened.corpus.clips, sources: opened.sources };
	const present = new Set(all.map((clip) => clip.emotion));
	const shared = sharedOf(opened);
	const notes: string[] = [...opened.corpus.notes];
	if (shared.length < 2) {
		throw new SerError(
			'DATASET',
			`${dirs.join(', ')}: shares fewer than two emotions with the recogniser (it knows ${classes.join(', ')}; found ${[...present].sort().join(', ')})`,
		);
	}
	const clips = all.filter((clip) => shared.includes(clip.emotion));
	if (clips.length < all.length) {
		const left = [...present].filter((name) => !shared.includes(name)).sort();
		notes.push(
			`${all.length - clips.length} clips of ${left.join(', ')} are left out: the recogniser does not know them`,
		);
	}
	if (shared.length < classes.length) {
		const left = classes.filter((name) => !shared.includes(name));
		notes.push(`predictions are made among ${shared.join(', ')}; the corpus has no ${left.join(', ')}`);
	}
	const extracted = await extractTables(clips, { ...recipe, copies: 0, augment: 'none' }, options);
	const hashes = new Set(training.contentHashes);
	const speakers = new Set(training.speakers);
	const known = extracted.clips.filter((_, i) => hashes.has(extracted.infos[i]!.contentHash));
	const heard = new Set(extracted.clips.map((clip) => clip.speaker).filter((speaker) => speakers.has(speaker)));
	const leaky = known.length > 0 || heard.size > 0;
	if (leaky) {
		const told = `${known.length} of ${extracted.clips.length} recordings and ${heard.size} speakers were in the recogniser's training`;
		if (!options.allowLeakage) {
			throw new SerError(
				'LEAKAGE',
				`${dirs.join(', ')}: ${told}; --allow-leakage judges all the same and stamps LEAKY`,
			);
		}
		notes.push(told);
	}
	const scheme = options.normalize ?? (recipe.normalize.split(':')[0] as 'train' | 'corpus' | 'speaker');
	const group = (clip: Clip) => (scheme === 'corpus' ? clip.corpus : clip.speaker);
	if (scheme !== 'train') notes.push(`features on the scale of each ${scheme}'s own unlabelled clips (transductive)`);
	const predictions = await recogniser.predictTables(
		extracted.tables,
		scheme === 'train' ? undefined : extracted.clips.map(group),
	);
	const judgements = extracted.clips.map((clip, i): Judgement => {
		const restricted = shared.map((name) => predictions[i]!.probabilities[name]!);
		const sum = restricted.reduce((a, b) => a + b, 0) || 1;
		const probabilities = restricted.map((p) => p / sum);
		return judgementOf(clip, probabilities, { classes: shared, fold: 'evaluation', sources });
	});
	const metrics = judge(judgements, { classes: shared, protocol: 'unseen corpus', leaky, seed: recipe.seed });
	return { metrics, judgements, notes };
}
