import { createRandom } from '@ser/core';
import type { ExploreInput, TimelineInput } from '../src/index.js';
import { emotions, syntheticFeatures, syntheticLogMel, syntheticRun } from './synthetic-run.js';
import { syntheticSpeech, syntheticTimeline } from './synthetic-signals.js';

/** A made-up corpus with the traps that the page looks for. */
export function syntheticExplore(options: { clips?: number; name?: string } = {}): ExploreInput {
	const { clips: count = 960, name = 'Demo corpus' } = options;
	const random = createRandom('explore');
	const run = syntheticRun({ clips: count, pictures: false });
	const levels = Array.from({ length: 20 }, () => random.normal(-24, 2.5));
	const clips = run.judgements.map(({ path, truth, speaker, groups }, i) => {
		const s = Number(speaker.slice(-2)) - 1;
		const loud = { anger: 6, happiness: 4, surprise: 3, sadness: -4, calm: -4 }[truth] ?? 0;
		const levelDb = (levels[s] as number) + loud + random.normal(0, 1.5);
		return {
			path,
			emotion: truth,
			speaker,
			sex: groups?.sex,
			corpus: 'demo',
			durationSeconds: 1.4 + Math.exp(random.normal(0.5, 0.3)),
			levelDb,
			peakDb: Math.min(0, levelDb + 17 + random.normal(0, 2)),
			snrDb: 30 + random.normal(0, 6),
			sampleRate: i % 97 === 5 ? 44100 : 16000,
			channels: i % 97 === 5 ? 2 : 1,
			format: i % 97 === 5 ? 'FLAC 16-bit' : 'WAV 16-bit',
		};
	});
	const features = syntheticFeatures(run.judgements, 1);
	return {
		name,
		clips,
		examples: emotions.map((emotion, i) => ({
			emotion,
			path: clips[i]?.path ?? '',
			waveform: syntheticSpeech(emotion),
			logMel: syntheticLogMel(emotion, 1),
			hopLength: 256,
			fMax: 8000,
		})),
		separability: {
			names: features.names,
			f: features.names.map((_, i) => 210 / (1 + i)),
			p: features.names.map((_, i) => (i < 11 ? 1e-5 * (i + 1) : 0.08 * (i - 9))),
			correction: 'Holm',
			etaSquared: features.names.map((_, i) => 0.6 / (1 + 0.6 * i)),
			mutualInformation: features.names.map((_, i) => 1.1 / (1 + 0.5 * i)),
		},
		features,
		duplicates: [
			{ paths: [clips[3]?.path ?? '', clips[11]?.path ?? ''], kind: 'identical sound' },
			{ paths: [clips[40]?.path ?? '', clips[41]?.path ?? '', clips[42]?.path ?? ''], kind: 'near' },
		],
		suspicious: run.judgements
			.filter(({ truth, predicted, probabilities }) => truth !== predicted && Math.max(...probabilities) > 0.75)
			.slice(0, 24)
			.map(({ path, truth, predicted, probabilities }) => ({
				path,
				emotion: truth,
				suggested: predicted,
				confidence: Math.max(...probabilities),
				reason: 'a model that never heard this speaker is sure of another emotion',
			})),
		notes: ['Speakers were read from folder names.', 'Stereo files were mixed to mono.'],
		skipped: [
			{ path: '/data/demo/Actor_03/stub.wav', reason: '130 bytes of text: a Git LFS pointer, not audio' },
			{ path: '/data/demo/readme.mp3', reason: 'no frame header found' },
		],
		unmappedLabels: { sarcasm: 4 },
		command: 'npx ser explore data/demo --out demo.html',
	};
}

/** A made-up recording of three minutes. */
export function syntheticTimelineInput(): TimelineInput {
	const one = syntheticSpeech('happiness');
	const samples = new Float32Array(180 * 4000);
	for (let i = 0; i < samples.length; i++) {
		samples[i] = (one.samples[(i * 4) % one.samples.length] as number) * (0.4 + 0.6 * Math.sin(i / 40000) ** 2);
	}
	return {
		name: 'interview-04.wav',
		classes: emotions,
		segments: syntheticTimeline(),
		waveform: { samples, sampleRate: 4000 },
		trust: 'on speakers it never heard, this model names the right one of 8 emotions 62 times in 100; chance is 12.5.',
		notes: ['Pauses longer than a second were left out.'],
		command: 'npx ser predict runs/demo interview-04.wav --timeline interview-04.html',
	};
}
