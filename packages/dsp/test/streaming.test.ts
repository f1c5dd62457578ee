import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMatrix, createRandom, type Matrix } from '@ser/core';
import { describe, expect, test } from 'vitest';
import * as dsp from '../src/index.js';
import { createFeatureTransform } from '../src/node/index.js';
import { makeSignal } from './parity/signals.js';

const sampleRate = 16000;
const samples = makeSignal('voice', sampleRate, 20011);

type Shape = Omit<dsp.StreamingOptions, 'features'>;

/** The functions for whole signals, with the definitions that streams have. */
const whole: Record<dsp.StreamFeatureName, (y: Float32Array, o: Shape) => Matrix> = {
	mel: (y, { norm: _, ...o }) => dsp.melSpectrogram(y, o),
	logMel: (y, { norm: _, ...o }) => dsp.powerToDb(dsp.melSpectrogram(y, o), { topDb: null }),
	pcen: (y, { norm: _, ...o }) => {
		const mel = dsp.melSpectrogram(y, { ...o, power: 1 });
		return dsp.pcen({ ...mel, data: mel.data.map((value) => value * 2 ** 31) }, o);
	},
	onset: (y, { norm: _, ...o }) =>
		dsp.onsetStrength(dsp.powerToDb(dsp.melSpectrogram(y, o), { topDb: null }), { center: false }),
	mfcc: (y, o) => dsp.mfcc(y, { ...o, topDb: null }),
	chroma: (y, { norm: _, ...o }) => dsp.chromaStft(y, { tuning: 0, ...o }),
	tonnetz: (y, { norm: _, ...o }) => dsp.tonnetz(y, { tuning: 0, ...o }),
	poly: dsp.polyFeatures,
	centroid: dsp.spectralCentroid,
	bandwidth: (y, { norm: _, ...o }) => dsp.spectralBandwidth(y, o),
	rolloff: dsp.spectralRolloff,
	flatness: dsp.spectralFlatness,
	contrast: (y, o) => dsp.spectralContrast(y, { ...o, fMin: 200, topDb: null }),
	zcr: (y, o) => dsp.zeroCrossingRate(y, { ...o, frameLength: o.nFft }),
	rms: (y, o) => dsp.rms(y, { ...o, frameLength: o.nFft }),
	f0: (y, o) => dsp.yin(y, { ...o, fMin: undefined, fMax: undefined, frameLength: o.nFft }),
};

function inChunks(stream: dsp.StreamingFeatures, signal: Float32Array, seed: number): Matrix {
	const random = createRandom(seed);
	const parts: Matrix[] = [];
	for (let at = 0; at < signal.length; ) {
		const length = random.integer(3) === 0 ? random.integer(5) : random.integer(3000);
		parts.push(stream.push(signal.subarray(at, at + length)));
		at += length;
	}
	parts.push(stream.flush());
	const rows = parts.reduce((sum, part) => sum + part.rows, 0);
	const all = createMatrix(rows, stream.cols);
	let to = 0;
	for (const part of parts) {
		all.data.set(part.data, to);
		to += part.data.length;
	}
	return all;
}

describe('a stream equals the whole to the last bit', () => {
	const shapes: Shape[] = [
		{ sampleRate, nFft: 1024, hopLength: 256 },
		{ sampleRate, nFft: 512, winLength: 400, hopLength: 160, nMels: 40, center: false, window: 'hamming' },
		{ sampleRate, nFft: 1001, hopLength: 333, nMels: 40 },
		{ sampleRate, nFft: 512, hopLength: 700, nMels: 40 },
	];
	for (const name of dsp.streamFeatureNames) {
		test.each(shapes)(`${name} %o`, (shape) => {
			const stream = dsp.createStreaming({ ...shape, features: [name] });
			const expected = whole[name](samples, shape);
			const got = inChunks(stream, samples, 1);
			expect(got.rows).toBe(expected.rows);
			expect(got.data).toEqual(expected.data);
			// flush made it new again
			expect(inChunks(stream, samples, 2).data).toEqual(expected.data);
		});
	}

	test('several features stand side by side, under their names', () => {
		const stream = dsp.createStreaming({ sampleRate, features: ['rms', 'mfcc', 'zcr'], nMfcc: 3 });
		expect(stream.names).toEqual(['rms', 'mfcc0', 'mfcc1', 'mfcc2', 'zcr']);
		const got = inChunks(stream, samples, 3);
		expect(got.data[4 * 5]).toBe(dsp.rms(samples).data[4]);
		expect(got.data[4 * 5 + 4]).toBe(dsp.zeroCrossingRate(samples).data[4]);
	});

	test('a stream of one sample, and of none', () => {
		const stream = dsp.createStreaming({ features: ['rms'] });
		expect(stream.push(new Float32Array([1])).rows).toBe(0);
		expect(stream.flush().rows).toBe(1);
		expect(stream.flush().rows).toBe(0);
	});

	test('functionals of all frames, and of the latest', () => {
		const frames = dsp.mfcc(samples, { sampleRate, nMfcc: 5 });
		const all = dsp.createStreamingFunctionals({ cols: 5, hopSeconds: 0.032 });
		const latest = dsp.createStreamingFunctionals({ cols: 5, windowFrames: 12 });
		all.push(frames);
		latest.push(frames);
		expect(all.result().data).toEqual(dsp.functionals(frames, { hopSeconds: 0.032 }).data);
		const tail = createMatrix(12, 5, frames.data.slice(-12 * 5));
		expect(latest.rows).toBe(12);
		expect(latest.result().data).toEqual(dsp.functionals(tail).data);
		latest.reset();
		expect(latest.result().data.every((value) => value === 0)).toBe(true);
	});
});

