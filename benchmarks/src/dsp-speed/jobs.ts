import * as dsp from '@ser/dsp';
import { Essentia, EssentiaWASM } from 'essentia.js';
import Meyda from 'meyda';

export interface Job {
	name: string;
	/** what the Python peer calls it */
	python?: string;
	sampleRate: 16000 | 22050;
	ours(clip: Float32Array): void;
	peers?: { name: string; run(clip: Float32Array): void }[];
}

const rich = dsp.featureSet('rich');
const tutorial = dsp.featureSet('tutorial180');
const essentia = new Essentia(EssentiaWASM);

function core(clip: Float32Array, sampleRate: number): void {
	const power = dsp.spectrogram(clip);
	const mel = dsp.melSpectrogram(power, { sampleRate });
	dsp.mfcc(dsp.powerToDb(mel), { nMfcc: 40 });
	dsp.chromaStft(power, { sampleRate });
}

/** Meyda wants one frame at a time; 1024 samples every 512, as its documentation has it. */
function meyda(clip: Float32Array): void {
	Meyda.sampleRate = 16000;
	Meyda.bufferSize = 1024;
	Meyda.melBands = 128;
	Meyda.numberOfMFCCCoefficients = 40;
	for (let at = 0; at + 1024 <= clip.length; at += 512) {
		Meyda.extract(['mfcc', 'chroma', 'melBands'], clip.subarray(at, at + 1024));
	}
}

function essentiaMfcc(clip: Float32Array): void {
	for (let at = 0; at + 2048 <= clip.length; at += 512) {
		const frame = essentia.arrayToVector(clip.subarray(at, at + 2048));
		const windowed = essentia.Windowing(frame, true, 2048, 'hann').frame;
		const spectrum = essentia.Spectrum(windowed, 2048).spectrum;
		const { bands, mfcc } = essentia.MFCC(spectrum, 2, 8000, 1025, 0, 'dbamp', 0, 'unit_sum', 128, 40, 16000);
		for (const vector of [frame, windowed, spectrum, bands, mfcc]) vector.delete();
	}
}

/** What is timed, each job by each library in turn. */
export const jobs: Job[] = [
	{
		name: 'log-mel 128 + MFCC 40 + chroma from one spectrogram, 16 kHz, 2048/512',
		python: 'core16',
		sampleRate: 16000,
		ours: (clip) => core(clip, 16000),
		peers: [
			{ name: 'Meyda (1024/512)', run: meyda },
			{ name: 'essentia.js (MFCC 40 only)', run: essentiaMfcc },
		],
	},
	{
		name: 'the same from the samples each: three calls, three transforms',
		python: 'calls16',
		sampleRate: 16000,
		ours(clip) {
			dsp.powerToDb(dsp.melSpectrogram(clip, { sampleRate: 16000 }));
			dsp.mfcc(clip, { sampleRate: 16000, nMfcc: 40 });
			dsp.chromaStft(clip, { sampleRate: 16000 });
		},
	},
	{ name: 'from one spectrogram at 22.05 kHz', python: 'core22', sampleRate: 22050, ours: (clip) => core(clip, 22050) },
	{
		name: 'yin, 16 kHz, 2048/512',
		python: 'yin',
		sampleRate: 16000,
		ours: (clip) => dsp.yin(clip, { sampleRate: 16000 }),
	},
	{
		name: 'pyin, 16 kHz, 2048/512',
		python: 'pyin',
		sampleRate: 16000,
		ours: (clip) => dsp.pyin(clip, { sampleRate: 16000 }),
	},
	{ name: "featureSet('tutorial180')", sampleRate: 22050, ours: (clip) => tutorial.extract(clip) },
	{ name: "featureSet('rich')", sampleRate: 22050, ours: (clip) => rich.extract(clip) },
];
