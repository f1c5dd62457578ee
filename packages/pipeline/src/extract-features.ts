import { resample } from '@ser/audio';
import type { Matrix, Waveform } from '@ser/core';
import { type Augmenter, augmenter, cleaner, featureSet } from '@ser/dsp';
import { babbleVoices } from './babble-voices.js';

/** What turns a waveform into the features of one model. */
export interface FeatureSpec {
	/** a feature set of `@ser/dsp` */
	features: string;
	/** a cleaning chain of `@ser/dsp`, or `none` */
	clean: string;
	/** an augmenter spec of `@ser/dsp`, or `none`; babble is made of synthetic voices */
	augment?: string;
	/** seed of the augmentation */
	seed?: number | string;
}

/**
 * Resamples, augments (training copies only), cleans, and computes features.
 *
 * @param waveform any sample rate, at least one sample
 * @returns 1 × columns for a vector set, frames × columns for a frame set; always finite
 */
export async function extractFeatures(waveform: Waveform, spec: FeatureSpec): Promise<Matrix> {
	const set = featureSet(spec.features as Parameters<typeof featureSet>[0]);
	const { samples } = await resample(waveform, set.sampleRate);
	const varied = variation(spec.augment, set.sampleRate)?.apply(samples, spec.seed ?? 1) ?? samples;
	return set.extract(cleaner(spec.clean, set.sampleRate).apply(varied));
}

/** Changes whenever the features of the same waveform would change: a part of cache keys and of stored models. */
export function featureVersion({ features, clean, augment, seed }: FeatureSpec): string {
	const set = featureSet(features as Parameters<typeof featureSet>[0]);
	const chain = cleaner(clean, set.sampleRate);
	const change = variation(augment, set.sampleRate);
	const suffix = change ? `+${change.spec}@${seed ?? 1}` : '';
	return `${set.name}@${set.version}+${chain.spec}@${chain.version}${suffix}`;
}

function variation(augment: string | undefined, sampleRate: number): Augmenter | undefined {
	if (augment === undefined || augment === 'none') return undefined;
	return augmenter(augment, sampleRate, { clips: () => babbleVoices(sampleRate) });
}
