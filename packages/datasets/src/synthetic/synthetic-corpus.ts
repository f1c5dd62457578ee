import { createRandom, type Random, SerError, type Waveform } from '@ser/core';
import type { Clip, Corpus, Emotion } from '../types.js';
import { checkEmotions, usualEmotions } from './check-emotions.js';
import { recordVoice } from './microphone.js';
import { renderVoice } from './render-voice.js';
import { inventSentence, type Syllable } from './syllables.js';
import type { Voice } from './types.js';
import { planUtterance } from './utterance-plan.js';
import { deliver, inventVoice } from './voice-profile.js';

export interface SyntheticCorpusOptions {
	/** 1…999, default 10; odd numbers (s01, s03, …) are women */
	speakers?: number;
	/** default anger, disgust, fear, happiness, neutral, sadness, surprise; boredom and calm are known too */
	emotions?: readonly Emotion[];
	/** clips of each emotion by each speaker, 1…999, default 4; they alternate between the sentences */
	takes?: number;
	/** different sentences, 1…99, default 2 */
	sentences?: number;
	/** default 1 */
	seed?: string | number;
	/** Hz, 8000…96000, default 16000 */
	sampleRate?: number;
}

export interface SyntheticCorpus {
	/** paths are `synthetic:SEED/synthetic_s01f_anger_1_1` */
	corpus: Corpus;
	/** The sound of a clip of this corpus, made when asked for; the same every time. */
	waveform(clip: Pick<Clip, 'path'>): Waveform;
}

/**
 * A corpus of synthetic voices: a glottal source, formants and prosody that differ by emotion and by speaker in the
 * directions that the literature reports (see `emotionProfiles`). For trying things out and for tests; it says nothing
 * about people.
 *
 * @throws {SerError} PARAMETER for a value out of its range, or an emotion without a profile
 * @example
 * const { corpus, waveform } = syntheticCorpus({ speakers: 4, takes: 2 });
 * waveform(corpus.clips[0]).samples.length;
 */
export function syntheticCorpus(options: SyntheticCorpusOptions = {}): SyntheticCorpus {
	const { speakers = 10, emotions = usualEmotions, takes = 4, sentences = 2, seed = 1, sampleRate = 16000 } = options;
	checkWhole('speakers', speakers, 1, 999);
	checkWhole('takes', takes, 1, 999);
	checkWhole('sentences', sentences, 1, 99);
	checkWhole('sampleRate', sampleRate, 8000, 96000);
	checkEmotions(emotions);
	const root = createRandom(`synthetic corpus ${seed}`);
	const cast = Array.from({ length: speakers }, (_, i) => inventVoice(i, root.fork(`voice ${i}`)));
	const texts = Array.from({ length: sentences }, (_, i) => {
		const random = root.fork(`sentence ${i}`);
		return inventSentence(6 + random.integer(3), random);
	});
	const recipes = new Map<string, Recipe>();
	const clips = cast.flatMap((voice) =>
		emotions.flatMap((emotion) =>
			Array.from({ length: takes }, (_, i): Clip => {
				const sentence = i % sentences;
				const take = Math.floor(i / sentences) + 1;
				const stem = `synthetic_${voice.id}${voice.sex[0]}_${emotion}_${sentence + 1}_${take}`;
				const path = `synthetic:${seed}/${stem}`;
				recipes.set(path, { voice, emotion, sentence: texts[sentence]!, random: root.fork(stem) });
				return {
					path,
					emotion,
					corpusLabel: emotion,
					speaker: `synthetic:${voice.id}`,
					corpus: 'synthetic',
					sex: voice.sex,
					sentence: String(sentence + 1),
					take: String(take),
				};
			}),
		),
	);
	clips.sort((a, b) => (a.path < b.path ? -1 : 1));
	return {
		corpus: {
			name: 'synthetic',
			clips,
			notes: ['synthetic voices: made by a formula, good for trying things out, worthless as evidence about people'],
			skipped: [],
			unmappedLabels: {},
		},
		waveform(clip) {
			const recipe = recipes.get(clip.path);
			if (!recipe) throw new SerError('INPUT', `${clip.path} is not a clip of this synthetic corpus`);
			return speak(recipe, sampleRate);
		},
	};
}

interface Recipe {
	voice: Voice;
	emotion: Emotion;
	sentence: readonly Syllable[];
	random: Random;
}

function speak({ voice, emotion, sentence, random }: Recipe, sampleRate: number): Waveform {
	// Forked each time: asking twice gives the same sound.
	const delivery = deliver(voice, emotion, random.fork('delivery'));
	const plan = planUtterance(sentence, voice, delivery, random.fork('plan'));
	const samples = renderVoice(plan, voice, delivery, sampleRate, random.fork('voice'));
	return { samples: recordVoice(samples, voice, delivery.levelDb, sampleRate, random.fork('room')), sampleRate };
}

function checkWhole(name: string, value: number, low: number, high: number): void {
	if (!(Number.isInteger(value) && value >= low && value <= high)) {
		throw new SerError('PARAMETER', `${name} must be an integer from ${low} to ${high}, got ${value}`);
	}
}
