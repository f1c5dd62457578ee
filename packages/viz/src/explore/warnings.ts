import { counted, percent } from '../format.js';
import type { ExploreClip, ExploreInput } from './types.js';

/** A property of a corpus that misleads a recogniser or its judge. */
export interface CorpusWarning {
	title: string;
	text: string;
}

/** The traps that can be seen from the clips alone. */
export function corpusWarnings({ clips }: ExploreInput): CorpusWarning[] {
	const speakers = groupBy(clips, ({ speaker }) => speaker);
	const emotions = groupBy(clips, ({ emotion }) => emotion);
	const out: CorpusWarning[] = [];
	if (speakers.size < 6) {
		out.push({
			title: `Only ${counted(speakers.size, 'speaker')}.`,
			text: 'A score on an unheard speaker will depend on which one is held out; intervals will be wide.',
		});
	}
	const single = [...speakers].filter(([, own]) => new Set(own.map(({ emotion }) => emotion)).size === 1);
	if (emotions.size > 1 && single.length > 0) {
		out.push({
			title: `${counted(single.length, 'speaker')} with a single emotion.`,
			text: `A recogniser can name the emotion by the voice, and normalising by speaker removes the label: ${names(single.map(([name]) => name))}.`,
		});
	}
	const sizes = [...emotions]
		.map(([emotion, own]) => ({ emotion, count: own.length }))
		.sort((a, b) => a.count - b.count);
	const [rarest] = sizes;
	const commonest = sizes.at(-1);
	if (rarest && commonest && commonest.count > 3 * rarest.count) {
		out.push({
			title: 'Uneven emotions.',
			text: `${commonest.emotion} has ${counted(commonest.count, 'clip')}, ${rarest.emotion} ${rarest.count}: use class weights, and read UAR rather than accuracy.`,
		});
	}
	const levels = [...speakers].map(([speaker, own]) => ({ speaker, level: median(own.map(({ levelDb }) => levelDb)) }));
	const known = levels.filter(({ level }) => Number.isFinite(level)).sort((a, b) => a.level - b.level);
	const quiet = known[0];
	const loud = known.at(-1);
	if (quiet && loud && loud.level - quiet.level > 6) {
		out.push({
			title: 'Speakers recorded at different levels.',
			text: `${quiet.speaker} is ${Math.round(loud.level - quiet.level)} dB quieter than ${loud.speaker}: loudness then tells the speaker, not the emotion. Normalise levels.`,
		});
	}
	const rates = new Set(clips.map(({ sampleRate }) => sampleRate));
	if (rates.size > 1) {
		out.push({
			title: `${rates.size} sample rates.`,
			text: `${[...rates].sort((a, b) => a - b).join(', ')} Hz: resample to one, and beware that the bandwidth may give away the emotion or the speaker.`,
		});
	}
	const clipped = clips.filter(({ peakDb }) => peakDb !== undefined && peakDb >= -0.01);
	if (clipped.length > 0.5 * clips.length) {
		out.push({
			title: 'Peaks were normalised.',
			text: `${percent(clipped.length / clips.length)} of the clips reach full scale: their levels no longer say how loud the voice was.`,
		});
	} else if (clipped.length > 0) {
		out.push({
			title: `${counted(clipped.length, 'clip')} at full scale.`,
			text: `${percent(clipped.length / clips.length, 1)} of the clips reach 0 dBFS and may be clipped.`,
		});
	}
	return out;
}

/** Clips by a property, in the order of its values. */
export function groupBy(clips: readonly ExploreClip[], key: (clip: ExploreClip) => string): Map<string, ExploreClip[]> {
	const groups = new Map<string, ExploreClip[]>();
	for (const clip of clips) {
		const held = groups.get(key(clip));
		if (held) held.push(clip);
		else groups.set(key(clip), [clip]);
	}
	return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The median of the finite values; NaN for none. */
export function median(values: readonly number[]): number {
	const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
	if (sorted.length === 0) return Number.NaN;
	const middle = sorted.length >> 1;
	return sorted.length % 2
		? (sorted[middle] as number)
		: ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

function names(all: readonly string[]): string {
	return all.length <= 6 ? all.join(', ') : `${all.slice(0, 6).join(', ')} and ${all.length - 6} more`;
}
