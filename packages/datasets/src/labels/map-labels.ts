import { SerError } from '@ser/core';
import type { Clip } from '../types.js';
import { commonLabel } from './common-label.js';
import { quadrantOf } from './quadrant.js';

/**
 * Which labels to train on:
 * - `common` the ten common ones (Ekman's six, neutral, calm, boredom, other)
 * - `five` happiness, sadness, anger, fear, neutral (calm counts as neutral; the others have no place)
 * - `valence-arousal` the four quadrants `pleasant-active`, `unpleasant-active`, `unpleasant-passive`, `pleasant-passive`
 * - `corpus` the labels as the corpus writes them
 * - an object from any label (the clip's label or its corpus's) to a new one
 */
export type LabelScheme = 'common' | 'corpus' | 'five' | 'valence-arousal' | Readonly<Record<string, string>>;

export interface MappedLabels {
	/** copies of the clips that have a label in the scheme, in their order */
	clips: Clip[];
	/** where each of `clips` stood in the input */
	indices: number[];
	/** labels without a place in the scheme, with the number of clips left out */
	unmapped: Record<string, number>;
	/** a sentence for each thing a reader must know */
	notes: string[];
}

const five: Record<string, string> = {
	happiness: 'happiness',
	sadness: 'sadness',
	anger: 'anger',
	fear: 'fear',
	neutral: 'neutral',
	calm: 'neutral',
};

/**
 * Maps the labels of clips to a scheme. Clips whose label has no place in it are left out and counted, never silently.
 *
 * @throws {SerError} PARAMETER for an unknown scheme; DATASET when no clip has a label in it
 */
export function mapLabels(clips: readonly Clip[], scheme: LabelScheme): MappedLabels {
	const map = mapperOf(scheme);
	const mapped: MappedLabels = { clips: [], indices: [], unmapped: {}, notes: [] };
	const left = new Map<string, number>();
	clips.forEach((clip, index) => {
		const emotion = map(clip);
		if (emotion === undefined) {
			left.set(clip.corpusLabel, (left.get(clip.corpusLabel) ?? 0) + 1);
			return;
		}
		mapped.clips.push(emotion === clip.emotion ? clip : { ...clip, emotion });
		mapped.indices.push(index);
	});
	mapped.unmapped = Object.fromEntries([...left].sort(([a], [b]) => (a < b ? -1 : 1)));
	const name = typeof scheme === 'string' ? `the ${scheme} labels` : 'the given label map';
	const list = [...left].map(([label, count]) => `${label} (${count})`).join(', ');
	if (clips.length > 0 && mapped.clips.length === 0) {
		throw new SerError('DATASET', `no clip has a label in ${name}; labels found: ${list}`);
	}
	if (left.size > 0) {
		mapped.notes.push(`${clips.length - mapped.clips.length} clips have no place in ${name} and are left out: ${list}`);
	}
	if (scheme === 'five' && clips.some((clip) => common(clip) === 'calm'))
		mapped.notes.push('calm is counted as neutral');
	return mapped;
}

function mapperOf(scheme: LabelScheme): (clip: Clip) => string | undefined {
	if (scheme === 'common') return common;
	if (scheme === 'corpus') return (clip) => clip.corpusLabel;
	if (scheme === 'five') return (clip) => five[common(clip) ?? ''];
	if (scheme === 'valence-arousal') return (clip) => quadrantOf(clip, common(clip));
	if (typeof scheme === 'object' && scheme !== null) {
		const pick = (label: string) => (Object.hasOwn(scheme, label) ? scheme[label] : undefined);
		return (clip) => pick(clip.emotion) ?? pick(clip.corpusLabel);
	}
	throw new SerError(
		'PARAMETER',
		`labels must be common, corpus, five, valence-arousal or an object from label to label, got ${String(scheme)}`,
	);
}

function common(clip: Clip): string | undefined {
	return commonLabel(clip.emotion);
}
