import { SerError } from '@ser/core';
import type { Clip, Split } from '../types.js';
import { checkJudgeable, checkSeveralSpeakers, foldOf, groupBy, missingClassNotes, speakersOf } from './groups.js';

/**
 * One fold per speaker: that speaker is tested by a model of all the others.
 *
 * @throws {SerError} DATASET for one class or one speaker only
 */
export function leaveOneSpeakerOut(clips: readonly Clip[]): Split {
	checkJudgeable(clips);
	const speakers = speakersOf(clips);
	checkSeveralSpeakers(speakers);
	const folds = [...speakers].map(([name, indices]) => foldOf(name, indices, clips.length));
	return {
		protocol: 'loso',
		description: `leave one speaker out: ${folds.length} folds, each speaker judged by a model of the others`,
		leaky: false,
		folds,
		notes: missingClassNotes(clips, folds),
	};
}

/**
 * One fold per corpus: that corpus is tested by a model of all the others.
 *
 * Speakers who are also heard in another corpus (the actors of RAVDESS speech and song) are left out of training there.
 *
 * @throws {SerError} DATASET for one class or one corpus only
 */
export function leaveOneCorpusOut(clips: readonly Clip[]): Split {
	checkJudgeable(clips);
	const corpora = groupBy(clips, (clip) => clip.corpus);
	if (corpora.size < 2) {
		throw new SerError(
			'DATASET',
			`leaving a corpus out needs two corpora or more, got ${[...corpora.keys()].join()}: name several folders`,
		);
	}
	const notes: string[] = [];
	const folds = [...corpora].map(([name, indices]) => {
		const fold = foldOf(name, indices, clips.length);
		const tested = new Set(fold.test.map((index) => clips[index]!.speaker));
		const train = fold.train.filter((index) => !tested.has(clips[index]!.speaker));
		if (train.length < fold.train.length) {
			notes.push(
				`fold ${name}: ${fold.train.length - train.length} clips of other corpora left out of training, their speakers are tested`,
			);
		}
		return { ...fold, train };
	});
	return {
		protocol: 'corpus',
		description: `leave one corpus out: ${folds.length} folds, each corpus judged by a model of the others`,
		leaky: false,
		folds: usable(folds, notes),
		notes: [...notes, ...missingClassNotes(clips, folds)],
	};
}

function usable(folds: Split['folds'], notes: string[]): Split['folds'] {
	return folds.filter((fold) => {
		if (fold.train.length === 0) notes.push(`fold ${fold.name} is left out: nothing is left to train on`);
		return fold.train.length > 0;
	});
}
