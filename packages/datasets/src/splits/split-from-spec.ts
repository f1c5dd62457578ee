import { SerError } from '@ser/core';
import type { Clip, Split } from '../types.js';
import { emoboxFolds } from './emobox-folds.js';
import { leaveOneCorpusOut, leaveOneSpeakerOut } from './leave-one-out.js';
import { randomFolds } from './random-folds.js';
import { sentenceFolds, speakerSentenceFolds } from './sentence-folds.js';
import { type SpeakerFoldsOptions, speakerFolds } from './speaker-folds.js';

/**
 * A split from its short name: `speaker:5`, `loso`, `emobox`, `random:5`, `sentence:5`, `speaker+sentence:5`, `corpus`;
 * without a number 5 folds. `list:FILE` needs Node: `readSplit` of `@ser/datasets/node`.
 *
 * @throws {SerError} PARAMETER for an unknown name; DATASET when the clips do not allow it
 */
export function splitFromSpec(spec: string, clips: readonly Clip[], options: SpeakerFoldsOptions = {}): Split {
	const found = /^([a-z+]+)(?::(\d+))?$/.exec(spec.trim());
	const k = found?.[2] === undefined ? 5 : Number(found[2]);
	switch (found?.[1]) {
		case 'speaker':
			return speakerFolds(clips, k, options);
		case 'random':
			return randomFolds(clips, k, options);
		case 'sentence':
			return sentenceFolds(clips, k, options);
		case 'speaker+sentence':
			return speakerSentenceFolds(clips, k, options);
		case 'loso':
			return leaveOneSpeakerOut(clips);
		case 'emobox':
			return emoboxFolds(clips);
		case 'corpus':
			return leaveOneCorpusOut(clips);
		default:
			throw new SerError(
				'PARAMETER',
				`folds must be speaker:5, loso, emobox, random:5, sentence:5, speaker+sentence:5, corpus or list:FILE, got ${spec}`,
			);
	}
}
