import { SerError } from '@ser/core';
import type { Clip, Split } from '../types.js';
import { checkJudgeable, checkSeveralSpeakers, foldOf, groupBy, missingClassNotes, speakersOf } from './groups.js';
import { consecutive } from './speaker-folds.js';
import { stratifiedGroups } from './stratified-groups.js';

/** Sentences of different corpora are different, whatever their codes. */
const sentenceKey = (clip: Clip) => `${clip.corpus}:${clip.sentence}`;

/**
 * k folds in which no test sentence is heard in training; the speakers are the same on both sides, so it is LEAKY.
 *
 * @param k ≥ 2, default 5; lowered to the number of sentences, which the notes say
 * @throws {SerError} PARAMETER for k; DATASET when sentences are unknown or there is only one
 */
export function sentenceFolds(clips: readonly Clip[], k = 5, options: { seed?: string | number } = {}): Split {
	checkJudgeable(clips, k);
	const sentences = sentencesOf(clips);
	const count = Math.min(k, sentences.size);
	const groups = stratifiedGroups(clips, sentences, count, options.seed ?? 1);
	const folds = groups.map((names, i) =>
		foldOf(
			String(i + 1),
			names.flatMap((name) => sentences.get(name)!),
			clips.length,
		),
	);
	const notes = missingClassNotes(clips, folds);
	if (count < k) notes.unshift(`only ${sentences.size} sentences: ${count} folds instead of ${k}`);
	return {
		protocol: `sentence:${count}`,
		description: `${count} folds by sentence: no test sentence is heard in training, but LEAKY: the same speakers stand on both sides`,
		leaky: true,
		folds,
		notes,
	};
}

/**
 * Folds in which neither a test speaker nor a test sentence is heard in training: k groups of speakers times
 * `sentenceGroups` groups of sentences, one fold for each pair, every clip tested once.
 *
 * @param k groups of speakers, ≥ 2, default 5; lowered to the number of speakers
 * @param options.sentenceGroups ≥ 2, default 2: training keeps half of the sentences
 * @throws {SerError} PARAMETER for k; DATASET when speakers or sentences are unknown or there is only one
 */
export function speakerSentenceFolds(
	clips: readonly Clip[],
	k = 5,
	options: { seed?: string | number; sentenceGroups?: number } = {},
): Split {
	checkJudgeable(clips, k);
	const speakers = speakersOf(clips);
	checkSeveralSpeakers(speakers);
	const sentences = sentencesOf(clips);
	const count = Math.min(k, speakers.size);
	const speakerGroups = consecutive([...speakers.keys()], count);
	const sentenceGroups = stratifiedGroups(
		clips,
		sentences,
		Math.min(options.sentenceGroups ?? 2, sentences.size),
		options.seed ?? 1,
	);
	const folds = speakerGroups.flatMap((names, s) =>
		sentenceGroups.flatMap((texts, t) => {
			const heard = new Set(names);
			const said = new Set(texts);
			const fold = { name: `${s + 1}.${t + 1}`, train: [] as number[], test: [] as number[] };
			clips.forEach((clip, index) => {
				const sameSpeaker = heard.has(clip.speaker);
				const sameSentence = said.has(sentenceKey(clip));
				if (sameSpeaker && sameSentence) fold.test.push(index);
				else if (!sameSpeaker && !sameSentence) fold.train.push(index);
			});
			return fold.test.length > 0 ? [fold] : [];
		}),
	);
	const unusable = folds.find((fold) => fold.train.length === 0);
	if (unusable) {
		throw new SerError(
			'DATASET',
			`fold ${unusable.name} has nothing left to train on: speakers and sentences overlap too little for speaker+sentence folds; use speaker folds`,
		);
	}
	const notes = missingClassNotes(clips, folds);
	if (count < k) notes.unshift(`only ${speakers.size} speakers: ${count} groups instead of ${k}`);
	return {
		protocol: `speaker+sentence:${count}`,
		description: `${folds.length} folds by speaker and sentence: neither a test speaker nor a test sentence is heard in training`,
		leaky: false,
		folds,
		notes,
	};
}

function sentencesOf(clips: readonly Clip[]): Map<string, number[]> {
	const without = clips.filter((clip) => clip.sentence === undefined);
	if (without.length > 0) {
		throw new SerError(
			'DATASET',
			`folds by sentence need to know what is said; unknown for ${without.length} of ${clips.length} clips (first: ${without[0]!.path})`,
		);
	}
	const sentences = groupBy(clips, sentenceKey);
	if (sentences.size < 2) throw new SerError('DATASET', 'folds by sentence need two sentences or more, got one');
	return sentences;
}
