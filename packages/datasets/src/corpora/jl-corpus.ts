import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

/** JL-corpus: speaker_emotion_sentence(session)_take, e.g. `female1_angry_10a_1`. */
export function parseJlCorpusName(path: string): ParsedName | undefined {
	const found =
		/^((?:fe)?male[12])_(angry|sad|neutral|happy|excited|anxious|apologetic|assertive|concerned|encouraging)_(\d+)([ab])_([12])$/i.exec(
			pathParts(path).stem,
		);
	if (!found) return undefined;
	const [, speaker, label, sentence, session, take] = found.map((part) => part.toLowerCase()) as unknown as string[];
	return {
		corpusLabel: label!,
		speaker: speaker!,
		sex: speaker!.startsWith('f') ? 'female' : 'male',
		language: 'en-NZ',
		sentence: sentence!,
		take: `${session}${take}`,
	};
}

export const jlCorpus = corpusFromNames({
	name: 'jl-corpus',
	example: 'female1_angry_10a_1.wav',
	uniqueNames: true,
	labels: {
		angry: 'anger',
		sad: 'sadness',
		neutral: 'neutral',
		happy: 'happiness',
		excited: 'happiness',
		anxious: 'other',
		apologetic: 'other',
		encouraging: 'other',
		concerned: 'other',
		assertive: 'other',
	},
	parseName: parseJlCorpusName,
	notes: () => ['excited is counted as happiness; the secondary emotions (anxious, assertive, …) as other'],
});
