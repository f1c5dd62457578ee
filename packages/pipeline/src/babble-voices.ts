import { syntheticCorpus } from '@ser/datasets';

const voicesByRate = new Map<number, Float32Array[]>();

/**
 * What `--augment babble` mixes in: eight synthetic voices, the same every time. Augmented copies are made before the
 * folds are, so babble from the corpus itself would let test speakers be heard in training.
 *
 * @param sampleRate Hz
 */
export function babbleVoices(sampleRate: number): readonly Float32Array[] {
	let voices = voicesByRate.get(sampleRate);
	if (!voices) {
		const { corpus, waveform } = syntheticCorpus({
			speakers: 8,
			takes: 1,
			emotions: ['neutral'],
			seed: 'babble',
			sampleRate,
		});
		voices = corpus.clips.map((clip) => waveform(clip).samples);
		voicesByRate.set(sampleRate, voices);
	}
	return voices;
}
