import { corpusFromNames } from './corpus-from-names.js';
import { pathParts } from './path-parts.js';
import type { ParsedName } from './types.js';

/** Actors whose `Sex` is Female in the corpus's VideoDemographics.csv; the other 48 are male. */
const women = new Set(
	`1002 1003 1004 1006 1007 1008 1009 1010 1012 1013 1018 1020 1021 1024 1025 1028 1029 1030 1037 1043 1046 1047 1049
	1052 1053 1054 1055 1056 1058 1060 1061 1063 1072 1073 1074 1075 1076 1078 1079 1082 1084 1089 1091`.split(/\s+/),
);
const intensityOf: Record<string, string> = { LO: 'low', MD: 'medium', HI: 'high' };

/** CREMA-D: actor_sentence_emotion_level, e.g. `1001_DFA_ANG_XX`; one file is published as `1040_ITH_SAD_X`. */
export function parseCremaDName(path: string): ParsedName | undefined {
	const found = /^(1\d{3})_([A-Z]{3})_(ANG|DIS|FEA|HAP|NEU|SAD)_(LO|MD|HI|XX?)$/.exec(pathParts(path).stem);
	if (!found) return undefined;
	const [, actor, sentence, emotion, level] = found as unknown as string[];
	const intensity = intensityOf[level!];
	return {
		corpusLabel: emotion!,
		speaker: actor!,
		sex: women.has(actor!) ? 'female' : 'male',
		language: 'en',
		sentence: sentence!,
		...(intensity && { intensity }),
		...(level === 'X' && { mended: 'level X read as XX (unspecified)' }),
	};
}

export const cremaD = corpusFromNames({
	name: 'crema-d',
	example: '1001_DFA_ANG_XX.wav',
	uniqueNames: true,
	labels: { ANG: 'anger', DIS: 'disgust', FEA: 'fear', HAP: 'happiness', NEU: 'neutral', SAD: 'sadness' },
	parseName: parseCremaDName,
	notes: () => [
		'labels are what the actors were asked to show, not what listeners heard (they agree in about 41 % of the sound-only ratings)',
	],
});