describe('bad input', () => {
	test('options and samples are refused by name', () => {
		expect(() => dsp.createStreaming({ features: ['pitch' as 'f0'] })).toThrow(
			/features must be one of mel, .*got pitch/,
		);
		expect(() => dsp.createStreaming({ features: [] })).toThrow(/features/);
		expect(() => dsp.createStreaming({ features: ['mfcc'], nMfcc: 500 })).toThrow(/nMfcc/);
		expect(() => dsp.createStreaming({ features: ['f0'], nFft: 200, sampleRate })).toThrow(/frameLength/);
		const stream = dsp.createStreaming({ features: ['rms'] });
		expect(() => stream.push(new Float32Array([0, Number.NaN]))).toThrow(/sample 1/);
	});
});

test('an hour of sound leaves no garbage behind', () => {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	const stream = dsp.createStreaming({
		features: [
			'mfcc',
			'chroma',
			'centroid',
			'bandwidth',
			'rolloff',
			'flatness',
			'contrast',
			'pcen',
			'onset',
			'zcr',
			'rms',
		],
		sampleRate,
		nFft: 512,
		hopLength: 160,
		nMels: 40,
	});
	const statistics = dsp.createStreamingFunctionals({ cols: stream.cols, windowFrames: 300 });
	const chunk = makeSignal('voice', sampleRate, 128);
	let frames = 0;
	const onFrame = (frame: Float32Array) => {
		statistics.add(frame);
		frames++;
	};
	const play = (seconds: number) => {
		for (let i = 0; i < (seconds * sampleRate) / chunk.length; i++) stream.process(chunk, onFrame);
	};
	play(60);
	collectGarbage();
	const atFirst = process.memoryUsage().heapUsed;
	for (let tenMinutes = 0; tenMinutes < 6; tenMinutes++) {
		frames = 0;
		const before = process.memoryUsage().heapUsed;
		play(600);
		// A frame's features alone are 300 bytes; in ten minutes garbage would show before it is collected.
		expect((process.memoryUsage().heapUsed - before) / frames).toBeLessThan(16);
		expect(frames).toBeGreaterThan(59_000);
	}
	collectGarbage();
	expect(process.memoryUsage().heapUsed - atFirst).toBeLessThan(200_000);
});

describe('Node transform', () => {
	const options: dsp.StreamingOptions = { features: ['mfcc'], sampleRate };
	const expected = dsp.mfcc(samples, { sampleRate, topDb: null });

	async function collect(chunks: (Float32Array | Uint8Array)[]): Promise<number[]> {
		const transform = createFeatureTransform(options);
		const values: number[] = [];
		transform.on('data', (frames: Matrix) => values.push(...frames.data));
		for (const chunk of chunks) transform.write(chunk);
		transform.end();
		await once(transform, 'end');
		return values;
	}

	test('from arrays, and from bytes cut anywhere', async () => {
		const bytes = new Uint8Array(samples.buffer);
		const pieces = [0, 1, 4097, 30002, bytes.length].map((end, i, ends) => bytes.subarray(ends[i - 1] ?? 0, end));
		expect(Float32Array.from(await collect([samples.subarray(0, 777), samples.subarray(777)]))).toEqual(expected.data);
		expect(Float32Array.from(await collect(pieces))).toEqual(expected.data);
	});

	test('errors on a NaN, and on an end inside a sample', async () => {
		await expect(collect([new Float32Array([Number.NaN])])).rejects.toThrow(/finite/);
		await expect(collect([new Uint8Array(6)])).rejects.toThrow(/2 bytes left/);
	});
});
