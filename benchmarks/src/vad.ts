/**
 * How well @ser/dsp's voice activity finds a clip of speech between two pieces of noise or silence.
 *
 * Each clip, cut to its own speech, is laid between 1.2 s of nothing on both sides; noise is added over everything at an SNR
 * against the clip's power. Judged frame by frame (10 ms) against the clip's place: pauses inside count as speech.
 *
 * Run from the repository root: node benchmarks/run.mjs vad [clips 60]
 */
import { createRandom } from '@ser/core';
import { addNoise, createVadStream, type NoiseColor, trimSilence, type VoiceSegment, voiceActivity } from '@ser/dsp';
import { loadSpeech } from './denoise/noisy-clips.js';

const sampleRate = 16000;
const pad = Math.round(1.2 * sampleRate);
const speech = (await loadSpeech(Number(process.argv[2] ?? 60))).map(
	(clip) => trimSilence(clip, { topDb: 30, frameLength: 400, hopLength: 160 }).samples,
);
if (speech.length === 0) {
	console.log('skipped: no corpora (set SER_CORPORA)');
	process.exit(0);
}

const detectors: Record<string, (samples: Float32Array) => VoiceSegment[]> = {
	voiceActivity: (samples) => voiceActivity(samples, { sampleRate }),
	createVadStream(samples) {
		const stream = createVadStream({ sampleRate });
		const found: VoiceSegment[] = [];
		for (let at = 0; at < samples.length; at += 512) found.push(...stream.push(samples.subarray(at, at + 512)));
		return [...found, ...stream.finish()];
	},
	'energy, 30 dB under the loudest frame (trimSilence)'(samples) {
		const { start, end } = trimSilence(samples, { topDb: 30, frameLength: 400, hopLength: 160 });
		return [{ start: start / sampleRate, end: end / sampleRate, startSample: start, endSample: end }];
	},
};

console.log('| detector | noise | SNR dB | frame F1 | missed % | false % | start error, ms | end error, ms |');
console.log('|---|---|---|---|---|---|---|---|');
const conditions: [NoiseColor | 'none', number][] = [
	['none', Number.POSITIVE_INFINITY],
	...(['white', 'pink', 'brown'] as const).flatMap((color) =>
		[20, 10, 5, 0].map((snr): [NoiseColor, number] => [color, snr]),
	),
];
for (const [name, detect] of Object.entries(detectors)) {
	for (const [color, snrDb] of conditions) {
		const counts = { hit: 0, missed: 0, wrong: 0, silent: 0 };
		const starts: number[] = [];
		const ends: number[] = [];
		speech.forEach((clip, c) => {
			const padded = new Float32Array(clip.length + 2 * pad);
			padded.set(clip, pad);
			// addNoise refers to the whole signal: the clip is only a part of it.
			const share = 10 * Math.log10(clip.length / padded.length);
			const random = createRandom(c);
			const mixed =
				color === 'none'
					? padded.map((value) => value + random.normal(0, 1e-5))
					: addNoise(padded, { snrDb: snrDb + share, color, seed: c });
			const segments = detect(mixed);
			for (let t = 0; t < mixed.length; t += 160) {
				const truth = t >= pad && t < pad + clip.length;
				const said = segments.some(({ startSample, endSample }) => t >= startSample && t < endSample);
				if (truth) counts[said ? 'hit' : 'missed']++;
				else counts[said ? 'wrong' : 'silent']++;
			}
			if (segments.length > 0) {
				starts.push(Math.abs(segments[0]!.start - pad / sampleRate));
				ends.push(Math.abs(segments.at(-1)!.end - (pad + clip.length) / sampleRate));
			}
		});
		const { hit, missed, wrong, silent } = counts;
		const median = (values: number[]) => (1000 * values.sort((a, b) => a - b)[values.length >> 1]!).toFixed(0);
		console.log(
			`| ${name} | ${color} | ${color === 'none' ? '–' : snrDb} | ${((2 * hit) / (2 * hit + missed + wrong)).toFixed(3)} ` +
				`| ${((100 * missed) / (hit + missed)).toFixed(1)} | ${((100 * wrong) / (wrong + silent)).toFixed(1)} ` +
				`| ${median(starts)} | ${median(ends)} |`,
		);
	}
}
